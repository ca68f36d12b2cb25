import { mergeLayers, readLayer } from '../library/load.js';
import { describeLoadError } from '../library/messages.js';
import type { Library, LoadError } from '../library/model.js';
import type { SourceFile } from '../library/rules.js';
import { packLibrary } from '../library/shipped.js';
import { Lines } from '../text/lines.js';

/** Makes the library that is shipped and its files, with what is wrong in it as lines to print (`path:line:column: message`). */
export function shipLibrary(files: readonly SourceFile[]): { readonly library: Library; readonly packed: ReturnType<typeof packLibrary>; readonly mistakes: readonly string[]; readonly warnings: readonly string[] } {
  const { errors, ...library } = mergeLayers([readLayer(files)]);
  const shipped = { ...library, errors: [] };
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  const shown = (error: LoadError): string => {
    const { line, column } = new Lines(texts.get(error.path) ?? '').at(error.span?.start ?? 0);
    return `${error.path}:${line + 1}:${column + 1}: ${describeLoadError('en', error)}`;
  };
  return {
    library: shipped,
    packed: packLibrary(shipped),
    mistakes: errors.filter((error) => error.severity === 'error').map(shown),
    warnings: errors.filter((error) => error.severity === 'warning').map(shown),
  };
}
