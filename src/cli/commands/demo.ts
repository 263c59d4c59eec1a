import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { createVirtualClock } from "../../base/clock.js";
import { createRandom } from "../../base/random.js";
import { createApp, type App } from "../../event/app.js";
import type { Simulator } from "../../simulator/simulator.js";
import type { WebhookRequest } from "../../wire/webhook-request.js";
import type { RegisterCommand } from "../command.js";
import { createDeliveryLines } from "../delivery-lines.js";
import { exitCodes } from "../exit-codes.js";
import { integerFlag } from "../options.js";
import type { Terminal } from "../terminal.js";

const receiversFolder = new URL("../../../test/receivers/", import.meta.url);

interface DemoReceiver {
  readonly title: string;
  readonly script: string;
  /** A package the receiver needs that does not come with mocklark. */
  readonly needs?: string;
}

const receivers: readonly DemoReceiver[] = [
  { title: "the reference receiver, Express", script: "express.mjs" },
  {
    title: "the official Node SDK",
    script: "node-sdk-plain.mjs",
    needs: "@larksuiteoapi/node-sdk",
  },
];

/** `mocklark demo`: everything in one go, on real processes and real sockets, nothing to configure. */
export const registerDemo: RegisterCommand = (program, { terminal, signal }, finish) => {
  program
    .command("demo")
    .description("start small receivers, deliver an event to each, show what was sent and answered")
    .addOption(integerFlag("--seed <n>", "the same seed makes the same event"))
    .action(async ({ seed }: { readonly seed?: number }) => {
      const random = createRandom(seed);
      const app = createApp({ encryptKey: random.fork("key").alphanumeric(32) }, random);
      let failed = 0;
      for (const receiver of receivers) {
        if (signal.aborted) break;
        await terminal.out(`${terminal.colors.bold(receiver.title)}\n`);
        if (!isInstalled(receiver)) {
          await terminal.out(`  left out: ${receiver.needs} is not installed here\n\n`);
        } else if (!(await demonstrate(receiver, app, random.seed, terminal))) failed++;
      }
      finish(failed === 0 ? exitCodes.ok : exitCodes.failed);
    });
};

function isInstalled({ needs }: DemoReceiver): boolean {
  if (needs === undefined) return true;
  try {
    createRequire(receiversFolder).resolve(needs);
    return true;
  } catch {
    return false;
  }
}

/** One receiver from its start to its end; true when it echoed the challenge and took the event. */
async function demonstrate(
  receiver: DemoReceiver,
  app: App,
  seed: number,
  terminal: Terminal,
): Promise<boolean> {
  const { startManagedReceiver } = await import("../../receiver/managed-receiver.js");
  const { createSimulator } = await import("../../simulator/simulator.js");
  const script = fileURLToPath(new URL(receiver.script, receiversFolder));
  const managed = await startManagedReceiver({
    command: `"${process.execPath}" "${script}"`,
    app,
  });
  const simulator = createSimulator({
    app,
    seed,
    clock: createVirtualClock({ autoAdvance: true }),
    observers: [createDeliveryLines(terminal, { attempts: 5, encrypted: true })],
  });
  try {
    return await deliverOne(simulator, new URL("/webhook/event", managed.url).href, terminal);
  } finally {
    await simulator.close();
    await terminal.out(`the receiver printed:\n${indent(managed.output.tail())}\n\n`);
    await managed.stop();
  }
}

async function deliverOne(simulator: Simulator, url: string, terminal: Terminal): Promise<boolean> {
  const { describeUrlVerification } = await import("../../delivery/verify-url.js");
  const verification = await simulator.verifyUrl({ to: url });
  await terminal.out(`url_verification: ${describeUrlVerification(verification)}\n`);
  const event = await simulator.generate({ scope: "room" });
  await terminal.out(`the event in clear:\n${indent(JSON.stringify(event, null, 2))}\n`);
  await terminal.out(`as sent to ${url}:\n${indent(head(await simulator.prepare({ event })))}\n`);
  const delivery = await simulator.push({ to: url, event });
  return verification.verified && delivery.status === "succeeded";
}

/** The headers, and as much of the body as fits a line. */
function head({ method, headers, body }: WebhookRequest): string {
  const lines = headers.map(([name, value]) => `${name}: ${value}`);
  return [method, ...lines, "", `${body.toString("utf8").slice(0, 80)}…`].join("\n");
}

function indent(text: string): string {
  return text.trimEnd().replaceAll(/^/gm, "  ");
}
