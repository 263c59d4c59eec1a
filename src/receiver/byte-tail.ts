/** The last bytes of a stream, however much of it there was. */
export interface ByteTail {
  write(chunk: Buffer): void;
  /** What is left: at most `maxBytes`. */
  bytes(): Buffer;
  /** How many bytes there were altogether. */
  position(): number;
}

/** Costs a copy of each chunk, and now and then one of what is kept. */
export function createByteTail(maxBytes: number): ByteTail {
  let kept: Buffer[] = [];
  let keptBytes = 0;
  let position = 0;

  function trim(): Buffer {
    const all = Buffer.concat(kept);
    const last = all.subarray(Math.max(0, all.length - maxBytes));
    kept = [last];
    keptBytes = last.length;
    return last;
  }

  return {
    write(chunk) {
      // A copy, because a slice would keep the stream's whole pool alive.
      kept.push(Buffer.from(chunk.subarray(-maxBytes)));
      keptBytes += chunk.length;
      position += chunk.length;
      if (keptBytes > 4 * maxBytes) trim();
    },
    bytes: trim,
    position: () => position,
  };
}
