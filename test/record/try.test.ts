import { it, expect } from "vitest";
import { createRecordingProxy } from "../../src/record/recording-proxy.js";
import { createRecorder } from "../../src/record/recorder.js";
import { checkReceiver } from "../../src/contract/check-receiver.js";
import { createReceiver } from "../receivers/express.mjs";
import { createServer } from "node:http";
const keys = { encryptKey: "an-encrypt-key", verificationToken: "a-verification-token" };
it("x", async () => {
  const handled: unknown[] = [];
  const receiver = createServer(createReceiver({ ...keys, onEvent: ({ header }: any) => void handled.push(header.event_id) }) as any);
  await new Promise<void>((r) => receiver.listen(0, "127.0.0.1", r));
  const port = (receiver.address() as any).port;
  const captures: any[] = [];
  const recorder = createRecorder({ app: keys, onCapture: (c) => void captures.push(c) });
  const proxy = createRecordingProxy({ target: `http://127.0.0.1:${port}`, onBegin: recorder.begin });
  const pp = await proxy.listen(0);
  for (const p of [port, pp]) {
  const report = await checkReceiver({
    target: `http://127.0.0.1:${p}/webhook/event`, app: keys, seed: 42,
    witness: ({ eventId }) => handled.filter((id) => id === eventId).length,
    effectTiming: { quietMs: 60, visibleWithinMs: 100, patienceMs: 100 },
  });
  console.log(report.summary, report.checks.filter(c=>c.verdict!=="pass").map(c=>c.id+" "+c.verdict+" "+c.reason));
  }
  const count: any = {};
  for (const c of captures) { const k = [c.request.method, c.request.form, c.request.signature, c.request.incomplete??"", c.result.kind, c.result.status??c.result.reason].join(" "); count[k]=(count[k]??0)+1; }
  console.log(captures.length, count);
  console.log(JSON.stringify(captures[0],null,1));
  await proxy.close(); receiver.close();
}, 300000);
