/** What a finished command tells the shell. Signals end with 128 plus their number. */
export const exitCodes = {
  ok: 0,
  /** A check, expectation, threshold or delivery failed. */
  failed: 1,
  usage: 2,
  environment: 3,
  internal: 4,
  /** The terminal was closed. */
  hungUp: 129,
  interrupted: 130,
  /** The reader of our output left early, as `| head` does. */
  unread: 141,
  terminated: 143,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
