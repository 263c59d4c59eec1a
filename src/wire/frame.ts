import type { Text } from "../base/text.js";
import { frameTexts } from "./texts/frame-texts.js";

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
  /** 0..2^64-1; a number up to 2^53. The Node client echoes larger ones changed. */
  readonly seqId: bigint | number;
  /** 0..2^64-1; a number up to 2^53. */
  readonly logId: bigint | number;
  /** int32: the `service_id` of the connection's URL. */
  readonly service: number;
  /** int32: {@link frameMethods}. */
  readonly method: number;
  readonly headers: readonly FrameHeader[];
  readonly payloadEncoding?: string;
  readonly payloadType?: string;
  /** Text goes out as UTF-8. */
  readonly payload?: Uint8Array | string;
  readonly logIdNew?: string;
}

export interface DecodedFrame extends Frame {
  readonly seqId: bigint;
  readonly logId: bigint;
  /** A view of the bytes that were decoded, not a copy. */
  readonly payload?: Buffer;
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
  readonly text: Text;

  constructor(code: ProtocolErrorCode, reason: Text, offset: number) {
    const text = frameTexts("undecodable", { reason, offset });
    super(text.in("en"));
    this.text = text;
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
  const { headers, payloadEncoding, payloadType, payload, logIdNew } = frame;
  const bytes = Buffer.allocUnsafe(mostBytesOf(frame));
  let at = writeUint64(bytes, 0, 1, frame.seqId);
  at = writeUint64(bytes, at, 2, frame.logId);
  at = writeInt32(bytes, at, 3, frame.service);
  at = writeInt32(bytes, at, 4, frame.method);
  for (const { key, value } of headers) at = writeHeader(bytes, at, key, value);
  if (payloadEncoding !== undefined) at = writeString(bytes, at, 6, payloadEncoding);
  if (payloadType !== undefined) at = writeString(bytes, at, 7, payloadType);
  if (typeof payload === "string") at = writeString(bytes, at, 8, payload);
  else if (payload !== undefined) at = writeBytes(bytes, at, 8, payload);
  if (logIdNew !== undefined) at = writeString(bytes, at, 9, logIdNew);
  return bytes.subarray(0, at);
}

/** An upper bound; UTF-8 takes at most three bytes per UTF-16 unit, so only the payload needs a look. */
function mostBytesOf({
  headers,
  payloadEncoding = "",
  payloadType = "",
  payload = "",
  logIdNew = "",
}: Frame): number {
  let units = payloadEncoding.length + payloadType.length + logIdNew.length;
  for (const { key, value } of headers) units += key.length + value.length + 6;
  const payloadBytes = typeof payload === "string" ? Buffer.byteLength(payload) : payload.length;
  return 80 + units * 3 + payloadBytes;
}

function writeHeader(bytes: Buffer, start: number, key: string, value: string): number {
  bytes[start] = (5 << 3) | wireTypes.bytes;
  const inner = start + 2;
  const end = writeString(bytes, writeString(bytes, inner, 1, key), 2, value);
  return writeLengthBefore(bytes, inner, end);
}

/** The length of what stands from `inner` to `end`, before which one byte is free: nearly always enough. */
function writeLengthBefore(bytes: Buffer, inner: number, end: number): number {
  const shift = sizeOfVarint(end - inner) - 1;
  if (shift > 0) bytes.copyWithin(inner + shift, inner, end);
  writeVarint(bytes, inner - 1, end - inner);
  return end + shift;
}

export function sizeOfVarint(value: number): number {
  let size = 1;
  for (let rest = value; rest > 0x7f; rest = Math.floor(rest / 128)) size++;
  return size;
}

export function writeVarint(bytes: Buffer, start: number, value: number): number {
  let at = start;
  let rest = value;
  while (rest > 0x7f) {
    bytes[at++] = (rest & 0x7f) | 0x80;
    rest = Math.floor(rest / 128);
  }
  bytes[at++] = rest;
  return at;
}

export function writeUint64(
  bytes: Buffer,
  start: number,
  field: number,
  value: bigint | number,
): number {
  bytes[start] = field << 3;
  if (typeof value === "number") return writeVarint(bytes, start + 1, value);
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
  return writeUint64(bytes, start, field, value < 0 ? BigInt(value) : value);
}

function writeString(bytes: Buffer, start: number, field: number, text: string): number {
  bytes[start] = (field << 3) | wireTypes.bytes;
  const end = text.length < 64 ? writeAscii(bytes, start + 2, text) : undefined;
  if (end !== undefined) {
    bytes[start + 1] = text.length;
    return end;
  }
  const length = Buffer.byteLength(text);
  const at = writeVarint(bytes, start + 1, length);
  bytes.write(text, at, length, "utf8");
  return at + length;
}

/** Undefined for a text that is not ASCII; for short ones that are, this beats the call into native code. */
function writeAscii(bytes: Buffer, start: number, text: string): number | undefined {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code > 0x7f) return undefined;
    bytes[start + index] = code;
  }
  return start + text.length;
}

