import { isRecord } from "../../base/json-path.js";

/** What `{"text":"…"}` in a string says, as the content of a message; undefined for anything else. */
export const textInJson = (value: unknown): string | undefined => parsed(value)?.text;

/** The same string with another text in it; what says none comes back as it is. */
export function withTextInJson(value: unknown, change: (text: string) => string): unknown {
  const content = parsed(value);
  return content ? JSON.stringify({ ...content, text: change(content.text) }) : value;
}

function parsed(value: unknown): { readonly text: string } | undefined {
  if (typeof value !== "string" || !value.startsWith("{")) return undefined;
  try {
    const content: unknown = JSON.parse(value);
    return isRecord(content) && typeof content["text"] === "string"
      ? (content as { text: string })
      : undefined;
  } catch {
    return undefined;
  }
}
