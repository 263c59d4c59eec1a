import { MocklarkError } from "../base/errors.js";
import type { Text } from "../base/text.js";
import type { FeishuEvent } from "../event/feishu-event.js";
import { typeNameOf } from "../event/whole-event.js";
import { fileTexts } from "./texts/file-texts.js";

/** What to say to a user whose file has an event of a type that nothing is known of. */
export const howToMakeKnown = (file: string): Text => fileTexts("make-known", { file });

export const unknownEventType = (event: FeishuEvent, file: string): MocklarkError =>
  new MocklarkError(
    "INVALID_EVENT",
    fileTexts("unknown-type", { file, type: String(typeNameOf(event)) }),
    {
      remedy: fileTexts("unknown-type-remedy", { howToMakeKnown: howToMakeKnown(file) }),
    },
  );
