import type { Status } from '../judge/model.js';
import { message } from '../library/messages.js';
import type { Language } from '../text/model.js';
import type { Reported } from './model.js';

/** Every status, in the order in which reports count them. */
export const STATUSES: readonly Status[] = ['present', 'weak', 'missing', 'not-applicable', 'waived'];

/** How many dossiers, and how many findings of each status. */
export function countStatuses({ dossiers }: Reported): { dossiers: number } & Record<Status, number> {
  const count = { dossiers: dossiers.length, present: 0, weak: 0, missing: 0, 'not-applicable': 0, waived: 0 };
  for (const { verdict } of dossiers) for (const { status } of verdict.findings) count[status] += 1;
  return count;
}

/** A counted noun; in French zero is singular. */
export function counted(language: Language, key: string, count: number): string {
  const one = language === 'fr' ? count < 2 : count === 1;
  return message(language, `${key}.${one ? 'one' : 'other'}`, { count });
}
