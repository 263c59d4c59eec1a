import { MocklarkError } from "../../base/errors.js";
import { printable } from "../../base/printable.js";
import { didYouMean } from "../../base/suggestions.js";

/** How a receiver's clock is to be moved; "auto" takes what fits its process. */
export type ReceiverClockSetting = "auto" | "node" | "faketime" | "off" | `command:${string}`;

const words = ["auto", "node", "faketime", "off"] as const;
const prefix = "command:";
export const secondsPlaceholder = "{seconds}";

const usage =
  'Write "auto", "node", "faketime", "off", or "command:" and a shell command with {seconds} in it, ' +
  "which stands for how far ahead the clock is to be in all.";

/**
 * The text of --receiver-clock.
 * @throws MocklarkError USAGE
 */
export function parseReceiverClock(text: string): ReceiverClockSetting {
  const word = words.find((each) => each === text.trim());
  if (word) return word;
  if (text.startsWith(prefix)) return parseCommand(text.slice(prefix.length));
  const suggestion = didYouMean(text.split(":")[0] ?? "", [...words, "command"]);
  throw new MocklarkError(
    "USAGE",
    `Failed to read the receiver's clock: "${printable(text).slice(0, 100)}" is none that is known.`,
    { remedy: suggestion === "" ? usage : `${suggestion} ${usage}` },
  );
}

function parseCommand(command: string): ReceiverClockSetting {
  if (command.includes(secondsPlaceholder)) return `${prefix}${command}`;
  throw new MocklarkError(
    "USAGE",
    `Failed to read the receiver's clock: its command lacks ${secondsPlaceholder}.`,
    {
      remedy: `Put ${secondsPlaceholder} where the command takes how many seconds ahead the clock is to be in all, for example "command:echo +{seconds} > offset.txt".`,
    },
  );
}
