import type { Library } from './model.js';
import { decodeWeights, encodeWeights } from './weights.js';

/** The files in which a library is shipped: everything but the learned weights as JSON, and the weights of each language beside it. */
type Name = 'library.json' | 'weights.fr.bin' | 'weights.en.bin';


/** The files of a library that was checked. */
export function packLibrary({ learned, ...library }: Library): Readonly<Record<Name, Uint8Array>> {
  const weightsOf = ({ fr, en }: Library['learned']): Pick<Record<Name, Uint8Array>, 'weights.fr.bin' | 'weights.en.bin'> => ({
    'weights.fr.bin': fr ? encodeWeights(fr) : new Uint8Array(),
    'weights.en.bin': en ? encodeWeights(en) : new Uint8Array(),
  });
  return { 'library.json': new TextEncoder().encode(JSON.stringify(library)), ...weightsOf(learned) };
}

/**
 * The inverse of `packLibrary`. The library was checked when it was packed: what the files hold has its shape. Throws for files that are not its own.
 * @param read the bytes of a file of that name
 */
export async function unpackLibrary(read: (name: Name) => Promise<Uint8Array>): Promise<Library> {
  const [json, fr, en] = await Promise.all([read('library.json'), read('weights.fr.bin'), read('weights.en.bin')]);
  const library = JSON.parse(new TextDecoder().decode(json)) as Omit<Library, 'learned'>;
  return { ...library, learned: { ...(fr.length > 0 ? { fr: decodeWeights(fr) } : {}), ...(en.length > 0 ? { en: decodeWeights(en) } : {}) } };
}
