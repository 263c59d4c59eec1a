import protobuf from "protobufjs";

/** The long connection's frame, as the official SDKs define it (pbbp2). Method 0 control, 1 data. */
const definition = `
  syntax = "proto2";
  message Header { required string key = 1; required string value = 2; }
  message Frame {
    required uint64 SeqID = 1;
    required uint64 LogID = 2;
    required int32 service = 3;
    required int32 method = 4;
    repeated Header headers = 5;
    optional string payload_encoding = 6;
    optional string payload_type = 7;
    optional bytes payload = 8;
    optional string LogIDNew = 9;
  }`;

const frameType = protobuf.parse(definition, { keepCase: true }).root.lookupType("Frame");

/**
 * @typedef {{ key: string, value: string }} FrameHeader
 * @typedef {{ SeqID: number, LogID: number, service: number, method: number, headers: FrameHeader[], payload?: Uint8Array }} Frame
 */

export const methods = { control: 0, data: 1 };

/** @returns {Frame} */
export function decodeFrame(/** @type {Uint8Array} */ bytes) {
  return /** @type {Frame} */ (/** @type {unknown} */ (frameType.decode(bytes)));
}

export function encodeFrame(/** @type {Frame} */ frame) {
  return frameType.encode(frameType.create(frame)).finish();
}

/** @type {(frame: Frame, key: string) => string} */
export const headerOf = ({ headers }, key) =>
  headers.find((header) => header.key === key)?.value ?? "";
