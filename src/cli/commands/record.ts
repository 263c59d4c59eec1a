import { realpathSync, unlinkSync } from "node:fs";
import { open, rm } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { systemWallClock } from "../../base/clock.js";
import { definedOnly } from "../../base/defined-only.js";
import { decodeText } from "../../base/document.js";
import { MocklarkError, systemCodeOf } from "../../base/errors.js";
import { fileProblemText } from "../../base/file-problem.js";
import { isLoopbackHost } from "../../base/loopback-host.js";
import { makeDirectory } from "../../base/make-directory.js";
import { printableLine } from "../../base/printable.js";
import { createRandom } from "../../base/random.js";
import { randomToken } from "../../base/random-token.js";
import type { Text } from "../../base/text.js";
import { parseTarget } from "../../network/target.js";
import { portOf } from "../../network/url-host.js";
import type { Capture } from "../../record/capture.js";
import type { CaptureFile } from "../../record/capture-file.js";
import { describeCapture, tellCutLine } from "../capture-lines.js";
import type { RegisterCommand } from "../command.js";
import { type ExitCode, exitCodes } from "../exit-codes.js";
import { inputName, readBytes } from "../input-file.js";
import {
  addAppOptions,
  addTargetOptions,
  type AppFlags,
  flag,
  integerFlag,
  oneOf,
  readApp,
  readTls,
  repeatable,
  type TargetFlags,
} from "../options.js";
import { printError } from "../print-error.js";
import type { Terminal } from "../terminal.js";
import { untilAborted } from "../until-aborted.js";
import { readVersion } from "../version.js";
import { assertNoFiles, cannotWriteTo, writeFiles } from "../write-files.js";
import { describe } from "../described.js";
import { fileTexts } from "../texts/file-texts.js";
import { recordTexts } from "../texts/record-texts.js";

const formats = ["json", "har", "scenario"] as const;

type Format = (typeof formats)[number];

interface RecordFlags extends AppFlags, TargetFlags {
  readonly to?: string;
  readonly larkCli?: string;
  readonly port: number;
  readonly out: string;
  readonly format?: readonly Format[];
  readonly anonymise?: boolean;
  readonly seed?: number;
  readonly force?: boolean;
}

/** `mocklark record`: stands between a sender and a receiver, and writes down what passes. */
export const registerRecord: RegisterCommand = (program, { terminal, signal }, finish) => {
  describe(addTargetOptions(addAppOptions(program.command("record"))), recordTexts("about"))
    .addOption(flag("--to <url>", recordTexts("to")))
    .addOption(flag("--lark-cli <file>", recordTexts("lark-cli")))
    .addOption(integerFlag("--port <n>", recordTexts("port")).default(7789))
    .addOption(flag("--out <folder>", recordTexts("out")).default("recording"))
    .addOption(
      repeatable<Format[]>(
        flag("--format <kind>", recordTexts("format", { formats })),
        (text, previous) => [...(previous ?? []), oneOf(text, formats)],
      ),
    )
    .addOption(flag("--anonymise", recordTexts("anonymise")))
    .addOption(integerFlag("--seed <n>", recordTexts("seed")))
    .addOption(flag("--force", recordTexts("force")))
    .action(async (flags: RecordFlags) => {
      finish(await record(flags, { terminal, signal }));
    });
};

interface Surroundings {
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
}

const captureFileName = "captures.ndjson";
const fileNames: Readonly<Record<Format, string>> = {
  json: captureFileName,
  har: "captures.har",
  scenario: "scenario.yaml",
};

