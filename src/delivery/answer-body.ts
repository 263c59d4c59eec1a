/** Keeps the first `maxBytes` of an answer's body and forgets the rest. */
export interface AnswerBody {
  add(chunk: Buffer): void;
  /**
   * The body as text; what is kept never exceeds the bound.
   * @returns a promise if `contentEncoding` says gzip, because unpacking takes time
   */
  read(contentEncoding: string | undefined): AnswerText | Promise<AnswerText>;
}

export interface AnswerText {
  readonly body: string;
  readonly bodyTruncated: boolean;
}

/** @param maxBytes the bound, for the packed bytes and for the unpacked text alike */
export function createAnswerBody(maxBytes: number): AnswerBody {
  let kept: Buffer[] = [];
  let keptBytes = 0;
  let bodyTruncated = false;

  function add(chunk: Buffer): void {
    const room = maxBytes - keptBytes;
    if (chunk.length > room) bodyTruncated = true;
    if (room === 0) return;
    const part = chunk.length > room ? chunk.subarray(0, room) : chunk;
    kept.push(part);
    keptBytes += part.length;
  }

  function read(contentEncoding: string | undefined): AnswerText | Promise<AnswerText> {
    const [only] = kept;
    const bytes = kept.length === 1 && only !== undefined ? only : Buffer.concat(kept);
    kept = [];
    const isPacked = contentEncoding?.trim().toLowerCase() === "gzip";
    return isPacked ? unpack(bytes) : toText(bytes, bodyTruncated);
  }

  async function unpack(packed: Buffer): Promise<AnswerText> {
    const { bytes, truncated } = await gunzipUpTo(packed, maxBytes);
    return toText(bytes, bodyTruncated || truncated);
  }

  return { add, read };
}

function toText(bytes: Buffer, bodyTruncated: boolean): AnswerText {
  // A cut may fall inside a character: its first bytes are left out rather than shown as garbage.
  const body = bodyTruncated
    ? new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes, { stream: true })
    : bytes.toString("utf8");
  return { body, bodyTruncated };
}

/**
 * Unpacks until `maxBytes` are there and then stops, so a gzip bomb costs no more than a plain answer.
 * Go's client asks for gzip and unpacks it unseen. Bytes that are not gzip are returned as they are.
 */
async function gunzipUpTo(
  packed: Buffer,
  maxBytes: number,
): Promise<{ readonly bytes: Buffer; readonly truncated: boolean }> {
  // Few receivers pack an answer, and every start would wait for it.
  const { constants, createGunzip } = await import("node:zlib");
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    // The packed bytes may themselves have been cut: what can be unpacked of them is still worth reading.
    const gunzip = createGunzip({ finishFlush: constants.Z_SYNC_FLUSH });
    const finish = (truncated: boolean): void => {
      gunzip.destroy();
      resolve({ bytes: Buffer.concat(chunks).subarray(0, maxBytes), truncated });
    };
    gunzip.on("data", (chunk: Buffer) => {
      chunks.push(chunk);
      length += chunk.length;
      if (length > maxBytes) finish(true);
    });
    gunzip.on("end", () => finish(false));
    gunzip.on("error", () => {
      if (length > 0) finish(true);
      else resolve({ bytes: packed, truncated: false });
    });
    gunzip.end(packed);
  });
}
