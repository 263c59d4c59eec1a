import { MocklarkError } from "../base/errors.js";
import type { FeishuEvent } from "../event/feishu-event.js";
import { typeNameOf } from "../event/whole-event.js";

/** What to say to a user whose file has an event of a type that nothing is known of. */
export const howToMakeKnown = (file: string): string =>
  `Say --event ${file} as well, which takes the file as a sample, or --event TYPE=FILE with a JSON Schema.`;

export const unknownEventType = (event: FeishuEvent, file: string): MocklarkError =>
  new MocklarkError(
    "INVALID_EVENT",
    `Failed to use ${file}: nothing is known of its type "${typeNameOf(event)}".`,
    { remedy: `${howToMakeKnown(file)} To send it unchecked, say --allow-invalid.` },
  );
