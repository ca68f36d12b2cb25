import type { Duty, LoadError, Reference } from './model.js';
import type { SourceFile } from './rules.js';
import { dutiesSchema, referencesSchema } from './schema.js';
import { checked, readYaml } from './yamlSource.js';

/** Reads `references.yaml`: legal and normative texts by id, with what was read to verify each. */
export function readReferences(file: SourceFile): { readonly references: Readonly<Record<string, Reference>>; readonly errors: readonly LoadError[] } {
  const { value, errors } = checked(readYaml(file.text, file.path), referencesSchema, file.path);
  const references: Record<string, Reference> = {};
  for (const [id, entry] of Object.entries(value ?? {})) {
    references[id] = {
      id,
      kind: entry.kind,
      cite: entry.cite,
      verified: isVerified(entry.verified ?? undefined),
      ...(entry.url ? { url: entry.url } : {}),
      ...(entry['in-force-from'] ? { inForceFrom: entry['in-force-from'] } : {}),
      ...(entry['in-force-to'] ? { inForceTo: entry['in-force-to'] } : {}),
    };
  }
  return { references, errors };
}

/** Only a text that was read itself, or as a copy of the official data, counts; "secondary" and "not verified" do not. */
function isVerified(note: string | undefined): boolean {
  return note !== undefined && !/^(?:not verified|secondary)/i.test(note.trim());
}

/** Reads `duties.yaml`: legal duties that several requirements satisfy together. */
export function readDuties(file: SourceFile): { readonly duties: readonly Duty[]; readonly errors: readonly LoadError[] } {
  const { value, errors } = checked(readYaml(file.text, file.path), dutiesSchema, file.path);
  const duties = Object.entries(value ?? {}).map(([id, entry]) => ({
    id,
    title: entry.title,
    basis: entry.basis,
    inForceFrom: entry['in-force-from'],
    when: entry.when,
    satisfiedByAny: entry['satisfied-by-any'],
  }));
  return { duties, errors };
}
