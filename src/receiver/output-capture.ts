import { printable } from "../base/printable.js";

/** What a process printed: the last part of it as text, and every byte to whoever listens. */
export interface OutputCapture {
  /** Takes the next bytes from stdout or stderr. */
  write(chunk: Buffer): void;
  /** The last `maxBytes` printed, undecodable bytes replaced and control characters made visible. */
  tail(): string;
  mark(): number;
  since(mark: number): { readonly stderr: readonly string[]; readonly stdout: readonly string[] };
  /** Calls back with every chunk as it arrives; the result stops that. */
  onChunk(listener: (chunk: Buffer) => void): () => void;
}

/** Keeps at most `maxBytes` (default 16 KiB), so that a receiver that floods its output costs no memory. */
export function createOutputCapture({ maxBytes = 16_384 } = {}): OutputCapture {
  const listeners = new Set<(chunk: Buffer) => void>();
  let kept: Buffer[] = [];
  let keptBytes = 0;

  function trim(): void {
    const all = Buffer.concat(kept);
    kept = [all.subarray(Math.max(0, all.length - maxBytes))];
    keptBytes = kept[0]?.length ?? 0;
  }

  return {
    write(chunk) {
      // A copy, because a slice would keep the stream's whole pool alive.
      kept.push(Buffer.from(chunk));
      keptBytes += chunk.length;
      if (keptBytes > 4 * maxBytes) trim();
      for (const listener of listeners) listener(chunk);
    },
    tail() {
      trim();
      return printable(kept[0]?.toString("utf8") ?? "");
    },
    mark: () => 0,
    since: () => ({ stderr: [], stdout: [] }),
    onChunk(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
