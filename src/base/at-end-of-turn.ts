/**
 * Calls back once everything that is readable now has been read and acted on, in the same turn of the event
 * loop: for work that is cheaper in bulk. No time passes, so it is no matter of a clock.
 */
export const atEndOfTurn = (callback: () => void): void => void setImmediate(callback);
