import { gunzipSync } from "node:zlib";
import { valueOf } from "../wire/captured-request.js";
import type { RawHeader } from "../wire/webhook-request.js";

/** An answer's body as its reader sees it: what came as gzip is unpacked, up to the bound. */
export function unpackAnswer(
  headers: readonly RawHeader[],
  body: Buffer,
  mostBytes: number,
): Buffer {
  if (valueOf({ headers }, "Content-Encoding")?.trim().toLowerCase() !== "gzip") return body;
  try {
    return gunzipSync(body, { maxOutputLength: mostBytes });
  } catch {
    return body;
  }
}
