import { MocklarkError } from "../../base/errors.js";

/** @param file what messages call the schema */
export const brokenSchema = (
  file: string,
  reason: string,
  remedy = "Give a JSON Schema of the event's content, or of a whole event.",
): MocklarkError =>
  new MocklarkError("INVALID_DOCUMENT", `Failed to use ${file} as a JSON Schema: ${reason}.`, {
    remedy,
    details: { file },
  });
