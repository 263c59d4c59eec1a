/** UTF-8 without the beginning of a character at its end, which is what remains where a file was cut short. */
export function wholeCharacters(bytes: Buffer): Buffer {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (isContinuation(byte)) continue;
    return lengthOf(byte) > back ? bytes.subarray(0, -back) : bytes;
  }
  return bytes;
}

const isContinuation = (byte: number): boolean => (byte & 0xc0) === 0x80;

/** Of the character that a byte begins. */
function lengthOf(byte: number): number {
  if (byte >= 0xf0) return 4;
  if (byte >= 0xe0) return 3;
  return byte >= 0xc0 ? 2 : 1;
}
