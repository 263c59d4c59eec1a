/** "group/name": what a report, a baseline and the command line call a check. */
export type CheckId = `${string}/${string}`;
