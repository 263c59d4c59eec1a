import { createRealClock, createScaledClock, parseSpeed } from "../../base/clock.js";
import { definedOnly } from "../../base/defined-only.js";
import { decodeText } from "../../base/document.js";
import { jsonText } from "../../base/json-text.js";
import { printableLine } from "../../base/printable.js";
import { createRandom } from "../../base/random.js";
import { describeOutcome } from "../../delivery/describe-outcome.js";
import type { Capture } from "../../record/capture.js";
import type { Replayed } from "../../record/replay.js";
import { describeRequest, tellCutLine } from "../capture-lines.js";
import type { RegisterCommand } from "../command.js";
import { type ExitCode, exitCodes } from "../exit-codes.js";
import { inputName, readInput } from "../input-file.js";
import {
  addAppOptions,
  addTargetOptions,
  type AppFlags,
  flag,
  integerFlag,
  parsedFlag,
  readApp,
  readTls,
  type TargetFlags,
} from "../options.js";
import type { Terminal } from "../terminal.js";

interface ReplayFlags extends AppFlags, TargetFlags {
  readonly rhythm: Rhythm;
  readonly freshIds?: boolean;
  readonly seed?: number;
  readonly json?: boolean;
}

type Rhythm = "at-once" | { readonly speed: number };

/** `mocklark replay`: sends what was recorded again, signed anew, and compares the answers. */
export const registerReplay: RegisterCommand = (program, { terminal, signal }, finish) => {
  addTargetOptions(addAppOptions(program.command("replay")))
    .description("send what was recorded again, signed anew, and compare the answers")
    .argument("<capture>", 'what "mocklark record" wrote, or a HAR file; "-" is standard input')
    .argument("<url>", "the receiver's URL")
    .addOption(
      parsedFlag(
        "--rhythm <how>",
        "recorded (as fast as it came), at-once (one after the other), or a speed such as 60x",
        parseRhythm,
      ).default({ speed: 1 }, "recorded"),
    )
    .addOption(
      flag("--fresh-ids", "give events new ids: a receiver that knows the old ones acts again"),
    )
    .addOption(integerFlag("--seed <n>", "the same seed draws the same nonces and ids"))
    .addOption(flag("--json", "one JSON object per request, and one for all"))
    .action(async (file: string, url: string, flags: ReplayFlags) => {
      finish(await replayFile(file, url, flags, { terminal, signal }));
    });
};

function parseRhythm(text: string): Rhythm {
  if (text === "at-once") return text;
  return { speed: text === "recorded" ? 1 : parseSpeed(text) };
}

async function replayFile(
  file: string,
  url: string,
  flags: ReplayFlags,
  { terminal, signal }: { readonly terminal: Terminal; readonly signal: AbortSignal },
): Promise<ExitCode> {
  const { readCaptures } = await import("../../record/read-captures.js");
  const { wholeCharacters } = await import("../../record/whole-characters.js");
  const { replay } = await import("../../record/replay.js");
  const { rhythm } = flags;
  const app = readApp(flags);
  const name = inputName(file);
  const text = decodeText(wholeCharacters(await readInput(file, terminal)), name);
  const captures = await readCaptures(text, name, { app, onCutLine: tellCutLine(terminal) });
  tellSealed(captures, terminal);
  const speed = rhythm === "at-once" ? 1 : rhythm.speed;
  const all = await replay(captures, {
    url,
    app,
    random: createRandom(flags.seed),
    clock: speed === 1 ? createRealClock() : createScaledClock({ speed }),
    rhythm: rhythm === "at-once" ? "at-once" : "recorded",
    allowHosts: flags.allowHost,
    tls: readTls(flags),
    signal,
    ...definedOnly({ freshIds: flags.freshIds }),
    onReplayed: (replayed) =>
      void terminal.out(
        flags.json ? `${jsonText(dataOf(replayed))}\n` : describe(replayed, terminal),
      ),
  });
  const counts = countOf(all);
  await terminal.out(flags.json ? `${jsonText(counts)}\n` : `${summaryOf(counts)}\n`);
  return counts.different > 0 || counts.sent === 0 ? exitCodes.failed : exitCodes.ok;
}

/** They cannot be signed again. */
function tellSealed(captures: readonly Capture[], terminal: Terminal): void {
  const sealed = captures.filter(({ request }) => request.signature === "unknown").length;
  if (sealed === 0) return;
  terminal.err(
    `${sealed} were recorded without the Encrypt Key: they go out as they came, with their old timestamps\n`,
  );
}

function countOf(all: readonly Replayed[]) {
  const sent = all.filter((one) => one.kind === "sent");
  const countWith = (kind: string): number =>
    sent.filter(({ comparison }) => comparison.kind === kind).length;
  return {
    captures: all.length,
    sent: sent.length,
    same: countWith("same"),
    different: countWith("different"),
    notCompared: countWith("unknown"),
    notSent: all.length - sent.length,
  };
}

function summaryOf(counts: ReturnType<typeof countOf>): string {
  const { captures, same, different, notCompared, notSent } = counts;
  const judged = [
    `${same} answered as before`,
    `${different} differently`,
    ...(notCompared > 0 ? [`${notCompared} had no answer to compare`] : []),
  ];
  const isJudged = same + different > 0 || notCompared === 0;
  return [
    `${captures} recorded: ${isJudged ? judged.join(", ") : "nothing was compared, for no answer was recorded"}`,
    ...(notSent > 0 ? [`${notSent} not sent`] : []),
  ].join(", ");
}

function describe(replayed: Replayed, { colors }: Terminal): string {
  const { capture } = replayed;
  const head = `#${capture.number}  ${describeRequest(capture.request)}`;
  if (replayed.kind === "not-sent") {
    return `${colors.yellow("skip")}  ${head}  not sent: ${printableLine(replayed.why.in("en"))}\n`;
  }
  const { comparison, outcome } = replayed;
  const seen = printableLine(describeOutcome(outcome));
  switch (comparison.kind) {
    case "same":
      return `${colors.green("same")}  ${head}  ${seen}\n`;
    case "unknown":
      return `${colors.dim("sent")}  ${head}  ${seen}\n`;
    case "different":
      return [
        `${colors.red("DIFF")}  ${head}  ${seen}`,
        `        recorded ${printableLine(comparison.recorded.in("en"), 1_000)}`,
        `        now      ${printableLine(comparison.now.in("en"), 1_000)}\n`,
      ].join("\n");
    default:
      return comparison satisfies never;
  }
}

function dataOf(replayed: Replayed): object {
  const { number, request } = replayed.capture;
  const what = { number, request: describeRequest(request) };
  if (replayed.kind === "not-sent") return { ...what, verdict: "not-sent", why: replayed.why.in("en") };
  const { comparison, outcome } = replayed;
  if (comparison.kind !== "different") return { ...what, verdict: comparison.kind, outcome };
  const [recorded, now] = [comparison.recorded.in("en"), comparison.now.in("en")];
  return { ...what, verdict: comparison.kind, recorded, now, outcome };
}
