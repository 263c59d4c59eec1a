import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  decodeFrame,
  encodeFrame,
  headerOf,
  ProtocolError,
  type Frame,
} from "../../src/wire/frame.js";
import { pbbp2Frame } from "../gateway/pbbp2.js";

const text = fc.string({ unit: "grapheme", maxLength: 200 });
const uint64 = fc.oneof(
  fc.nat(300).map(BigInt),
  fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
  fc.maxSafeNat(),
);
const int32 = fc.oneof(fc.nat(300), fc.integer());

const frames: fc.Arbitrary<Frame> = fc.record(
  {
    seqId: uint64,
    logId: uint64,
    service: int32,
    method: int32,
    headers: fc.array(fc.record({ key: text, value: text }), { maxLength: 12 }),
    payloadEncoding: text,
    payloadType: text,
    payload: fc.oneof(fc.uint8Array({ maxLength: 20_000 }), text),
    logIdNew: text,
  },
  { requiredKeys: ["seqId", "logId", "service", "method", "headers"] },
);

/** The same frame in protobufjs' names; 64-bit numbers as text, which it takes and gives. */
function toOracle(frame: Frame): Record<string, unknown> {
  return JSON.parse(
    JSON.stringify({
      SeqID: `${frame.seqId}`,
      LogID: `${frame.logId}`,
      service: frame.service,
      method: frame.method,
      headers: frame.headers,
      payload_encoding: frame.payloadEncoding,
      payload_type: frame.payloadType,
      payload: frame.payload && Buffer.from(frame.payload).toString("base64"),
      LogIDNew: frame.logIdNew,
    }),
  ) as Record<string, unknown>;
}

const encodeWithOracle = (frame: Frame): Uint8Array =>
  pbbp2Frame.encode(pbbp2Frame.fromObject(toOracle(frame))).finish();

const decodeWithOracle = (bytes: Uint8Array): unknown =>
  pbbp2Frame.toObject(pbbp2Frame.decode(bytes), { longs: String, bytes: String, arrays: true });

function errorOf(bytes: Uint8Array): ProtocolError {
  try {
    decodeFrame(bytes);
  } catch (error) {
    if (error instanceof ProtocolError) return error;
    throw error;
  }
  throw new Error("it was decoded");
}

function outcomeOf(bytes: Uint8Array): string {
  try {
    decodeFrame(bytes);
    return "Frame";
  } catch (error) {
    return (error as Error).name;
  }
}

/** SeqID 1, LogID 2, service 3, method 0. */
const required = [0x08, 1, 0x10, 2, 0x18, 3, 0x20, 0];

describe("encodeFrame", () => {
  it("writes the bytes protobufjs writes", () => {
    fc.assert(
      fc.property(frames, (frame) => {
        expect(encodeFrame(frame).equals(encodeWithOracle(frame))).toBe(true);
      }),
    );
  });

  it("writes a ping as the clients send it", () => {
    const ping = {
      seqId: 0n,
      logId: 0n,
      service: 33_554_678,
      method: 0,
      headers: [{ key: "type", value: "ping" }],
    };
    expect(encodeFrame(ping).toString("hex")).toBe(
      ["0800", "1000", "18f6818010", "2000", "2a0c", "0a0474797065", "120470696e67"].join(""),
    );
  });
});

