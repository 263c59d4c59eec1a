/*
 * The long connection's frame, protobuf `pbbp2.Frame`, in field order:
 *
 *   1 SeqID    uint64  required     5 headers           repeated { 1 key, 2 value: string, both required }
 *   2 LogID    uint64  required     6 payload_encoding  string
 *   3 service  int32   required     7 payload_type      string
 *   4 method   int32   required     8 payload           bytes
 *                                   9 LogIDNew          string
 *
 * Written by hand because a general protobuf library costs a third of the push rate.
 */

/** `method`: what kind of frame it is. */
export const frameMethods = { control: 0, data: 1 } as const;

export interface FrameHeader {
  readonly key: string;
  readonly value: string;
}

/** One message of the long connection. */
export interface Frame {
  /** 0..2^64-1. Keep it below 2^53: the Node client echoes larger numbers changed. */
  readonly seqId: bigint;
  /** 0..2^64-1. */
  readonly logId: bigint;
  /** int32: the `service_id` of the connection's URL. */
  readonly service: number;
  /** int32: {@link frameMethods}. */
  readonly method: number;
  readonly headers: readonly FrameHeader[];
  readonly payloadEncoding?: string;
  readonly payloadType?: string;
  /** After decoding: a view of the bytes that were decoded, not a copy. */
  readonly payload?: Uint8Array;
  readonly logIdNew?: string;
}

/** What can be wrong with bytes that should be a frame. */
export type ProtocolErrorCode =
  | "FRAME_TRUNCATED"
  | "FRAME_VARINT_TOO_LONG"
  | "FRAME_BAD_TAG"
  | "FRAME_BAD_WIRE_TYPE"
  | "FRAME_MISSING_FIELD"
  | "FRAME_TOO_MANY_HEADERS";

/** The peer broke the protocol. `code` is stable, `offset` is the byte where it showed. */
export class ProtocolError extends Error {
  override readonly name = "ProtocolError";
  readonly code: ProtocolErrorCode;
  readonly offset: number;

  constructor(code: ProtocolErrorCode, message: string, offset: number) {
    super(`Failed to decode the frame: ${message}, at byte ${offset}.`);
    this.code = code;
    this.offset = offset;
  }
}

/** The first header of that name; header order is free. */
export function headerOf(frame: Frame, key: string): string | undefined {
  for (const header of frame.headers) if (header.key === key) return header.value;
  return undefined;
}

const wireTypes = { varint: 0, fixed64: 1, bytes: 2, fixed32: 5 } as const;

/** Far above the ten a frame carries, low enough that headers cannot eat memory. */
const mostHeaders = 64;

/** The frame's bytes, fields in ascending order as the official clients write them. */
export function encodeFrame(frame: Frame): Buffer {
  const bytes = Buffer.allocUnsafe(mostBytesOf(frame));
  let at = writeUint64(bytes, 0, 1, frame.seqId);
  at = writeUint64(bytes, at, 2, frame.logId);
  at = writeInt32(bytes, at, 3, frame.service);
  at = writeInt32(bytes, at, 4, frame.method);
  for (const { key, value } of frame.headers) at = writeHeader(bytes, at, key, value);
  if (frame.payloadEncoding !== undefined) at = writeString(bytes, at, 6, frame.payloadEncoding);
  if (frame.payloadType !== undefined) at = writeString(bytes, at, 7, frame.payloadType);
  if (frame.payload !== undefined) {
    bytes[at++] = (8 << 3) | wireTypes.bytes;
    at = writeVarint(bytes, at, frame.payload.length);
    bytes.set(frame.payload, at);
    at += frame.payload.length;
  }
  if (frame.logIdNew !== undefined) at = writeString(bytes, at, 9, frame.logIdNew);
  return bytes.subarray(0, at);
}

/** An upper bound that needs no look at the texts: UTF-8 takes at most three bytes per UTF-16 unit. */
function mostBytesOf(frame: Frame): number {
  let units = 0;
  for (const { key, value } of frame.headers) units += key.length + value.length + 6;
  units += (frame.payloadEncoding?.length ?? 0) + (frame.payloadType?.length ?? 0);
  units += frame.logIdNew?.length ?? 0;
  return 80 + units * 3 + (frame.payload?.length ?? 0);
}

function writeHeader(bytes: Buffer, start: number, key: string, value: string): number {
  const inner = sizeOfString(key) + sizeOfString(value);
  bytes[start] = (5 << 3) | wireTypes.bytes;
  const at = writeString(bytes, writeVarint(bytes, start + 1, inner), 1, key);
  return writeString(bytes, at, 2, value);
}

function sizeOfString(text: string): number {
  const length = Buffer.byteLength(text);
  return 1 + sizeOfVarint(length) + length;
}

