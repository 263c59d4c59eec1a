import { appendFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { startNode, type Started } from "./child-process.js";

const receivers = new URL("../receivers/", import.meta.url);

/** Keys of the first app, for a server and a receiver that are started apart. */
export const keys = {
  encryptKey: "an encrypt key of the browser tests",
  verificationToken: "a verification token of the browser tests",
};

export const keyArgs = [
  "--encrypt-key",
  keys.encryptKey,
  "--verification-token",
  keys.verificationToken,
];

export const receiverPath = (file: string): string => fileURLToPath(new URL(file, receivers));

export interface Receiver {
  readonly url: string;
  readonly port: number;
  readonly process: Started;
  /** Ids of the events it acted on, as it printed them. */
  acted(): readonly string[];
}

export interface ReceiverOptions {
  /** Of test/receivers; default: the good one. */
  readonly file?: string;
  readonly port?: number;
  /** Gets what it prints, for a witness. */
  readonly log?: string;
}

/** A receiver as a process of its own. */
export async function startReceiver(options: ReceiverOptions = {}): Promise<Receiver> {
  const { file = "express.mjs", port = 0, log } = options;
  const process = startNode([receiverPath(file)], {
    PORT: String(port),
    MOCKLARK_ENCRYPT_KEY: keys.encryptKey,
    MOCKLARK_VERIFICATION_TOKEN: keys.verificationToken,
  });
  if (log !== undefined) process.child.stdout?.on("data", (text) => appendFileSync(log, text));
  const line = await process.line((text) => text.startsWith("listening on "));
  const url = line.slice("listening on ".length);
  const acted = (): string[] =>
    process.lines
      .filter((text) => text.startsWith("{"))
      .map((text) => (JSON.parse(text) as { event_id: string }).event_id);
  return { url, port: Number(new URL(url).port), process, acted };
}
