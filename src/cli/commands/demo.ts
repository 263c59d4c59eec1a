import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { createDefaultClock, systemWallClock } from "../../base/clock.js";
import { ellipsize } from "../../base/ellipsize.js";
import { packageRoot } from "../../base/package-root.js";
import { printable } from "../../base/printable.js";
import { createRandom } from "../../base/random.js";
import type { Text } from "../../base/text.js";
import { createApp, type App } from "../../event/app.js";
import type { FeishuEvent } from "../../event/feishu-event.js";
import type { OutputCapture } from "../../receiver/output-capture.js";
import type { Simulator } from "../../simulator/simulator.js";
import type { CommandContext, RegisterCommand } from "../command.js";
import { createDeliveryLines } from "../delivery-lines.js";
import { exitCodes } from "../exit-codes.js";
import { integerFlag } from "../options.js";
import type { Terminal } from "../terminal.js";
import { openWireTap, type WireTap } from "../wire-tap.js";
import { describe } from "../described.js";
import { demoTexts } from "../texts/demo-texts.js";

const receiversFolder = new URL("test/receivers/", packageRoot);

interface DemoReceiver {
  readonly title: Text;
  readonly script: string;
  /** A package the receiver needs that does not come with mocklark. */
  readonly needs?: string;
}

const reference: DemoReceiver = {
  title: demoTexts("express"),
  script: "express.mjs",
};

const receivers: readonly DemoReceiver[] = [
  reference,
  {
    title: demoTexts("sdk"),
    script: "node-sdk-plain.mjs",
    needs: "@larksuiteoapi/node-sdk",
  },
];

/** What every part of the demonstration works with. */
interface Demonstration extends CommandContext {
  readonly app: App;
  readonly seed: number;
}

/** `mocklark demo`: everything in one go, on real processes and real sockets, nothing to configure. */
export const registerDemo: RegisterCommand = (program, context, finish) => {
  describe(program.command("demo"), demoTexts("about"))
    .addOption(integerFlag("--seed <n>", demoTexts("seed")))
    .action(async (flags: { readonly seed?: number }) => {
      const random = createRandom(flags.seed);
      const app = createApp({ encryptKey: random.fork("key").alphanumeric(32) }, random);
      const demonstration: Demonstration = { ...context, app, seed: random.seed };
      const delivered = await demonstrateDelivery(demonstration);
      if (context.signal.aborted) return finish(exitCodes.failed);
      const kept = await demonstrateSuite(demonstration);
      finish(delivered && kept ? exitCodes.ok : exitCodes.failed);
    });
};

/** The same event to every receiver; true when all of them echoed the challenge and took it. */
async function demonstrateDelivery(demonstration: Demonstration): Promise<boolean> {
  const { terminal, signal, app, seed } = demonstration;
  const { language } = terminal;
  const { createSimulator } = await import("../../simulator/simulator.js");
  const simulator = createSimulator({
    app,
    seed,
    clock: createDefaultClock(),
    observers: [createDeliveryLines(terminal, { attempts: 5, encrypted: true })],
  });
  const event = await simulator.generate({ scope: "room" });
  await terminal.data(
    `${demoTexts("event").in(language)}\n${indent(JSON.stringify(event, null, 2))}\n\n`,
  );
  let failed = 0;
  try {
    for (const receiver of receivers) {
      if (signal.aborted) break;
      await terminal.out(`${terminal.colors.bold(receiver.title.in(language))}\n`);
      if (!isInstalled(receiver)) {
        const text = demoTexts("left-out", { needs: receiver.needs ?? "" });
        await terminal.out(`  ${text.in(language)}\n\n`);
      } else if (!(await demonstrate(receiver, event, simulator, demonstration))) failed++;
    }
  } finally {
    await simulator.close();
  }
  return failed === 0;
}

function isInstalled({ needs }: DemoReceiver): boolean {
  if (needs === undefined) return true;
  try {
    createRequire(receiversFolder).resolve(needs);
    return true;
  } catch {
    return false;
  }
}

