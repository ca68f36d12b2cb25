import * as v from 'valibot';
import { FACETS, type ForceReason, KINDS, REASONS, SEVERITIES, THEMES } from './model.js';
import { keyed } from './yamlSource.js';

const text = v.pipe(v.string(), v.trim(), v.nonEmpty());
const id = v.pipe(v.string(), v.regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'kebab-case'));
const isoDate = v.pipe(
  v.union([v.string(), v.date()]),
  v.transform((date) => (typeof date === 'string' ? date : date.toISOString().slice(0, 10))),
  v.regex(/^\d{4}-\d{2}-\d{2}$/, 'YYYY-MM-DD'),
);
const localized = keyed({ fr: text, en: text });
const words = keyed({ fr: v.array(text), en: v.array(text) });
const combinations = v.array(v.pipe(v.array(text), v.minLength(1)));

/** One file of `rules/<theme>/`. */
export const ruleSchema = keyed({
  id,
  theme: v.picklist(THEMES),
  proposition: v.array(v.pipe(v.number(), v.integer())),
  when: v.pipe(v.array(v.picklist(FACETS)), v.minLength(1)),
  where: v.pipe(v.array(v.picklist(KINDS)), v.minLength(1)),
  title: localized,
  why: localized,
  expects: localized,
  weak: localized,
  headings: words,
  severity: v.optional(v.picklist(SEVERITIES), 'warning'),
  waivable: v.optional(v.boolean(), true),
  'clause-status': v.optional(v.picklist(['mandatory', 'mandatory-when', 'duty-behind', 'good-practice']), 'good-practice'),
  references: v.optional(v.array(id), []),
  recognise: v.optional(
    keyed({
      parts: v.record(id, words),
      requires: v.optional(combinations, []),
      present: v.optional(combinations, []),
      weak: v.optional(combinations, []),
      except: v.optional(combinations, []),
    }),
  ),
  owner: v.optional(text),
  'checked-on': v.optional(isoDate),
  'review-by': v.optional(isoDate),
});

const scalarText = v.pipe(v.union([v.string(), v.number()]), v.transform(String));

/** Front matter of `clauses/<language>/<clause>.md`. */
export const clauseSchema = keyed({
  id,
  requirement: id,
  language: v.picklist(['fr', 'en']),
  variant: v.optional(v.picklist(['standard', 'light', 'reinforced']), 'standard'),
  title: text,
  version: v.pipe(v.string(), v.regex(/^\d+\.\d+\.\d+$/, '1.0.0')),
  documents: v.pipe(v.array(v.picklist(KINDS)), v.minLength(1)),
  headings: v.array(text),
  form: v.optional(v.picklist(['article', 'criterion', 'penalty']), 'article'),
  row: v.optional(keyed({ label: text, value: text, detail: text })),
  placeholders: v.optional(
    v.record(
      id,
      keyed({
        type: v.picklist(['text', 'number', 'percentage', 'money', 'duration', 'date', 'choice', 'party']),
        label: text,
        help: v.optional(text),
        default: scalarText,
        choices: v.optional(v.array(scalarText)),
        min: v.optional(v.number()),
        max: v.optional(v.number()),
      }),
    ),
    {},
  ),
  references: v.optional(v.array(id), []),
  note: v.optional(text),
  sources: v.optional(v.array(text), []),
  'review-by': v.optional(isoDate),
});

/** `rules/references.yaml` and `rules/duties.yaml`. */
export const referencesSchema = v.record(
  id,
  keyed({
    kind: v.picklist(['binding', 'soft-law', 'standard', 'recommendation']),
    cite: localized,
    url: v.optional(text),
    'in-force-from': v.optional(v.nullable(isoDate)),
    'in-force-to': v.optional(v.nullable(isoDate)),
    'amended-by': v.optional(text),
    'note-on-dates': v.optional(text),
    obliges: v.optional(text),
    'applies-when': v.optional(text),
    note: v.optional(text),
    verified: v.optional(v.nullable(text)),
  }),
);

export const dutiesSchema = v.record(
  id,
  keyed({
    title: localized,
    basis: v.array(id),
    'in-force-from': isoDate,
    when: v.optional(v.array(v.picklist(FACETS)), []),
    'satisfied-by-any': v.pipe(v.array(id), v.minLength(1)),
    note: v.optional(text),
  }),
);

/** `rules/force.yaml`: what takes the force out of a provision. */
export const forceSchema = keyed(Object.fromEntries(REASONS.map((reason) => [reason, words])) as Record<ForceReason, typeof words>);

/** `rules/facets.yaml`: phrases that show a facet of the profile, or speak against it. */
export const facetsSchema = v.record(v.picklist(FACETS), keyed({ title: localized, 'shown-by': v.optional(v.array(id), []), for: words, against: words }));

const weights = v.record(v.string(), v.number());
const question = keyed({ bias: v.number(), weights });

/** `rules/learned.<language>.json`. */
export const learnedSchema = keyed({
  language: v.picklist(['fr', 'en']),
  idf: weights,
  questions: v.record(v.string(), question),
});

/** `rules/decisions.json`. */
export const decisionsSchema = v.record(v.string(), question);

const waiver = keyed({ requirement: text, reason: v.optional(text), by: v.optional(text), on: v.optional(isoDate), until: v.optional(isoDate) });

/** `clausier.yaml`, and the `clausier:` key of a document's front matter. */
export const configSchema = keyed({
  dossier: v.optional(keyed({ documents: v.optional(v.array(text)), kinds: v.optional(v.record(text, v.picklist(KINDS))) })),
  profile: v.optional(
    keyed({
      ai: v.optional(v.boolean()),
      generative: v.optional(v.boolean()),
      'personal-data': v.optional(v.boolean()),
      'individual-decisions': v.optional(v.boolean()),
      'public-facing': v.optional(v.boolean()),
      'high-risk': v.optional(v.boolean()),
      'above-threshold': v.optional(v.boolean()),
      hosted: v.optional(v.boolean()),
    }),
  ),
  language: v.optional(v.picklist(['fr', 'en'])),
  date: v.optional(isoDate),
  library: v.optional(v.array(text)),
  'require-approval': v.optional(v.boolean()),
  severity: v.optional(v.record(text, v.picklist(SEVERITIES))),
  waivers: v.optional(v.array(waiver)),
  values: v.optional(v.record(text, scalarText)),
  baseline: v.optional(text),
});
