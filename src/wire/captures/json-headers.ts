import { isRecord } from "../../base/json-path.js";
import type { RawHeader } from "../webhook-request.js";
import { captureTexts } from "../texts/capture-texts.js";
import { malformedCapture } from "./capture-reader.js";
import { headerName } from "./header-name.js";

/** Nicer for being whole: Node's rawHeaders and a gateway's multiValueHeaders keep order and repetition. */
const fuller = /^(?:raw|multi)/i;

/** The headers of the fields whose name is one of headers: an object, pairs, names and values, a flat list, lines. */
export function readHeaders(
  fields: Readonly<Record<string, unknown>>,
  isHeaders: RegExp,
): RawHeader[] {
  const lists = Object.entries(fields)
    .filter(([name, value]) => isHeaders.test(name) && value !== null && value !== undefined)
    .sort(([left], [right]) => Number(fuller.test(right)) - Number(fuller.test(left)))
    .map(([, value]) => readHeaderField(value));
  return (lists.find((list) => list.length > 0) ?? []).map(([name, value]) => [
    headerName(name),
    value,
  ]);
}

function readHeaderField(value: unknown): RawHeader[] {
  if (typeof value === "string") return readHeaderLines(value);
  if (Array.isArray(value)) return readHeaderList(value);
  if (!isRecord(value)) throw malformedCapture(captureTexts("headers-form"));
  // Charles keeps the list one level further down.
  if (Array.isArray(value["headers"])) return readHeaderList(value["headers"]);
  return Object.entries(value).flatMap(([name, content]) =>
    (Array.isArray(content) ? content : [content]).map((item: unknown): RawHeader => [
      name,
      textOf(isRecord(item) && "value" in item ? item["value"] : item, name),
    ]),
  );
}

function readHeaderLines(text: string): RawHeader[] {
  return text
    .split(/\r?\n/)
    .filter((line) => line.includes(":"))
    .map((line) => {
      const colon = line.indexOf(":", 1);
      return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
    });
}

function readHeaderList(list: readonly unknown[]): RawHeader[] {
  if (list.every((item) => typeof item === "string")) {
    if (list.every((line) => /^[\w-]+: /.test(line))) return readHeaderLines(list.join("\n"));
    if (list.length % 2 !== 0) throw malformedCapture(captureTexts("odd-headers"));
    return list.flatMap((name, index): RawHeader[] =>
      index % 2 === 0 ? [[name, list[index + 1] as string]] : [],
    );
  }
  // Postman keeps the headers that were switched off.
  const sent = list.filter((item) => !isRecord(item) || item["disabled"] !== true);
  return sent.map((item): RawHeader => {
    const [name, value] = Array.isArray(item)
      ? (item as unknown[])
      : isRecord(item)
        ? [item["name"] ?? item["key"], item["value"]]
        : [];
    if (typeof name === "string") return [name, textOf(value, name)];
    throw malformedCapture(captureTexts("bad-header"));
  });
}

/** Tools write numbers and booleans as such, and null for an empty value; anything else was never a header. */
function textOf(value: unknown, name: string): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  const type = Array.isArray(value) ? "list" : "object";
  const shown = JSON.stringify(name.slice(0, 60));
  throw malformedCapture(captureTexts("header-of-type", { name: shown, type }));
}
