import { isUtf8 } from "node:buffer";

/** Bytes as they are kept in a file: as text where they are UTF-8, else in base64, so that none changes. */
export type CapturedBody =
  | { readonly text: string; readonly truncated?: true }
  | { readonly base64: string; readonly truncated?: true };

/**
 * What is kept of a body, in bytes. When a request is sent again, at least as much of an answer is read as was
 * recorded: what was cut shorter would seem another answer.
 */
export const keptBodyBytes = 1 << 20;

/** @param truncated there was more, which was passed on but not kept */
export function captureBody(bytes: Buffer, { truncated = false } = {}): CapturedBody {
  const kept = isUtf8(bytes)
    ? { text: bytes.toString("utf8") }
    : { base64: bytes.toString("base64") };
  return truncated ? { ...kept, truncated } : kept;
}

export const bytesOf = (body: CapturedBody): Buffer =>
  "text" in body ? Buffer.from(body.text) : Buffer.from(body.base64, "base64");

/** A body with its text changed; of one that is no UTF-8, the text that its bytes are in Latin-1. */
export const changeBody = (body: CapturedBody, change: (text: string) => string): CapturedBody =>
  "text" in body
    ? { ...body, text: change(body.text) }
    : { ...body, base64: latin1(change(bytesOf(body).toString("latin1"))).toString("base64") };

const latin1 = (text: string): Buffer => Buffer.from(text, "latin1");
