import { ellipsize } from "../../base/ellipsize.js";
import { isHidden } from "../hidden-value.js";

const placeholders: readonly (readonly [RegExp, string])[] = [
  [
    /^\[object \w+\]$/,
    "an object that was turned into text: log JSON.stringify(body), or better the raw bytes",
  ],
  [/^<Buffer(?: [\da-f]{2})* \.\.\. /, "only a Buffer's first bytes: log body.toString()"],
  [
    /^<[\w.]+(?: object)?(?: at 0x[\da-f]+)?>$|^(?:0x[\da-f]+|\{0x[\da-f]+.*|&\{.*)$|^[\w.$]+@[\da-f]+$|^Resource id #\d+$/i,
    "a stream and not what came out of it: read it into bytes first and log those",
  ],
  [
    /^(?:undefined|null|None|nil|<nil>|-|\{\}|b''|""|''|\[\]|<no body>|\(null\))$/,
    "nothing: a parser may have read the body before, or none was set up; log the raw bytes before any parser",
  ],
];

/** What a capture shows in the body's place when it has no body, as a sentence; undefined for a real body. */
export function bodyPlaceholder(text: string): string | undefined {
  const shown = text.trim();
  if (shown.length > 2000) return undefined;
  const known = placeholders.find(([pattern]) => pattern.test(shown));
  const short = ellipsize(shown, 30);
  if (known !== undefined)
    return `The capture has ${short} where the body should be, which is ${known[1]}.`;
  if (shown.length < 60 && isHidden(shown)) return `The capture hides the body (${short}).`;
  return undefined;
}
