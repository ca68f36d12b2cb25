/** Exit status of the command line, as `design.md` promises it. */
export const EXIT = {
  /** Nothing at or above `--fail-on`. */
  clean: 0,
  /** Something was found. */
  findings: 1,
  /** Wrong usage, unreadable input or broken configuration. */
  failure: 2,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The graver of two results: a run that could not read all of its input is a failure whatever it found. */
export function worse(a: ExitCode, b: ExitCode): ExitCode {
  return a > b ? a : b;
}
