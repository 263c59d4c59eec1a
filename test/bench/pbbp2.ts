import protobuf from "protobufjs";

/** The long connection's frame as the official clients define it, for protobufjs. */
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

export interface PlainFrame {
  readonly SeqID: number;
  readonly LogID: number;
  readonly service: number;
  readonly method: number;
  readonly headers: readonly { readonly key: string; readonly value: string }[];
  readonly payload?: Uint8Array;
}

const frameType = protobuf.parse(definition, { keepCase: true }).root.lookupType("Frame");

export const encodeWithProtobufjs = (frame: PlainFrame): Uint8Array =>
  frameType.encode(frameType.create(frame)).finish();

export const decodeWithProtobufjs = (bytes: Uint8Array): PlainFrame =>
  frameType.decode(bytes) as unknown as PlainFrame;