function sizeOfVarint(value: number): number {
  let size = 1;
  for (let rest = value; rest > 0x7f; rest = Math.floor(rest / 128)) size++;
  return size;
}

function writeVarint(bytes: Buffer, start: number, value: number): number {
  let at = start;
  let rest = value;
  while (rest > 0x7f) {
    bytes[at++] = (rest & 0x7f) | 0x80;
    rest = Math.floor(rest / 128);
  }
  bytes[at++] = rest;
  return at;
}

function writeUint64(bytes: Buffer, start: number, field: number, value: bigint): number {
  bytes[start] = field << 3;
  if (value >= 0n && value <= 0x7fff_ffffn) return writeVarint(bytes, start + 1, Number(value));
  let at = start + 1;
  let rest = BigInt.asUintN(64, value);
  while (rest > 0x7fn) {
    bytes[at++] = Number(rest & 0x7fn) | 0x80;
    rest >>= 7n;
  }
  bytes[at++] = Number(rest);
  return at;
}

/** A negative int32 is sign-extended to 64 bits, which takes ten bytes. */
function writeInt32(bytes: Buffer, start: number, field: number, value: number): number {
  if (value < 0) return writeUint64(bytes, start, field, BigInt(value));
  bytes[start] = field << 3;
  return writeVarint(bytes, start + 1, value);
}

function writeString(bytes: Buffer, start: number, field: number, text: string): number {
  const length = Buffer.byteLength(text);
  bytes[start] = (field << 3) | wireTypes.bytes;
  const at = writeVarint(bytes, start + 1, length);
  if (length === text.length && length < 64) return writeAscii(bytes, at, text);
  bytes.write(text, at, length, "utf8");
  return at + length;
}

/** As many bytes as characters means ASCII; for short texts this beats the call into native code. */
function writeAscii(bytes: Buffer, start: number, text: string): number {
  for (let index = 0; index < text.length; index++) bytes[start + index] = text.charCodeAt(index);
  return start + text.length;
}

/** Where decoding stands; `end` is the end of the message being read. */
interface Cursor {
  readonly bytes: Buffer;
  at: number;
  end: number;
}

/**
 * Reads one frame. Unknown fields are skipped and the last of a repeated single field counts, as
 * protobuf asks; bytes that are not UTF-8 in a string become U+FFFD.
 * @throws ProtocolError when the bytes are no complete frame
 */
export function decodeFrame(source: Uint8Array): Frame {
  const bytes = Buffer.from(source.buffer, source.byteOffset, source.byteLength);
  const cursor: Cursor = { bytes, at: 0, end: bytes.length };
  const fields: Partial<{ -readonly [Key in keyof Frame]: Frame[Key] }> = {};
  const headers: FrameHeader[] = [];
  while (cursor.at < cursor.end) {
    const tag = readTag(cursor);
    if (tag === tagOf.headers) headers.push(readHeader(cursor, headers.length));
    else readField(cursor, tag, fields);
  }
  const { seqId, logId, service, method } = fields;
  if (seqId === undefined) throw missing("SeqID (1)", cursor);
  if (logId === undefined) throw missing("LogID (2)", cursor);
  if (service === undefined) throw missing("service (3)", cursor);
  if (method === undefined) throw missing("method (4)", cursor);
  return { ...fields, seqId, logId, service, method, headers };
}

const tagOf = {
  seqId: (1 << 3) | wireTypes.varint,
  logId: (2 << 3) | wireTypes.varint,
  service: (3 << 3) | wireTypes.varint,
  method: (4 << 3) | wireTypes.varint,
  headers: (5 << 3) | wireTypes.bytes,
  payloadEncoding: (6 << 3) | wireTypes.bytes,
  payloadType: (7 << 3) | wireTypes.bytes,
  payload: (8 << 3) | wireTypes.bytes,
  logIdNew: (9 << 3) | wireTypes.bytes,
} as const;

function readField(
  cursor: Cursor,
  tag: number,
  fields: Partial<{ -readonly [Key in keyof Frame]: Frame[Key] }>,
): void {
  switch (tag) {
    case tagOf.seqId:
      fields.seqId = readUint64(cursor);
      return;
    case tagOf.logId:
      fields.logId = readUint64(cursor);
      return;
    case tagOf.service:
      fields.service = readInt32(cursor);
      return;
    case tagOf.method:
      fields.method = readInt32(cursor);
      return;
    case tagOf.payloadEncoding:
      fields.payloadEncoding = readString(cursor);
      return;
    case tagOf.payloadType:
      fields.payloadType = readString(cursor);
      return;
    case tagOf.payload:
      fields.payload = readBytes(cursor);
      return;
    case tagOf.logIdNew:
      fields.logIdNew = readString(cursor);
      return;
    default:
      skipField(cursor, tag);
  }
}