async function record(flags: RecordFlags, surroundings: Surroundings): Promise<ExitCode> {
  const { terminal } = surroundings;
  const { out, format = formats, force = false } = flags;
  const source = sourceOf(flags);
  const { openCaptureFile } = await import("../../record/capture-file.js");
  const others = format.filter((kind) => kind !== "json");
  await makeFolder(out);
  if (!force) await assertNoFiles(out, [captureFileName, ...others.map((kind) => fileNames[kind])]);
  const path = join(out, captureFileName);
  const count = { kept: 0, lost: 0 };
  const opened: CaptureFile[] = [];
  const begin = (): Keep => {
    // All of them belong to one recording, and none of an earlier one may stay beside this one's.
    if (force) for (const name of Object.values(fileNames)) removeFile(join(out, name));
    const file = openCaptureFile(path);
    opened.push(file);
    return keeper(file, count, terminal);
  };
  try {
    await (source.kind === "proxy"
      ? recordProxy(flags, source.to, { ...surroundings, begin })
      : recordLarkCli(flags, source.file, { ...surroundings, begin }));
  } finally {
    for (const file of opened) file.close();
    // An empty file would only be in the way of the next recording.
    if (opened.length > 0 && count.kept === 0) await rm(path, { force: true });
  }
  try {
    if (count.kept > 0) await writeOthers(others, { flags, path, terminal });
  } catch (error) {
    // The signal that ends a recording is no reason to keep quiet about what came after it.
    if (error instanceof MocklarkError && surroundings.signal.aborted) printError(error, terminal);
    throw error;
  }
  const done = recordTexts("captured", { count: count.kept, out: printableLine(out) });
  terminal.progress(`${done.in(terminal.language)}\n`);
  return exitCodes.ok;
}

type Source =
  | { readonly kind: "proxy"; readonly to: string }
  | { readonly kind: "lark-cli"; readonly file: string };

function sourceOf({ to, larkCli, out, port, allowHost: allowHosts }: RecordFlags): Source {
  if ((to === undefined) === (larkCli === undefined)) {
    throw new MocklarkError("USAGE", recordTexts("what-to-record"), {
      remedy: recordTexts("what-to-record-remedy"),
    });
  }
  if (larkCli !== undefined) {
    assertNotWritten(larkCli, out);
    return { kind: "lark-cli", file: larkCli };
  }
  const url = parseTarget(to ?? "", { allowHosts });
  if (isLoopbackHost(url.hostname) && portOf(url) === port) throw toItself(port);
  return { kind: "proxy", to: url.href };
}

/** What is read must not be what is overwritten, or removed with an earlier recording. */
function assertNotWritten(file: string, out: string): void {
  const path = realPathOf(file);
  const name = Object.values(fileNames).find((one) => realPathOf(join(out, one)) === path);
  if (path === undefined || name === undefined) return;
  throw new MocklarkError("USAGE", recordTexts("overwritten", { file, name }), {
    remedy: fileTexts("other-folder"),
  });
}

/** Undefined for what is not there, as standard input. */
function realPathOf(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}

const toItself = (port: number): MocklarkError =>
  new MocklarkError("USAGE", recordTexts("to-itself", { port }), {
    remedy: recordTexts("to-itself-remedy"),
  });

async function makeFolder(out: string): Promise<void> {
  try {
    await makeDirectory(out);
  } catch (error) {
    if (error instanceof MocklarkError) throw error;
    throw cannotWriteTo(out, error);
  }
}

function removeFile(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if (systemCodeOf(error) === "ENOENT") return;
    throw new MocklarkError(
      "FILE",
      recordTexts("cannot-overwrite", { path, why: fileProblemText(error) }),
      {
        remedy: fileTexts("other-folder"),
        cause: error,
      },
    );
  }
}

type Keep = (capture: Capture) => void;

function keeper(
  file: CaptureFile,
  count: { kept: number; lost: number },
  terminal: Terminal,
): Keep {
  return (capture) => {
    terminal.progress(`${describeCapture(capture, terminal.language)}\n`);
    if (file.add(capture)) count.kept++;
    else if (count.lost++ === 0) {
      terminal.err(`${recordTexts("full").in(terminal.language)}\n`);
    }
  };
}

interface Recording extends Surroundings {
  /** Opens the file. To be called once nothing else can fail: an earlier recording goes then. */
  readonly begin: () => Keep;
}

async function recordProxy(
  flags: RecordFlags,
  to: string,
  { terminal, signal, begin }: Recording,
): Promise<void> {
  const { createRecorder } = await import("../../record/recorder.js");
  const { createRecordingProxy } = await import("../../record/recording-proxy.js");
  const app = readApp(flags);
  const change = await anonymiser(flags);
  let keep: Keep = () => {};
  const onCapture: Keep = (capture) => keep(capture);
  const recorder = createRecorder({ app, onCapture, ...definedOnly({ change }) });
  const { ca, insecure } = readTls(flags);
  const proxy = createRecordingProxy({
    target: to,
    allowHosts: flags.allowHost,
    tls: { ...definedOnly({ ca }), rejectUnauthorized: insecure !== true },
    onBegin: () => recorder.begin(),
  });
  const port = await proxy.listen(flags.port);
  try {
    keep = begin();
  } catch (error) {
    await proxy.close();
    throw error;
  }
  const { pathname, search } = new URL(to);
  const from = `http://127.0.0.1:${port}${pathname}${search}`;
  const { language } = terminal;
  terminal.err(`${recordTexts("recording", { from, to }).in(language)}\n`);
  if (app.encryptKey === undefined) {
    terminal.progress(`${recordTexts("no-key").in(language)}\n`);
  }
  if (app.verificationToken === undefined) {
    terminal.progress(`${recordTexts("no-token").in(language)}\n`);
  }
  await untilAborted(signal);
  await proxy.close();
}

