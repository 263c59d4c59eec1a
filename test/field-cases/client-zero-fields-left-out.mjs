// leaves out fields that are zero, as proto3 encoders do; nobody documents whether Feishu minds, but it is not true that no ping comes (zeroclaw-labs/zeroclaw, its Feishu channel)
import { bytes, number, run } from "./client-base.mjs";

run({
  encode({ seq = 0, log = 0, service, method, headers, payload = "" }) {
    const nonZero = [seq, log, service, method].flatMap((value, index) =>
      Number(value) === 0 ? [] : [number(index + 1, value)],
    );
    return Buffer.concat([
      ...nonZero,
      ...headers.map(([key, value]) => bytes(5, Buffer.concat([bytes(1, key), bytes(2, value)]))),
      ...(payload.length ? [bytes(8, payload)] : []),
    ]);
  },
});
