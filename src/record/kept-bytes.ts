/** The first so many bytes of what passes. */
export interface KeptBytes {
  add(chunk: Buffer): void;
  bytes(): Buffer;
  /** Whether there was more. */
  readonly truncated: boolean;
}

export function createKeptBytes(most: number): KeptBytes {
  const chunks: Buffer[] = [];
  let room = most;
  let truncated = false;
  return {
    add(chunk) {
      if (chunk.length > room) truncated = true;
      const part = chunk.subarray(0, room);
      room -= part.length;
      if (part.length > 0) chunks.push(part);
    },
    bytes: () => Buffer.concat(chunks),
    get truncated() {
      return truncated;
    },
  };
}