async function anonymiser({
  anonymise,
  seed,
}: RecordFlags): Promise<((capture: Capture) => Capture) | undefined> {
  if (anonymise !== true) return undefined;
  const { createAnonymiser } = await import("../../record/anonymise.js");
  // A seed of ours is short enough to be found by trying.
  const secret = seed === undefined ? randomToken() : "";
  return createAnonymiser(createRandom(seed ?? 0).fork(secret));
}

async function recordLarkCli(
  flags: RecordFlags,
  file: string,
  { terminal, signal, begin }: Recording,
): Promise<void> {
  const { createLarkCliCapture, readLarkCliLine } = await import("../../record/read-lark-cli.js");
  const change = (await anonymiser(flags)) ?? ((capture: Capture) => capture);
  const captureOf = createLarkCliCapture(systemWallClock.now());
  let line = 0;
  try {
    const input = file === "-" ? terminal.stdin() : (await open(file)).createReadStream();
    const keep = begin();
    for await (const text of createInterface({ input, crlfDelay: Infinity, signal })) {
      line++;
      const read = readLarkCliLine(text);
      if (read.kind === "event") keep(change(captureOf(read)));
      else if (text.trim() !== "")
        terminal.err(`${skippedText(line, read).in(terminal.language)}\n`);
    }
  } catch (error) {
    if (signal.aborted) return;
    if (error instanceof MocklarkError) throw error;
    throw new MocklarkError(
      "FILE",
      recordTexts("cannot-read", {
        file: inputName(file, terminal.language),
        why: fileProblemText(error),
      }),
      {
        remedy: recordTexts("check-lark-cli"),
        cause: error,
      },
    );
  }
}

function skippedText(line: number, read: { kind: string; eventType?: string }): Text {
  return read.eventType === undefined
    ? recordTexts("no-event-line", { line })
    : recordTexts("flattened", { line, type: printableLine(read.eventType) });
}

interface Writing {
  readonly flags: RecordFlags;
  readonly path: string;
  readonly terminal: Terminal;
}

/** From what is on disk, so that a long recording need not be held in memory while it goes on. */
async function writeOthers(
  others: readonly Format[],
  { flags, path, terminal }: Writing,
): Promise<void> {
  if (others.length === 0) return;
  const { wholeCharacters } = await import("../../record/whole-characters.js");
  const { readCaptures } = await import("../../record/read-captures.js");
  const text = decodeText(wholeCharacters(await readBytes(path)), path);
  const captures = await readCaptures(text, path, { onCutLine: tellCutLine(terminal) });
  const files = [];
  for (const kind of others) {
    const text =
      kind === "har" ? await harOf(captures, flags) : await scenarioOf(captures, flags, terminal);
    if (text !== undefined) files.push({ name: fileNames[kind], text, isSecret: true });
  }
  await writeFiles(flags.out, files);
}

async function harOf(captures: readonly Capture[], { to }: RecordFlags): Promise<string> {
  const { writeHar } = await import("../../record/write-har.js");
  const origin = to === undefined ? "http://127.0.0.1" : new URL(to).origin;
  return writeHar(captures, { origin, version: readVersion() });
}

async function scenarioOf(
  captures: readonly Capture[],
  { to }: RecordFlags,
  terminal: Terminal,
): Promise<string | undefined> {
  const { recordedScenario } = await import("../../record/recorded-scenario.js");
  const source = to === undefined ? "from lark-cli" : "before a receiver";
  const { text, steps, leftOut } = await recordedScenario(captures, { name: "Recorded", source });
  if (leftOut > 0) {
    const text = recordTexts("not-in-scenario", { count: leftOut });
    terminal.progress(`${text.in(terminal.language)}\n`);
  }
  return steps === 0 ? undefined : text;
}
