import { ellipsize } from "../../base/ellipsize.js";
import type { Text } from "../../base/text.js";
import { isHidden } from "../hidden-value.js";
import { captureTexts } from "../texts/capture-texts.js";

const placeholders: readonly (readonly [RegExp, Text])[] = [
  [/^\[object \w+\]$/, captureTexts("object-as-text")],
  [/^<Buffer(?: [\da-f]{2})* \.\.\. /, captureTexts("buffer-start")],
  [
    /^<[\w.]+(?: object)?(?: at 0x[\da-f]+)?>$|^(?:0x[\da-f]+|\{0x[\da-f]+.*|&\{.*)$|^[\w.$]+@[\da-f]+$|^Resource id #\d+$/i,
    captureTexts("stream"),
  ],
  [
    /^(?:undefined|null|None|nil|<nil>|-|\{\}|b''|""|''|\[\]|<no body>|\(null\))$/,
    captureTexts("nothing"),
  ],
];

/** What a capture shows in the body's place when it has no body, as a sentence; undefined for a real body. */
export function bodyPlaceholder(text: string): Text | undefined {
  const shown = text.trim();
  if (shown.length > 2000) return undefined;
  const known = placeholders.find(([pattern]) => pattern.test(shown));
  const short = ellipsize(shown, 30);
  if (known !== undefined) return captureTexts("no-body-but", { shown: short, what: known[1] });
  const isShort = shown.length < 60;
  return isShort && isHidden(shown) ? captureTexts("hidden-body", { shown: short }) : undefined;
}
