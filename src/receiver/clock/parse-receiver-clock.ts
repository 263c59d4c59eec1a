import { MocklarkError } from "../../base/errors.js";
import { printable } from "../../base/printable.js";
import { withSuggestion } from "../../base/suggestions.js";
import { receiverClockTexts as texts } from "./receiver-clock-texts.js";

/** How a receiver's clock is to be moved; "auto" takes what fits its process. */
export type ReceiverClockSetting = "auto" | "node" | "faketime" | "off" | `command:${string}`;

const words = ["auto", "node", "faketime", "off"] as const;
const prefix = "command:";
export const secondsPlaceholder = "{seconds}";

/**
 * The text of --receiver-clock.
 * @throws MocklarkError USAGE
 */
export function parseReceiverClock(text: string): ReceiverClockSetting {
  const word = words.find((each) => each === text.trim());
  if (word) return word;
  if (text.startsWith(prefix)) return parseCommand(text.slice(prefix.length));
  throw new MocklarkError("USAGE", texts("unknown", { given: printable(text).slice(0, 100) }), {
    remedy: withSuggestion(text.split(":")[0] ?? "", [...words, "command"], texts("usage")),
  });
}

function parseCommand(command: string): ReceiverClockSetting {
  if (command.includes(secondsPlaceholder)) return `${prefix}${command}`;
  throw new MocklarkError("USAGE", texts("lacks-seconds"), {
    remedy: texts("lacks-seconds-remedy"),
  });
}
