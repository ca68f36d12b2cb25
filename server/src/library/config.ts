import type * as v from 'valibot';
import type { DocumentKind, Facet, LoadError, Severity } from './model.js';
import { configSchema } from './schema.js';
import type { Language, Span } from '../text/model.js';
import { checked, readYaml } from './yamlSource.js';

/** One waiver of the configuration, with the place where it stands. */
export interface ConfiguredWaiver {
  readonly requirement: string;
  readonly reason?: string;
  readonly by?: string;
  readonly on?: string;
  readonly until?: string;
  readonly path: string;
  readonly span: Span;
}

/** A requirement named in a configuration, and where. */
export interface NamedRequirement {
  readonly id: string;
  readonly path: string;
  readonly span: Span;
}

/** A `clausier.yaml`, or the `clausier:` key of front matter, read and checked. What is wrong in it is left out. */
export interface Config {
  /** Folder that its globs and paths are relative to. */
  readonly folder: string;
  readonly documents?: readonly string[];
  readonly kinds: Readonly<Record<string, DocumentKind>>;
  readonly profile: Partial<Readonly<Record<Facet, boolean>>>;
  readonly language?: Language;
  readonly date?: string;
  readonly library: readonly string[];
  readonly requireApproval?: boolean;
  readonly severity: Readonly<Record<string, Severity>>;
  /** Requirements that `severity` names, with the place of each: whether they exist only the library knows. */
  readonly named: readonly NamedRequirement[];
  readonly waivers: readonly ConfiguredWaiver[];
  readonly values: Readonly<Record<string, string>>;
  readonly errors: readonly LoadError[];
}

export const CONFIG_NAME = 'clausier.yaml';

/**
 * Reads a configuration text. Unknown keys and wrong types become errors; what is right stays in force.
 * @param offset where `text` begins in its file
 * @param key set for front matter: only what is under this key is ours
 */
export function readConfig(text: string, path: string, folder: string, offset = 0, key?: string): Config {
  const source = readYaml(text, path, offset);
  const raw = key === undefined ? source.value : isRecord(source.value) ? source.value[key] : undefined;
  if (source.errors.length > 0 || raw === undefined || raw === null) {
    return { ...EMPTY, folder, errors: key === undefined ? source.errors : [] };
  }
  const prefix = key === undefined ? [] : [key];
  const view = { ...source, value: raw, locate: (at: readonly (string | number)[], onKey?: boolean) => source.locate([...prefix, ...at], onKey) };
  const { value, errors } = salvage(view, path);
  return {
    folder,
    ...(value.dossier?.documents ? { documents: value.dossier.documents } : {}),
    kinds: value.dossier?.kinds ?? {},
    profile: value.profile ? dropUndefined(value.profile) : {},
    ...(value.language ? { language: value.language } : {}),
    ...(value.date ? { date: value.date } : {}),
    library: value.library ?? [],
    ...(value['require-approval'] === undefined ? {} : { requireApproval: value['require-approval'] }),
    severity: value.severity ?? {},
    named: Object.keys(value.severity ?? {}).map((id) => ({ id, path, span: view.locate(['severity', id], true) })),
    waivers: (value.waivers ?? []).map((waiver, index) => ({ ...dropUndefined(waiver), requirement: waiver.requirement, path, span: view.locate(['waivers', index]) })),
    values: value.values ?? {},
    errors,
  };
}

const EMPTY: Omit<Config, 'folder' | 'errors'> = { kinds: {}, profile: {}, library: [], severity: {}, named: [], waivers: [], values: {} };

type ConfigValue = v.InferOutput<typeof configSchema>;

/** Checks the whole; when something is wrong, the parts are checked one by one and those that are right are kept. */
function salvage(source: ReturnType<typeof readYaml>, path: string): { readonly value: Partial<ConfigValue>; readonly errors: readonly LoadError[] } {
  const whole = checked(source, configSchema, path);
  if (whole.value) return { value: whole.value, errors: [] };
  if (!isRecord(source.value)) return { value: {}, errors: whole.errors };
  const kept: Record<string, unknown> = {};
  for (const [key, part] of Object.entries(source.value)) {
    const alone = checked({ ...source, value: { [key]: part } }, configSchema, path);
    if (alone.value) Object.assign(kept, dropUndefined(alone.value));
  }
  return { value: kept as Partial<ConfigValue>, errors: whole.errors };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function dropUndefined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as { [K in keyof T]: Exclude<T[K], undefined> };
}
