import type { Language } from "../src/base/text.js";

/** Something that is in the other language than all around it. */
export interface Leftover {
  /** Where it stands: the command that printed it, the member of a report. */
  readonly place: string;
  readonly found: string;
  readonly line: string;
}

/**
 * Names that are the same in both languages, although they have three words or stand beside others: the
 * platform's own and those of standards.
 */
const names = [
  // Fields and products of the platform, which the Chinese pages leave in English.
  "Encrypt Key",
  "Verification Token",
  "App ID",
  "App Secret",
  "Open API",
  "Webhook",
  "challenge",
  "nonce",
  "token",
  "tenant_access_token",
  // Standards and what they call things.
  "JSON Schema",
  "NDJSON",
  "JSON",
  "YAML",
  "HTML",
  "HTTP",
  "HTTPS",
  "Content-Type",
  "User-Agent",
  "URL",
  "TLS",
  "TCP",
  "WebSocket",
  "ping",
  "pong",
  "base64",
  "AES-256-CBC",
  "PKCS7Padding",
  "Unix",
  "ON CONFLICT DO NOTHING",
  "SET NX EX",
  // Programs.
  "mocklark",
  "Node SDK",
  "Node.js",
  "GitHub",
  "lark-cli",
  "Ctrl-C",
  // What V8 says of a program's error, and V8 and the yaml package of a text that they cannot read.
  "Cannot read properties of undefined",
  "Expected property name or '}'",
  "Map keys must be unique",
  "Flow sequence in block collection must be sufficiently indented and end with a ]",
  "Unresolved alias (the anchor must be set before the alias)",
];

/** What is in the platform's language wherever it is quoted: the developer console's own words. */
const consoleTexts = [
  "Challenge code没有返回",
  "请填写有效的 HTTP/HTTPS URL",
  "返回数据不是合法的JSON格式",
  "应用未建立长连接",
];

/** What is no sentence of ours, by its form. */
const noWords: readonly RegExp[] = [
  // Code: spans, examples of help, lines of a file, shell commands.
  /`[^`]*`/g,
  /^\s*(?:mocklark|lark-cli|pbpaste|token=|curl) .*$/gm,
  /^\s*>? *\d+ \|.*$/gm,
  /^ +\| *\^+$/gm,
  // What is quoted.
  /「[^」]*」/g,
  /"[^"\n]*"/g,
  // Usage and flags with their values, variables, headers.
  /<[^>\n]*>|\[[^\]\n]*\]/g,
  /--?[a-z][\w-]*/g,
  /\b[A-Z][A-Z0-9]*_[A-Z0-9_=]+\S*/g,
  /\bX-[A-Z][\w-]*/g,
  // Permissions.
  /\b[\w.]+(?::[\w.]+)+/g,
  // URLs, paths, files, ids, and places in files.
  /\w+:\/\/\S+/g,
  /(?:[\w.*~-]*\/)+[\w.*-]+(?::\d+)*/g,
  /\b[\w-]+\.(?:[\w-]+\.)*[a-z]\w*(?:[=:]\S+)?/g,
  // Data.
  /\{[^\n]*\}/g,
  /[\w-]+=\S+/g,
  /\b[\w]+_\w+\b/g,
];

/** What Chinese may stand in, in English: what Feishu shows, and values. */
const quoted: readonly RegExp[] = [/「[^」]*」/g, /"[^"\n]*"/g];

/** Three words of English one after the other: two may be a name. */
const sentence = /[A-Za-z][A-Za-z']*(?:[ ,;:]+[A-Za-z][A-Za-z'-]*){2,}/g;

const han = /\p{Script=Han}+/gu;

/** What of a text is in the other language than it should be; a line at most once. */
export const leftoversIn = (place: string, text: string, language: Language): Leftover[] =>
  language === "zh"
    ? findIn(place, text, sentence, { ignored: noWords, known: names })
    : findIn(place, text, han, { ignored: quoted, known: consoleTexts });

/** Where a value was put beside Chinese without the space there is between Han and Latin letters or digits. */
export const gluedIn = (place: string, text: string): Leftover[] =>
  findIn(place, text, /\p{Script=Han}[A-Za-z\d]|[A-Za-z\d]\p{Script=Han}/gu, {
    ignored: quoted,
    known: consoleTexts,
  });

interface Ignored {
  readonly ignored: readonly RegExp[];
  readonly known: readonly string[];
}

const findIn = (
  place: string,
  text: string,
  pattern: RegExp,
  { ignored, known }: Ignored,
): Leftover[] =>
  text.split("\n").flatMap((line) => {
    const without = ignored.reduce((left, one) => left.replace(one, "·"), line);
    const rest = known.reduce((left, name) => left.replaceAll(name, "·"), without);
    const found = rest.match(pattern);
    return found ? [{ place, found: found.join(" | "), line: line.trim() }] : [];
  });

/** For the message of a test that fails; each once. */
export const toldOf = (leftovers: readonly Leftover[]): string[] => [
  ...new Set(leftovers.map(({ place, found, line }) => `${place}\n    ${found}\n    ${line}`)),
];
