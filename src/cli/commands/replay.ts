import { createRealClock, createScaledClock, parseSpeed } from "../../base/clock.js";
import { definedOnly } from "../../base/defined-only.js";
import { padDisplayEnd } from "../../base/display-width.js";
import { decodeText } from "../../base/document.js";
import { jsonText } from "../../base/json-text.js";
import { printableLine } from "../../base/printable.js";
import { createRandom } from "../../base/random.js";
import type { Language, Text } from "../../base/text.js";
import { describeOutcome } from "../../delivery/describe-outcome.js";
import type { Capture } from "../../record/capture.js";
import type { Replayed } from "../../record/replay.js";
import { requestText, tellCutLine } from "../capture-lines.js";
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
import { argument, describe } from "../described.js";
import { recordTexts } from "../texts/record-texts.js";
import { flagTexts } from "../texts/flag-texts.js";

interface ReplayFlags extends AppFlags, TargetFlags {
  readonly rhythm: Rhythm;
  readonly freshIds?: boolean;
  readonly seed?: number;
  readonly json?: boolean;
}

type Rhythm = "at-once" | { readonly speed: number };

/** `mocklark replay`: sends what was recorded again, signed anew, and compares the answers. */
export const registerReplay: RegisterCommand = (program, { terminal, signal }, finish) => {
  describe(addTargetOptions(addAppOptions(program.command("replay"))), recordTexts("replay"))
    .addArgument(argument("<capture>", recordTexts("capture")))
    .addArgument(argument("<url>", flagTexts("url")))
    .addOption(
      parsedFlag("--rhythm <how>", recordTexts("rhythm"), parseRhythm).default(
        { speed: 1 },
        "recorded",
      ),
    )
    .addOption(flag("--fresh-ids", recordTexts("fresh-ids")))
    .addOption(integerFlag("--seed <n>", recordTexts("replay-seed")))
    .addOption(flag("--json", recordTexts("replay-json")))
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
  const name = inputName(file, terminal.language);
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
        flags.json
          ? `${jsonText(dataOf(replayed, terminal.language))}\n`
          : describeReplayed(replayed, terminal),
      ),
  });
  const counts = countOf(all);
  await terminal.out(
    flags.json ? `${jsonText(counts)}\n` : `${summaryOf(counts).in(terminal.language)}\n`,
  );
  return counts.different > 0 || counts.sent === 0 ? exitCodes.failed : exitCodes.ok;
}

/** They cannot be signed again. */
function tellSealed(captures: readonly Capture[], terminal: Terminal): void {
  const sealed = captures.filter(({ request }) => request.signature === "unknown").length;
  if (sealed === 0) return;
  terminal.err(`${recordTexts("sealed", { count: sealed }).in(terminal.language)}\n`);
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

function summaryOf(counts: ReturnType<typeof countOf>): Text {
  const { same, different, notCompared } = counts;
  const isJudged = same + different > 0 || notCompared === 0;
  return isJudged ? recordTexts("summary", counts) : recordTexts("nothing-compared", counts);
}

function describeReplayed(replayed: Replayed, { colors, language }: Terminal): string {
  const { capture } = replayed;
  const head = `#${capture.number}  ${requestText(capture.request).in(language)}`;
  const word = (verdict: "skip" | "same" | "sent" | "diff"): string =>
    recordTexts("verdict", { verdict }).in(language);
  if (replayed.kind === "not-sent") {
    const why = recordTexts("not-sent", { why: printableLine(replayed.why.in(language)) });
    return `${colors.yellow(word("skip"))}  ${head}  ${why.in(language)}\n`;
  }
  const { comparison, outcome } = replayed;
  const seen = printableLine(describeOutcome(outcome, language));
  switch (comparison.kind) {
    case "same":
      return `${colors.green(word("same"))}  ${head}  ${seen}\n`;
    case "unknown":
      return `${colors.dim(word("sent"))}  ${head}  ${seen}\n`;
    case "different": {
      const label = (name: "recorded" | "now"): string =>
        padDisplayEnd(recordTexts(name).in(language), 8);
      const said = (text: Text): string => printableLine(text.in(language), 1_000);
      return [
        `${colors.red(word("diff"))}  ${head}  ${seen}`,
        `        ${label("recorded")} ${said(comparison.recorded)}`,
        `        ${label("now")} ${said(comparison.now)}\n`,
      ].join("\n");
    }
    default:
      return comparison satisfies never;
  }
}

function dataOf(replayed: Replayed, language: Language): object {
  const { number, request } = replayed.capture;
  const what = { number, request: requestText(request).in(language) };
  if (replayed.kind === "not-sent") {
    return { ...what, verdict: "not-sent", why: replayed.why.in(language) };
  }
  const { comparison, outcome } = replayed;
  if (comparison.kind !== "different") return { ...what, verdict: comparison.kind, outcome };
  const [recorded, now] = [comparison.recorded, comparison.now].map((said) => said.in(language));
  return { ...what, verdict: comparison.kind, recorded, now, outcome };
}
