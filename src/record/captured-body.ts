import { isUtf8 } from "node:buffer";

/** Bytes as they are kept in a file: as text where they are UTF-8, else in base64, so that none changes. */
export type CapturedBody =
  | { readonly text: string; readonly truncated?: true }
  | { readonly base64: string; readonly truncated?: true };

/** @param truncated there was more, which was passed on but not kept */
export function captureBody(bytes: Buffer, { truncated = false } = {}): CapturedBody {
  const kept = isUtf8(bytes)
    ? { text: bytes.toString("utf8") }
    : { base64: bytes.toString("base64") };
  return truncated ? { ...kept, truncated } : kept;
}

export const bytesOf = (body: CapturedBody): Buffer =>
  "text" in body ? Buffer.from(body.text) : Buffer.from(body.base64, "base64");
