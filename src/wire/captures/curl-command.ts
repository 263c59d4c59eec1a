import type { Text } from "../../base/text.js";
import { withoutPseudoHeaders } from "./pseudo-headers.js";
import type { RawHeader } from "../webhook-request.js";
import { captureTexts } from "../texts/capture-texts.js";
import type { CaptureReader } from "./capture-reader.js";
import { fitBody } from "./fit-body.js";
import { type ShellWords, splitShellWords, splitWindowsWords } from "./shell-words.js";

/** A curl (or wget) command in the quoting of a POSIX shell or of Windows' cmd, as "Copy as cURL" writes it. */
export const readCurlCommand: CaptureReader = (capture) => {
  const text = capture.toString("utf8");
  const command = /(?:^|[\n;&|$#>%`])[ \t]*(?:sudo +)?((?:curl|wget)(?:\.exe)?[ \t^\\])/.exec(text);
  if (command === null) return undefined;
  const own = text.slice(command.index + command[0].length - (command[1]?.length ?? 0));
  const isWindows = /\^"|\^\r?\n/.test(own);
  const said = readOptions(isWindows ? splitWindowsWords(own) : splitShellWords(own));
  if (said.headers.length === 0 && said.data.length === 0) return undefined;
  const { headers, target } = withoutPseudoHeaders(said);
  const body = Buffer.from(said.data.join("&"));
  return {
    form: "http",
    method: said.method ?? (said.data.length + said.files.length > 0 ? "POST" : "GET"),
    ...(target === undefined ? {} : { target }),
    headers,
    ...(said.data.length === 0
      ? { body, bodyIsRaw: true, notes: said.files.map(bodyIsElsewhere) }
      : fitBody(body, headers)),
  };
};

const bodyIsElsewhere = (file: string): Text =>
  captureTexts("body-in-file", { file: JSON.stringify(file.slice(0, 60)) });

interface Said {
  method?: string;
  target?: string;
  readonly headers: RawHeader[];
  readonly data: string[];
  /** Files that curl would read the body from. */
  readonly files: string[];
}

type Take = (said: Said, value: string) => void;

const takeHeader: Take = ({ headers }, value) => {
  const match = /^(:?[^:;\s]+)\s*[:;]\s*([^]*)$/.exec(value);
  // An empty value keeps curl from sending a header of its own.
  if (match?.[2]) headers.push([match[1] as string, match[2].trimEnd()]);
};
const takeRawData: Take = ({ data }, value) => data.push(value);
/** What a file or a variable of the shell holds is not in the command. */
const takeData: Take = ({ data, files }, value) =>
  /^@|^\$[\w({]/.test(value) ? files.push(value.replace(/^@/, "")) : data.push(value);
const takeMethod: Take = (said, value) => void (said.method = value);
const takeTarget: Take = (said, value) => void (said.target ??= value);
const takeNamed =
  (name: string): Take =>
  ({ headers }, value) =>
    headers.push([name, value]);

const options: Readonly<Record<string, Take>> = {
  "-H": takeHeader,
  "--header": takeHeader,
  "-X": takeMethod,
  "--request": takeMethod,
  "--method": takeMethod,
  "--url": takeTarget,
  "-A": takeNamed("User-Agent"),
  "--user-agent": takeNamed("User-Agent"),
  "-d": takeData,
  "--data": takeData,
  "--data-ascii": takeData,
  "--data-binary": takeData,
  "--json": takeData,
  "--data-raw": takeRawData,
  "--post-data": takeRawData,
  "--body-data": takeRawData,
  "--post-file": ({ files }, value) => files.push(value),
  "--body-file": ({ files }, value) => files.push(value),
};

/** Options with a value that says nothing about the request; the short ones may carry it directly behind. */
const valuesToSkip =
  /^(?:-[beoumTFCcDEKPQrtUwxyYz]|--(?:cookie|referer|output|user|max-time|connect-timeout|proxy|write-out|cacert|cert|key|resolve|retry|form|cookie-jar|interface|output-document|timeout))$/;

function readOptions(words: ShellWords): Said {
  const said: Said = { headers: [], data: [], files: [] };
  for (let index = 1; index < words.length; index++) {
    const word = words[index] as string;
    const { option, value } = splitOption(word);
    const take = options[option];
    if (take !== undefined) take(said, value ?? words[++index] ?? "");
    else if (valuesToSkip.test(option)) index += value === undefined ? 1 : 0;
    else if (!word.startsWith("-")) takeTarget(said, word);
  }
  return said;
}

/** "-HA: b" and "-sXPOST" carry their value, "--header=A: b" after an equals sign. */
function splitOption(word: string): { readonly option: string; readonly value?: string } {
  if (word.startsWith("--")) {
    const equals = word.indexOf("=");
    return equals < 0
      ? { option: word }
      : { option: word.slice(0, equals), value: word.slice(equals + 1) };
  }
  const short = /^-[#0-9afgGiIjJkLlMnNOpqRsSvVZ]*([A-Za-z])([^]*)$/.exec(word);
  if (short === null) return { option: word };
  const [, letter, value] = short;
  return { option: `-${letter}`, ...(value ? { value } : {}) };
}
