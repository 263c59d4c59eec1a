import { encodeFrame, type Frame, sizeOfVarint, writeUint64, writeVarint } from "./frame.js";

/** Frames that differ in their numbers, in some header values and in their payload, and in nothing else. */
export interface FrameTemplate {
  /** Whether these are of the lengths the template has room for. */
  fits(values: readonly string[]): boolean;
  /**
   * Writes everything that stands before a payload, so that it ends where the payload begins, and returns
   * where it starts. Around the payload that gives the same bytes as `encodeFrame`.
   */
  writeBefore(target: Buffer, payloadAt: number, head: FrameHead): number;
}

export interface FrameHead {
  readonly seqId: number;
  readonly logId: number;
  /** ASCII, in the order of the template's keys. */
  readonly values: readonly string[];
  readonly payloadBytes: number;
}

/** Where a varying value stands in the fixed part. */
interface Slot {
  readonly at: number;
  readonly length: number;
}

/** SeqID and LogID of 0, each with its tag. */
const numbersOfZero = 4;

/**
 * @param sample any frame of the kind; its own numbers, payload and values of `keys` do not matter
 * @param keys names of the headers whose values vary
 */
export function createFrameTemplate(sample: Frame, keys: readonly string[]): FrameTemplate {
  const { headers } = sample;
  const encode = (count: number, payload?: string): Buffer =>
    encodeFrame({
      service: sample.service,
      method: sample.method,
      seqId: 0,
      logId: 0,
      headers: headers.slice(0, count),
      ...(payload === undefined ? {} : { payload }),
    });
  // Behind both numbers, and up to the payload's length.
  const fixed = encode(headers.length, "").subarray(numbersOfZero, -1);
  const slots = keys.map((key) => {
    const index = headers.findIndex((header) => header.key === key);
    const length = headers[index]?.value.length ?? 0;
    // A header ends in its value.
    return { at: encode(index + 1).length - numbersOfZero - length, length };
  });

  return {
    fits: (values) => slots.every(({ length }, index) => values[index]?.length === length),
    writeBefore(target, payloadAt, { seqId, logId, values, payloadBytes }) {
      const lengthAt = payloadAt - sizeOfVarint(payloadBytes);
      const fixedAt = lengthAt - fixed.length;
      const logAt = fixedAt - sizeOfVarint(logId) - 1;
      const start = logAt - sizeOfVarint(seqId) - 1;
      writeUint64(target, start, 1, seqId);
      writeUint64(target, logAt, 2, logId);
      target.set(fixed, fixedAt);
      for (let index = 0; index < slots.length; index++) {
        target.write(values[index] as string, fixedAt + (slots[index] as Slot).at, "latin1");
      }
      writeVarint(target, lengthAt, payloadBytes);
      return start;
    },
  };
}
