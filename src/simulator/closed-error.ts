import { MocklarkError } from "../base/errors.js";

/**
 * For what a closed simulator would open and never close.
 * @param purpose completes "Failed to"
 */
export const closedError = (purpose: string): MocklarkError =>
  new MocklarkError("USAGE", `Failed to ${purpose}: the simulator is closed.`, {
    remedy: "Do it before closing, or create another simulator.",
  });
