import { pbbp2Frame } from "../gateway/pbbp2.js";

export interface PlainFrame {
  readonly SeqID: number;
  readonly LogID: number;
  readonly service: number;
  readonly method: number;
  readonly headers: readonly { readonly key: string; readonly value: string }[];
  readonly payload?: Uint8Array;
}

export const encodeWithProtobufjs = (frame: PlainFrame): Uint8Array =>
  pbbp2Frame.encode(pbbp2Frame.create(frame)).finish();

export const decodeWithProtobufjs = (bytes: Uint8Array): PlainFrame =>
  pbbp2Frame.decode(bytes) as unknown as PlainFrame;
