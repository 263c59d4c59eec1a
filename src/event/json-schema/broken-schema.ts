import { MocklarkError } from "../../base/errors.js";
import type { Text } from "../../base/text.js";
import { jsonSchemaTexts } from "./json-schema-texts.js";

/** @param file what messages call the schema */
export const brokenSchema = (
  file: string | Text,
  reason: string | Text,
  remedy = jsonSchemaTexts("give-schema"),
): MocklarkError =>
  new MocklarkError("INVALID_DOCUMENT", jsonSchemaTexts("unusable", { file, reason }), {
    remedy,
    details: { file: typeof file === "string" ? file : file.in("en") },
  });
