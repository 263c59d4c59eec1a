/** Ready-made JSON and ASCII values, put one after the other into a buffer that grows. */
export class JsonBytes {
  bytes = Buffer.allocUnsafe(16_384);
  length = 0;

  /** Text that is known to be JSON and ASCII: numbers, brackets. */
  raw(text: string): void {
    this.makeRoom(text.length);
    const { bytes, length } = this;
    for (let index = 0; index < text.length; index++)
      bytes[length + index] = text.charCodeAt(index);
    this.length = length + text.length;
  }

  /** A text with its quotes; false, and nothing that counts is written, for one that needs more than that. */
  string(text: string): boolean {
    this.makeRoom(text.length + 2);
    if (!this.stringAt(this.length, text)) return false;
    this.length += text.length + 2;
    return true;
  }

  /** The same over bytes that are there already. */
  stringAt(start: number, text: string): boolean {
    const { bytes } = this;
    bytes[start] = quotationMark;
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index);
      if (isPlain[code] !== 1) return false;
      bytes[start + 1 + index] = code;
    }
    bytes[start + 1 + text.length] = quotationMark;
    return true;
  }

  /** Bytes that are ready: keys, and whole values that turn up again and again. */
  piece(piece: Uint8Array): void {
    this.makeRoom(piece.length);
    const { bytes, length } = this;
    // Below that the call into native code takes longer than the copying.
    if (piece.length < 48) {
      for (let index = 0; index < piece.length; index++)
        bytes[length + index] = piece[index] as number;
    } else bytes.set(piece, length);
    this.length = length + piece.length;
  }

  private makeRoom(size: number): void {
    if (this.length + size <= this.bytes.length) return;
    const larger = Buffer.allocUnsafe(2 * (this.length + size));
    this.bytes.copy(larger, 0, 0, this.length);
    this.bytes = larger;
  }
}

const quotationMark = 0x22;

/** 1 for the ASCII characters that stand in a JSON text of Feishu as they are. */
const isPlain = Uint8Array.from({ length: 0x7f }, (_, code) =>
  code >= 0x20 && !'"\\<>&'.includes(String.fromCharCode(code)) ? 1 : 0,
);