function writeBytes(bytes: Buffer, start: number, field: number, value: Uint8Array): number {
  bytes[start] = (field << 3) | wireTypes.bytes;
  const at = writeVarint(bytes, start + 1, value.length);
  bytes.set(value, at);
  return at + value.length;
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
 * @param options.only names, in ASCII, of the headers that are wanted; the others are checked and left out
 * @throws ProtocolError when the bytes are no complete frame
 */
export function decodeFrame(
  source: Uint8Array,
  { only }: { readonly only?: readonly string[] } = {},
): DecodedFrame {
  const bytes = asBuffer(source);
  const cursor: Cursor = { bytes, at: 0, end: bytes.length };
  const headers: FrameHeader[] = [];
  const frame: Growing<DecodedFrame> = { headers };
  let headerCount = 0;
  while (cursor.at < cursor.end) {
    const tag = readTag(cursor);
    if (tag === tagOf.headers) readHeader(cursor, ++headerCount, headers, only);
    else readField(cursor, tag, frame);
  }
  if (frame.seqId === undefined) throw missing("SeqID (1)", cursor.end);
  if (frame.logId === undefined) throw missing("LogID (2)", cursor.end);
  if (frame.service === undefined) throw missing("service (3)", cursor.end);
  if (frame.method === undefined) throw missing("method (4)", cursor.end);
  return frame as DecodedFrame;
}

type Growing<T> = Partial<{ -readonly [Key in keyof T]: T[Key] }>;

function asBuffer(source: Uint8Array): Buffer {
  if (Buffer.isBuffer(source)) return source;
  return Buffer.from(source.buffer, source.byteOffset, source.byteLength);
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

function readField(cursor: Cursor, tag: number, frame: Growing<DecodedFrame>): void {
  switch (tag) {
    case tagOf.seqId:
      frame.seqId = readUint64(cursor);
      return;
    case tagOf.logId:
      frame.logId = readUint64(cursor);
      return;
    case tagOf.service:
      frame.service = readInt32(cursor);
      return;
    case tagOf.method:
      frame.method = readInt32(cursor);
      return;
    case tagOf.payloadEncoding:
      frame.payloadEncoding = readString(cursor);
      return;
    case tagOf.payloadType:
      frame.payloadType = readString(cursor);
      return;
    case tagOf.payload:
      frame.payload = readBytes(cursor);
      return;
    case tagOf.logIdNew:
      frame.logIdNew = readString(cursor);
      return;
    default:
      skipField(cursor, tag);
  }
}

function readHeader(
  cursor: Cursor,
  count: number,
  headers: FrameHeader[],
  only: readonly string[] | undefined,
): void {
  if (count > mostHeaders) {
    const reason = frameTexts("too-many-headers", { most: mostHeaders });
    throw new ProtocolError("FRAME_TOO_MANY_HEADERS", reason, cursor.at);
  }
  const length = readLength(cursor);
  const { bytes, end } = cursor;
  let keyAt = -1;
  let keyLength = 0;
  let valueAt = -1;
  let valueLength = 0;
  cursor.end = cursor.at + length;
  while (cursor.at < cursor.end) {
    const tag = readTag(cursor);
    if (tag === ((1 << 3) | wireTypes.bytes)) {
      keyLength = readLength(cursor);
      keyAt = cursor.at;
      cursor.at += keyLength;
    } else if (tag === ((2 << 3) | wireTypes.bytes)) {
      valueLength = readLength(cursor);
      valueAt = cursor.at;
      cursor.at += valueLength;
    } else skipField(cursor, tag);
  }
  if (keyAt < 0) throw missing(frameTexts("header-key"), cursor.end);
  if (valueAt < 0) throw missing(frameTexts("header-value"), cursor.end);
  cursor.end = end;
  const key = only
    ? oneOf(only, bytes, keyAt, keyLength)
    : bytes.toString("utf8", keyAt, keyAt + keyLength);
  if (key === undefined) return;
  headers.push({ key, value: bytes.toString("utf8", valueAt, valueAt + valueLength) });
}

function oneOf(
  names: readonly string[],
  bytes: Buffer,
  at: number,
  length: number,
): string | undefined {
  for (const name of names) if (isText(name, bytes, at, length)) return name;
  return undefined;
}

function isText(text: string, bytes: Buffer, at: number, length: number): boolean {
  if (length !== text.length) return false;
  for (let index = 0; index < length; index++) {
    if (bytes[at + index] !== text.charCodeAt(index)) return false;
  }
  return true;
}

function readTag(cursor: Cursor): number {
  const start = cursor.at;
  const tag = readVarint(cursor);
  if (tag >>> 3 === 0 || tag > 0xffff_ffff) {
    throw new ProtocolError("FRAME_BAD_TAG", frameTexts("bad-tag", { tag }), start);
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
    if (cursor.at >= cursor.end) throw truncated(frameTexts("number"), start);
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
    if (cursor.at >= cursor.end) throw truncated(frameTexts("number"), start);
    const byte = cursor.bytes[cursor.at++] as number;
    value |= BigInt(byte & 0x7f) << shift;
    if (byte < 0x80) return BigInt.asUintN(64, value);
  }
  throw new ProtocolError("FRAME_VARINT_TOO_LONG", frameTexts("long-number"), start);
}

/** By way of a number where one is exact: a bigint built byte by byte takes far longer. */
function readUint64(cursor: Cursor): bigint {
  const start = cursor.at;
  const value = readVarint(cursor);
  if (cursor.at - start <= 7) return BigInt(value);
  cursor.at = start;
  return readLongVarint(cursor);
}

/** The low 32 bits count, however many more a negative number was extended to. */
function readInt32(cursor: Cursor): number {
  const start = cursor.at;
  const value = readVarint(cursor);
  if (cursor.at - start <= 7) return value | 0;
  cursor.at = start;
  return Number(BigInt.asIntN(32, readLongVarint(cursor)));
}

function readLength(cursor: Cursor): number {
  const start = cursor.at;
  const length = readVarint(cursor);
  if (length > cursor.end - cursor.at) throw truncated(frameTexts("field", { length }), start);
  return length;
}

function readBytes(cursor: Cursor): Buffer {
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
      readVarint(cursor);
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
        frameTexts("bad-wire-type", { field: tag >>> 3, type: tag & 7 }),
        start,
      );
  }
  if (cursor.at > cursor.end) throw truncated(frameTexts("fixed-width"), start);
}

function truncated(what: Text, offset: number): ProtocolError {
  return new ProtocolError("FRAME_TRUNCATED", frameTexts("truncated", { what }), offset);
}

function missing(field: string | Text, offset: number): ProtocolError {
  return new ProtocolError("FRAME_MISSING_FIELD", frameTexts("missing", { field }), offset);
}
