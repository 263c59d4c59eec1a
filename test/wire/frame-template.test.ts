import { describe, expect, it } from "vitest";
import { createRandom } from "../../src/base/random.js";
import { encodeFrame, type Frame } from "../../src/wire/frame.js";
import { createFrameTemplate } from "../../src/wire/frame-template.js";

const keys = ["message_id", "trace_id", "timestamp"];
const random = createRandom(20);

/** Small and large ones alike, so that their varints have every length. */
const anyNumber = (mostBits: number): number =>
  Math.floor(random.next() * 2 ** random.integer(0, mostBits));

function randomFrame(values: readonly string[], instanceId: string, service: number): Frame {
  const [messageId = "", traceId = "", timestamp = ""] = values;
  return {
    seqId: anyNumber(53),
    logId: anyNumber(31),
    service,
    method: 1,
    headers: [
      { key: "type", value: "event" },
      { key: "message_id", value: messageId },
      { key: "sum", value: "1" },
      { key: "seq", value: "0" },
      { key: "trace_id", value: traceId },
      { key: "timestamp", value: timestamp },
      { key: "instance_id", value: instanceId },
    ],
    payload: Buffer.alloc(anyNumber(17), random.integer(0, 255)),
  };
}

const randomValues = (): string[] => [
  random.uuid(),
  random.hex(32),
  `${random.integer(1e12, 9e12)}`,
];

function writeByTemplate(
  template: ReturnType<typeof createFrameTemplate>,
  { seqId, logId, payload }: Frame,
  values: readonly string[],
): Buffer {
  const bytes = payload as Buffer;
  const target = Buffer.alloc(512 + bytes.length, 0xee);
  target.set(bytes, 512);
  const numbers = { seqId: Number(seqId), logId: Number(logId), payloadBytes: bytes.length };
  return target.subarray(template.writeBefore(target, 512, { ...numbers, values }));
}

describe("a frame template", () => {
  it("writes the bytes of encodeFrame, whatever varies", () => {
    for (let connection = 0; connection < 20; connection++) {
      const instanceId = random.digits(random.integer(1, 200));
      const service = random.pick([0, 33_554_678, -1, 2 ** 31 - 1]);
      const template = createFrameTemplate(randomFrame(randomValues(), instanceId, service), keys);
      for (let count = 0; count < 50; count++) {
        const values = randomValues();
        const frame = randomFrame(values, instanceId, service);
        const written = writeByTemplate(template, frame, values);
        expect(written.equals(encodeFrame(frame))).toBe(true);
      }
    }
  });

  it("fits values as long as those of its sample, and no others", () => {
    const template = createFrameTemplate(randomFrame(randomValues(), "1", 0), keys);
    expect(template.fits(randomValues())).toBe(true);
    expect(template.fits([random.uuid(), random.hex(32), "0"])).toBe(false);
    expect(template.fits([random.uuid(), random.hex(32)])).toBe(false);
  });
});