describe("decodeFrame", () => {
  it("reads what protobufjs reads", () => {
    fc.assert(
      fc.property(frames, (frame) => {
        const bytes = encodeWithOracle(frame);
        expect(toOracle(decodeFrame(bytes))).toEqual(decodeWithOracle(bytes));
      }),
    );
  });

  it("reads only the headers that are wanted, and what else protobufjs reads", () => {
    const wanted = ["type", "会议", ""];
    const frame = fc
      .tuple(frames, fc.shuffledSubarray(wanted), fc.nat(12))
      .map(([other, keys, place]): Frame => ({
        ...other,
        headers: other.headers.toSpliced(place, 0, ...keys.map((key) => ({ key, value: key }))),
      }));
    fc.assert(
      fc.property(frame, (whole) => {
        const bytes = encodeWithOracle(whole);
        const headers = whole.headers.filter(({ key }) => ["type", ""].includes(key));
        expect(decodeFrame(bytes, { only: ["type", ""] })).toEqual({
          ...decodeFrame(bytes),
          headers,
        });
      }),
    );
  });

  it("gives 64-bit numbers back unchanged", () => {
    const largest = 2n ** 64n - 1n;
    const bytes = encodeFrame({
      seqId: largest,
      logId: 2n ** 53n + 1n,
      service: -1,
      method: 1,
      headers: [],
    });
    expect(decodeFrame(bytes)).toMatchObject({
      seqId: largest,
      logId: 2n ** 53n + 1n,
      service: -1,
    });
  });

  it("takes the fields in any order and skips those it does not know", () => {
    const unknown = [
      0x50, 0x96, 0x01, 0x5a, 2, 1, 2, 0x61, 1, 2, 3, 4, 5, 6, 7, 8, 0x6d, 1, 2, 3, 4,
    ];
    const backwards = [0x20, 0, 0x18, 3, 0x10, 2, 0x08, 1];
    expect(decodeFrame(Uint8Array.from([...unknown, ...backwards]))).toEqual({
      seqId: 1n,
      logId: 2n,
      service: 3,
      method: 0,
      headers: [],
    });
  });

  it("takes the last of a field that comes twice", () => {
    expect(decodeFrame(Uint8Array.from([...required, 0x20, 1])).method).toBe(1);
  });

  it("shares the payload's bytes instead of copying them", () => {
    const bytes = encodeFrame({
      seqId: 1n,
      logId: 1n,
      service: 1,
      method: 1,
      headers: [],
      payload: Buffer.from("abc"),
    });
    expect(decodeFrame(bytes).payload?.buffer).toBe(bytes.buffer);
  });

  it.each([
    { what: "nothing", bytes: [], code: "FRAME_MISSING_FIELD", message: "SeqID (1) is missing" },
    {
      what: "no LogID",
      bytes: [0x08, 1, 0x18, 3, 0x20, 0],
      code: "FRAME_MISSING_FIELD",
      message: "LogID (2) is missing",
    },
    {
      what: "no service",
      bytes: [0x08, 1, 0x10, 2, 0x20, 0],
      code: "FRAME_MISSING_FIELD",
      message: "service (3) is missing",
    },
    {
      what: "no method",
      bytes: [0x08, 1, 0x10, 2, 0x18, 3],
      code: "FRAME_MISSING_FIELD",
      message: "method (4) is missing",
    },
    {
      what: "a header without a key",
      bytes: [...required, 0x2a, 2, 0x12, 0],
      code: "FRAME_MISSING_FIELD",
      message: "the key of a header is missing",
    },
    {
      what: "a header without a value",
      bytes: [...required, 0x2a, 2, 0x0a, 0],
      code: "FRAME_MISSING_FIELD",
      message: "the value of a header is missing",
    },
    {
      what: "a number cut off",
      bytes: [0x08, 0x80],
      code: "FRAME_TRUNCATED",
      message: "a number goes beyond its end, at byte 1",
    },
    {
      what: "a payload of 2 GB",
      bytes: [...required, 0x42, 0xff, 0xff, 0xff, 0xff, 0x07],
      code: "FRAME_TRUNCATED",
      message: "a field of 2147483647 bytes goes beyond its end",
    },
    {
      what: "a string longer than its header",
      bytes: [...required, 0x2a, 2, 0x0a, 5, 1, 1, 1, 1, 1],
      code: "FRAME_TRUNCATED",
      message: "a field of 5 bytes",
    },
    {
      what: "a fixed64 cut off",
      bytes: [...required, 0x61, 1],
      code: "FRAME_TRUNCATED",
      message: "a fixed-width field",
    },
    {
      what: "an endless number",
      bytes: Array(16).fill(0xff),
      code: "FRAME_VARINT_TOO_LONG",
      message: "a number has more than ten bytes, at byte 0",
    },
    {
      what: "field number 0",
      bytes: [0x00, 1],
      code: "FRAME_BAD_TAG",
      message: "0 is no field tag",
    },
    {
      what: "a group",
      bytes: [0x0b, 1],
      code: "FRAME_BAD_WIRE_TYPE",
      message: "field 1 has wire type 3",
    },
    {
      what: "65 headers",
      bytes: [...required, ...Array.from({ length: 65 }, () => [0x2a, 4, 0x0a, 0, 0x12, 0]).flat()],
      code: "FRAME_TOO_MANY_HEADERS",
      message: "more than 64 headers",
    },
  ])("refuses $what", ({ bytes, code, message }) => {
    const source = Uint8Array.from(bytes as number[]);
    const error = errorOf(source);
    expect(error).toMatchObject({ name: "ProtocolError", code });
    expect(() => decodeFrame(source, { only: [] })).toThrow(error.message);
    expect(error.message).toContain(`Failed to decode the frame: `);
    expect(error.message).toContain(message);
  });

  it("answers any bytes with a frame or a ProtocolError", () => {
    const nearlyFrames = fc.tuple(frames, fc.nat(), fc.nat(255)).map(([frame, position, value]) => {
      const bytes = encodeFrame(frame);
      bytes[position % bytes.length] = value;
      return bytes.subarray(0, bytes.length - (value % 3));
    });
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array(), nearlyFrames), (bytes) => {
        expect(outcomeOf(bytes)).toMatch(/^(?:Frame|ProtocolError)$/);
      }),
    );
  });
});

describe("headerOf", () => {
  it("finds a header wherever it stands", () => {
    const headers = [
      { key: "sum", value: "1" },
      { key: "type", value: "event" },
    ];
    const frame = { seqId: 0n, logId: 0n, service: 0, method: 1, headers };
    expect([headerOf(frame, "type"), headerOf(frame, "seq")]).toEqual(["event", undefined]);
  });
});
