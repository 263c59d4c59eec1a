/** Aborted after so many real milliseconds: for a wait on another program, which lives in real time. */
export const timeLimit = (limitMs: number): AbortSignal => AbortSignal.timeout(limitMs);
