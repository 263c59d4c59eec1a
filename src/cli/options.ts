import { type Command, InvalidArgumentError, Option } from "./commander.js";
import { definedOnly } from "../base/defined-only.js";
import { parseDuration } from "../base/durations.js";
import { readBoundedFile } from "../base/read-bounded-file.js";
import { MocklarkError, messageOf } from "../base/errors.js";
import { fileProblem } from "../base/file-problem.js";
import { didYouMean } from "../base/suggestions.js";
import type { WebhookTls } from "../delivery/webhook-channel.js";
import { type App, type Permission, permissions } from "../event/app.js";
import { addSetting, type ChildEnvironment } from "../receiver/child-environment.js";
import { keyOf } from "./secrets-at-hand.js";

/** A flag with its environment twin: `--encrypt-key` is also `MOCKLARK_ENCRYPT_KEY`. */
export function flag(flags: string, description: string): Option {
  const option = new Option(flags, description);
  const [, kind = ""] = /<(\w+)>$/.exec(flags) ?? [];
  if (neverEmpty.has(kind)) option.argParser((text) => notEmpty(text, kind));
  return option.env(`MOCKLARK_${option.name().replaceAll("-", "_").toUpperCase()}`);
}

/** What a flag may take that is never empty: often it is a variable that is not set. */
const neverEmpty: ReadonlySet<string> = new Set(["command", "file", "folder", "path", "scenario"]);

function notEmpty(text: string, kind: string): string {
  if (text.trim() === "") throw new InvalidArgumentError(`The ${kind} is empty.`);
  if (!text.includes("\0")) return text;
  throw new InvalidArgumentError(`The ${kind} holds a NUL character.`);
}

/** A flag that may be given several times. */
export function listFlag(flags: string, description: string): Option {
  return flag(flags, description)
    .argParser<string[]>((value, previous) => [...(previous ?? []), value])
    .default([], "none");
}

