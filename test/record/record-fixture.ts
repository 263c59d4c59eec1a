import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import { createRecorder } from "../../src/record/recorder.js";
import {
  createRecordingProxy,
  type RecordingProxyOptions,
} from "../../src/record/recording-proxy.js";
import type { Capture } from "../../src/record/capture.js";
import type { FeishuEvent, ReceiverSettings } from "../receivers/event-endpoint.mjs";
import { createReceiver } from "../receivers/node-http.mjs";

export const keys = { encryptKey: "an-encrypt-key", verificationToken: "a-verification-token" };

export interface OpenReceiver {
  readonly url: string;
  /** The event ids it has acted on. */
  readonly handled: string[];
}

/** The good receiver, or another one, on a port of its own. */
export async function openReceiver(
  create: (settings: ReceiverSettings) => Server = createReceiver,
): Promise<OpenReceiver> {
  const handled: string[] = [];
  const onEvent = ({ header }: FeishuEvent): void => void handled.push(String(header["event_id"]));
  const server = create({ ...keys, onEvent });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/webhook/event`, handled };
}

export interface OpenProxy {
  readonly url: string;
  readonly port: number;
  /** In the order in which they were over. */
  readonly captures: Capture[];
  close(): Promise<void>;
}

/** A recording proxy before a target. */
export async function openProxy(
  target: string,
  {
    change,
    ...options
  }: Partial<RecordingProxyOptions> & { readonly change?: (capture: Capture) => Capture } = {},
): Promise<OpenProxy> {
  const captures: Capture[] = [];
  const recorder = createRecorder({
    app: keys,
    ...(change && { change }),
    onCapture: (capture) => void captures.push(capture),
  });
  const proxy = createRecordingProxy({ target, onBegin: () => recorder.begin(), ...options });
  const port = await proxy.listen(0);
  onTestFinished(() => proxy.close());
  const { pathname } = new URL(target);
  return { url: `http://127.0.0.1:${port}${pathname}`, port, captures, close: () => proxy.close() };
}
