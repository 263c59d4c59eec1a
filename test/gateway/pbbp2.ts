import protobuf from "protobufjs";

/** The frame's definition as the official clients carry it, for protobufjs, which is the oracle here. */
const definition = `
  syntax = "proto2";
  package pbbp2;
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

export const pbbp2Frame = protobuf
  .parse(definition, { keepCase: true })
  .root.lookupType("pbbp2.Frame");