function readHeader(frameCursor: Cursor, count: number): FrameHeader {
  if (count >= mostHeaders) {
    throw new ProtocolError(
      "FRAME_TOO_MANY_HEADERS",
      `it has more than ${mostHeaders} headers`,
      frameCursor.at,
    );
  }
  const length = readLength(frameCursor);
  const cursor: Cursor = {
    bytes: frameCursor.bytes,
    at: frameCursor.at,
    end: frameCursor.at + length,
  };
  let key: string | undefined;
  let value: string | undefined;
  while (cursor.at < cursor.end) {
    const tag = readTag(cursor);
    if (tag === ((1 << 3) | wireTypes.bytes)) key = readString(cursor);
    else if (tag === ((2 << 3) | wireTypes.bytes)) value = readString(cursor);
    else skipField(cursor, tag);
  }
  frameCursor.at = cursor.end;
  if (key === undefined) throw missing("the key of a header", cursor);
  if (value === undefined) throw missing("the value of a header", cursor);
  return { key, value };
}

function readTag(cursor: Cursor): number {
  const start = cursor.at;
  const tag = readVarint(cursor);
  if (tag >>> 3 === 0 || tag > 0xffff_ffff) {
    throw new ProtocolError("FRAME_BAD_TAG", `${tag} is no field tag`, start);
  }
  return tag;
}

/** Up to 2^49 exactly, which covers tags, lengths and every small number; longer ones as a bigint. */
function readVarint(cursor: Cursor): number {
  const { bytes } = cursor;
  const start = cursor.at;
  let value = 0;
  let scale = 1;
  for (let count = 0; count < 7; count++) {
    if (cursor.at >= cursor.end) throw truncated("a number", start);
    const byte = bytes[cursor.at++] as number;
    value += (byte & 0x7f) * scale;
    if (byte < 0x80) return value;
    scale *= 128;
  }
  cursor.at = start;
  return Number(readLongVarint(cursor));
}

function readLongVarint(cursor: Cursor): bigint {
  const start = cursor.at;
  let value = 0n;
  for (let shift = 0n; shift < 70n; shift += 7n) {
    if (cursor.at >= cursor.end) throw truncated("a number", start);
    const byte = cursor.bytes[cursor.at++] as number;
    value |= BigInt(byte & 0x7f) << shift;
    if (byte < 0x80) return BigInt.asUintN(64, value);
  }
  throw new ProtocolError("FRAME_VARINT_TOO_LONG", "a number has more than ten bytes", start);
}

function readUint64(cursor: Cursor): bigint {
  const first = cursor.at < cursor.end ? (cursor.bytes[cursor.at] as number) : 0x80;
  if (first >= 0x80) return readLongVarint(cursor);
  cursor.at++;
  return BigInt(first);
}

function readInt32(cursor: Cursor): number {
  return Number(BigInt.asIntN(32, readUint64(cursor)));
}

function readLength(cursor: Cursor): number {
  const start = cursor.at;
  const length = readVarint(cursor);
  if (length > cursor.end - cursor.at) throw truncated(`a field of ${length} bytes`, start);
  return length;
}

function readBytes(cursor: Cursor): Uint8Array {
  const length = readLength(cursor);
  cursor.at += length;
  return cursor.bytes.subarray(cursor.at - length, cursor.at);
}

function readString(cursor: Cursor): string {
  const length = readLength(cursor);
  cursor.at += length;
  return cursor.bytes.toString("utf8", cursor.at - length, cursor.at);
}

function skipField(cursor: Cursor, tag: number): void {
  const start = cursor.at;
  switch (tag & 7) {
    case wireTypes.varint:
      readLongVarint(cursor);
      return;
    case wireTypes.fixed64:
      cursor.at += 8;
      break;
    case wireTypes.bytes:
      readBytes(cursor);
      return;
    case wireTypes.fixed32:
      cursor.at += 4;
      break;
    default:
      throw new ProtocolError(
        "FRAME_BAD_WIRE_TYPE",
        `field ${tag >>> 3} has wire type ${tag & 7}`,
        start,
      );
  }
  if (cursor.at > cursor.end) throw truncated("a fixed-width field", start);
}

function truncated(what: string, offset: number): ProtocolError {
  return new ProtocolError("FRAME_TRUNCATED", `${what} goes beyond its end`, offset);
}

function missing(field: string, cursor: Cursor): ProtocolError {
  return new ProtocolError("FRAME_MISSING_FIELD", `${field} is missing`, cursor.end);
}
