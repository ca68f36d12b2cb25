import { json } from './json.js';
import type { Format } from './model.js';
import { text } from './text.js';

/** The formats that exist, by the name given to `--format`. */
export const FORMATS = { text, json } as const satisfies Readonly<Record<string, Format>>;