/** One receiver from its start to its end. */
async function demonstrate(
  receiver: DemoReceiver,
  event: FeishuEvent,
  simulator: Simulator,
  { terminal, signal, app }: Demonstration,
): Promise<boolean> {
  const { language } = terminal;
  const { startManagedReceiver } = await import("../../receiver/managed-receiver.js");
  const managed = await startManagedReceiver({ command: commandOf(receiver), app, signal });
  const tap = await openWireTap(managed.url);
  try {
    const taken = await deliverOne(simulator, event, tap, terminal);
    const { event_id: eventId } = event.header;
    const seen = await outputShows(managed.output, eventId);
    await terminal.out(`${demoTexts("printed").in(language)}\n${indent(managed.output.tail())}\n`);
    if (!seen) await terminal.out(`  ${demoTexts("but-not", { eventId }).in(language)}\n`);
    await terminal.out("\n");
    return taken && seen;
  } finally {
    tap.close();
    await managed.stop();
  }
}

async function deliverOne(
  simulator: Simulator,
  event: FeishuEvent,
  tap: WireTap,
  terminal: Terminal,
): Promise<boolean> {
  const { language } = terminal;
  const { urlVerificationText } = await import("../../delivery/verify-url.js");
  const verification = await simulator.verifyUrl({ to: tap.url });
  const said = demoTexts("verified", { result: urlVerificationText(verification) });
  await terminal.out(`${printable(said.in(language))}\n`);
  tap.take();
  const delivery = await simulator.push({ to: tap.url, event });
  await terminal.out(`${demoTexts("sent").in(language)}\n${indent(head(tap.take()))}\n`);
  const answer = delivery.attempts.at(-1)?.outcome;
  if (answer?.kind === "answered") {
    const { status, body } = answer;
    const text = demoTexts("answered", { status, body: printable(body) });
    await terminal.out(`${text.in(language)}\n`);
  }
  return verification.verified && delivery.status === "succeeded";
}

/** The suite's own report is the end of the demonstration. */
async function demonstrateSuite({ terminal, signal, app, seed }: Demonstration): Promise<boolean> {
  const { checkReceiver } = await import("../../contract/check-receiver.js");
  const { exitCodeOf } = await import("../../contract/report/report.js");
  const { createReporter } = await import("../../contract/reporters/create-reporter.js");
  const { language } = terminal;
  const title = demoTexts("suite", { receiver: reference.title }).in(language);
  await terminal.out(`${terminal.colors.bold(title)}\n`);
  const pretty = createReporter("pretty", {
    write: (text) => void terminal.out(text),
    color: terminal.colors.isColorSupported,
    live: terminal.isTerminal && !terminal.quiet,
    columns: terminal.columns,
    language,
  });
  const report = await checkReceiver({
    exec: commandOf(reference),
    app,
    seed,
    signal,
    language,
    reporters: [pretty],
  });
  return exitCodeOf(report) === 0;
}

const commandOf = ({ script }: DemoReceiver): string =>
  `"${process.execPath}" "${fileURLToPath(new URL(script, receiversFolder))}"`;

/** A receiver answers first and prints afterwards, so its line may be a moment behind its answer. */
function outputShows(output: OutputCapture, text: string, withinMs = 2_000): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (shown: boolean): void => {
      timer.cancel();
      stopListening();
      resolve(shown);
    };
    const look = (): void => {
      if (output.tail().includes(text)) end(true);
    };
    const timer = systemWallClock.setTimer(() => end(false), withinMs);
    const stopListening = output.onChunk(look);
    look();
  });
}

/** The request's head, and as much of the body as fits a line. */
function head(bytes: Buffer): string {
  const [lines = "", body = ""] = bytes.toString("utf8").split("\r\n\r\n", 2);
  return `${lines.replaceAll("\r\n", "\n")}\n\n${ellipsize(body, 100)}`;
}

function indent(text: string): string {
  return text.trimEnd().replaceAll(/^(?=.)/gm, "  ");
}