/** @param role what the host is of */
export function allowHostFlag(role: string): Option {
  return flag("--allow-host <host>", `allow a public host as ${role} (repeatable)`)
    .argParser<string[]>((text, previous) => {
      if (/^(?:\*\.)?[^\s/*]+$/.test(text)) return [...(previous ?? []), text];
      throw new InvalidArgumentError(
        "Expected a name, an address, or *. and a domain, such as hooks.example.com.",
      );
    })
    .default([], "none");
}

export function integerFlag(flags: string, description: string, minimum = 0): Option {
  return flag(flags, description).argParser((text) => {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (Number.isSafeInteger(value) && value >= minimum) return value;
    throw new InvalidArgumentError(`Expected a whole number of at least ${minimum}.`);
  });
}

/** A flag whose value one of our own parsers reads; what the parser says is what the user reads. */
export function parsedFlag(
  flags: string,
  description: string,
  parse: (text: string) => unknown,
): Option {
  return flag(flags, description).argParser((text) => asArgument(() => parse(text)));
}

function asArgument<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    const remedy = error instanceof MocklarkError ? (error.remedy ?? "") : "";
    throw new InvalidArgumentError(`${messageOf(error)} ${remedy}`.trimEnd());
  }
}

export const durationFlag = (flags: string, description: string): Option =>
  parsedFlag(flags, description, parseDuration);

/** Events a second: "20/s" or "20". */
export function rateFlag(flags: string, description: string): Option {
  return flag(flags, description).argParser((text) => {
    const rate = Number(/^(\d+(?:\.\d+)?)(?:\/s)?$/.exec(text)?.[1]);
    if (rate > 0) return rate;
    throw new InvalidArgumentError('Expected a number a second, for example "20/s".');
  });
}

export function probabilityFlag(flags: string, description: string): Option {
  return flag(flags, description).argParser((text) => {
    const probability = Number(text);
    if (text.trim() !== "" && probability >= 0 && probability <= 1) return probability;
    throw new InvalidArgumentError("Expected a number from 0 to 1.");
  });
}

/** One of a list; the error names the nearest. */
export function choiceFlag(flags: string, description: string, choices: readonly string[]): Option {
  return flag(flags, `${description} (${choices.join(", ")})`).argParser((text) =>
    oneOf(text, choices),
  );
}

export function oneOf<T extends string>(text: string, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === text);
  if (found !== undefined) return found;
  throw new InvalidArgumentError(
    `Expected one of ${choices.join(", ")}. ${didYouMean(text, choices)}`.trimEnd(),
  );
}

export interface AppFlags {
  readonly encryptKey?: string;
  readonly encryptKeyFile?: string;
  readonly verificationToken?: string;
  readonly appId?: string;
  readonly appSecret?: string;
  readonly tenantKey?: string;
  readonly grant: readonly string[];
}

/** The app's settings, the same on every command that makes or reads requests. */
export function addAppOptions(command: Command): Command {
  return command
    .addOption(flag("--encrypt-key <key>", "the app's Encrypt Key; without one bodies go in clear"))
    .addOption(flag("--encrypt-key-file <path>", "read the Encrypt Key from a file"))
    .addOption(flag("--verification-token <token>", "the app's Verification Token"))
    .addOption(flag("--app-id <id>", "cli_ and 16 hex digits"))
    .addOption(flag("--app-secret <secret>", "for the long connection"))
    .addOption(flag("--tenant-key <key>", "16 hex digits"))
    .addOption(
      listFlag("--grant <permission>", "grant only these permissions (repeatable); default: all"),
    );
}

/** The app as the flags say; only what was said. */
export function readApp(flags: AppFlags): Partial<App> {
  return definedOnly({
    encryptKey: flags.encryptKey ?? keyFromFile(flags),
    verificationToken: flags.verificationToken,
    appId: flags.appId,
    appSecret: flags.appSecret,
    tenantKey: flags.tenantKey,
    permissions: flags.grant.length === 0 ? undefined : flags.grant.map(readPermission),
  });
}

/** What came through a pipe can be read once only. */
const keysRead = new WeakMap<AppFlags, string | undefined>();

function keyFromFile(flags: AppFlags): string | undefined {
  if (!keysRead.has(flags)) keysRead.set(flags, readKeyFile(flags.encryptKeyFile));
  return keysRead.get(flags);
}

const sources = ["config", "env", "cli"];

/**
 * A key and a file to read it from say the same thing, so the one nearer to the command wins, as with
 * two values for one flag.
 * @throws MocklarkError USAGE when they stand in the same place
 */
export function settleEncryptKey(command: Command): void {
  const rankOf = (name: string): number =>
    sources.indexOf(command.getOptionValueSource(name) ?? "default");
  const [key, file] = [rankOf("encryptKey"), rankOf("encryptKeyFile")];
  if (key < 0 || file < 0) return;
  if (key === file) {
    throw new MocklarkError("USAGE", "Failed to find the Encrypt Key: it is given twice.", {
      remedy: "Say either --encrypt-key-file or --encrypt-key.",
    });
  }
  command.setOptionValue(key < file ? "encryptKey" : "encryptKeyFile", undefined);
}

/** @throws MocklarkError USAGE when the flags name no Encrypt Key */
export function requireEncryptKey(flags: AppFlags): string {
  const { encryptKey } = readApp(flags);
  if (encryptKey !== undefined && encryptKey !== "") return encryptKey;
  throw new MocklarkError("USAGE", "Failed to find the Encrypt Key: none was given.", {
    remedy: "Set MOCKLARK_ENCRYPT_KEY, or say --encrypt-key-file PATH or --encrypt-key KEY.",
  });
}

function readPermission(text: string): Permission {
  const found = permissions.find((permission) => permission === text);
  if (found) return found;
  throw new MocklarkError("USAGE", `Failed to grant "${text}": no such permission.`, {
    remedy: `${didYouMean(text, permissions)} There are ${permissions.join(", ")}.`.trimStart(),
  });
}

function readKeyFile(path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  const key = readKeyText(path);
  if (key !== "") return key;
  // An empty key means bodies in clear; nobody who names a file for it wants that.
  throw new MocklarkError("USAGE", `Failed to read the Encrypt Key from ${path}: it is empty.`, {
    remedy: "Put the key in it, or leave the flag out when the app has none.",
  });
}

function readKeyText(path: string): string {
  try {
    return keyOf(readBoundedFile(path));
  } catch (error) {
    throw new MocklarkError(
      "FILE",
      `Failed to read the Encrypt Key from ${path}: ${fileProblem(error)}.`,
      {
        remedy: "Check the path after --encrypt-key-file.",
        cause: error,
      },
    );
  }
}

export interface TargetFlags {
  readonly allowHost: readonly string[];
  readonly ca?: string;
  readonly insecure?: boolean;
}

/** How to reach a receiver; on every command that sends. */
export function addTargetOptions(command: Command): Command {
  return command
    .addOption(allowHostFlag("target or witness"))
    .addOption(flag("--ca <file>", "trust this CA certificate (PEM) for https"))
    .addOption(flag("--insecure", "accept any certificate"));
}

export interface SubjectFlags {
  readonly exec?: string;
  readonly env?: ChildEnvironment;
  readonly path?: string;
  readonly waitFor?: number;
  readonly witness?: string;
  readonly longConnection?: boolean;
  readonly port?: number;
}

/** How to start the receiver and see what it does; on every command that judges one. */
export function addSubjectOptions(command: Command): Command {
  return command
    .addOption(flag("--exec <command>", "start the receiver, watch its output, stop it afterwards"))
    .addOption(envFlag())
    .addOption(pathFlag())
    .addOption(durationFlag("--wait-for <duration>", "how long --exec may take; default 20s"))
    .addOption(flag("--witness <how>", "what shows its effects: log:path, url:http://…, command:…"))
    .addOption(flag("--long-connection", "the receiver is a client of the long connection"))
    .addOption(
      integerFlag(
        "--port <n>",
        "the port opened for the receiver, see MOCKLARK_DOMAIN; default: any",
      ),
    );
}

/** What --exec finds in its environment under its own names. */
export const envFlag = (): Option =>
  flag(
    "--env <name=value>",
    "a variable for --exec, such as LARK_KEY=@encrypt-key (repeatable)",
  ).argParser<ChildEnvironment>((text, previous) => asArgument(() => addSetting(previous, text)));

/** Where --exec expects events when its URL is not said. */
export const pathFlag = (): Option =>
  parsedFlag(
    "--path <url-path>",
    "where --exec expects events; default /webhook/event",
    parseUrlPath,
  );

function parseUrlPath(text: string): string {
  if (/^\/[^\s#]*$/.test(text)) return text;
  throw new MocklarkError("USAGE", "Failed to read the path: it does not begin with /.", {
    remedy: "Give what stands in the URL behind the port, for example /lark/events.",
  });
}

/** How the receiver's own clock is moved; what is the default is each command's affair. */
export const receiverClockFlag = (): Option =>
  flag(
    "--receiver-clock <how>",
    "how the receiver's own clock is moved: auto, node, faketime, command:CMD with {seconds}, or off",
  );

/** @throws MocklarkError FILE when the CA cannot be read, USAGE when it is none */
export function readTls({ ca, insecure }: TargetFlags): WebhookTls {
  if (ca === undefined) return definedOnly({ insecure });
  const pem = readAuthority(ca);
  // Node passes over what is no certificate without a word.
  if (/-----BEGIN [A-Z0-9 ]*CERTIFICATE-----/.test(pem.toString("latin1"))) {
    return { ca: pem, ...definedOnly({ insecure }) };
  }
  throw new MocklarkError("USAGE", `Failed to trust ${ca}: it holds no certificate in PEM.`, {
    remedy: 'Name a file with a part that begins "-----BEGIN CERTIFICATE-----".',
  });
}

function readAuthority(path: string): Buffer {
  try {
    return readBoundedFile(path);
  } catch (error) {
    throw new MocklarkError(
      "FILE",
      `Failed to read the CA certificate ${path}: ${fileProblem(error)}.`,
      {
        remedy: "Check the path after --ca.",
        cause: error,
      },
    );
  }
}
