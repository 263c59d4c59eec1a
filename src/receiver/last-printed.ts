import type { Text } from "../base/text.js";
import type { App } from "../event/app.js";
import { createSecretMask } from "../event/secret-mask.js";
import type { OutputCapture } from "./output-capture.js";
import { receiverTexts } from "./receiver-texts.js";

const mostLines = 20;

/** The last lines of what a receiver printed, without the app's secrets: for under an error. */
export function lastPrinted(output: Pick<OutputCapture, "tail">, app: App): Text {
  const printed = createSecretMask(app).foreign(output.tail()).trimEnd();
  const tail = printed.split("\n").slice(-mostLines).join("\n");
  return tail === "" ? receiverTexts("printed-nothing") : receiverTexts("printed", { tail });
}
