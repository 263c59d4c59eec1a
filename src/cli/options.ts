import type { Command } from "./commander.js";
import { definedOnly } from "../base/defined-only.js";
import { parseDuration } from "../base/durations.js";
import { readBoundedFile } from "../base/read-bounded-file.js";
import { MocklarkError } from "../base/errors.js";
import { fileProblemText } from "../base/file-problem.js";
import { suggestion } from "../base/suggestions.js";
import { sentences, type Text } from "../base/text.js";
import type { WebhookTls } from "../delivery/webhook-channel.js";
import { type App, type Permission, permissions } from "../event/app.js";
import { DescribedOption } from "./described.js";
import { messageWithRemedy } from "../base/message-with-remedy.js";
import { InvalidArgument } from "./invalid-argument.js";
import { keyOf } from "./secrets-at-hand.js";
import { type FlagValue, flagTexts } from "./texts/flag-texts.js";
import { withSuggestion } from "../base/suggestions.js";

/** A flag with its environment twin: `--encrypt-key` is also `MOCKLARK_ENCRYPT_KEY`. */
export function flag(flags: string, text: Text): DescribedOption {
  const option = new DescribedOption(flags, text);
  const [, name] = /<(\w+)>$/.exec(flags) ?? [];
  const kind = neverEmpty.find((one) => one === name);
  if (kind) option.argParser((value) => notEmpty(value, kind));
  return option.env(`MOCKLARK_${option.name().replaceAll("-", "_").toUpperCase()}`);
}

/** What a flag may take that is never empty: often it is a variable that is not set. */
const neverEmpty: readonly FlagValue[] = ["command", "file", "folder", "path", "scenario"];

function notEmpty(text: string, value: FlagValue): string {
  if (text.trim() === "") throw new InvalidArgument(flagTexts("empty", { value }));
  if (!text.includes("\0")) return text;
  throw new InvalidArgument(flagTexts("nul", { value }));
}

/** A flag that may be given several times. */
export function listFlag(flags: string, text: Text): DescribedOption {
  return repeatable<string[]>(flag(flags, text), (value, previous) => [
    ...(previous ?? []),
    value,
  ]).defaultsTo([], flagTexts("none"));
}

/** Has a flag taken several times, each time with what came of the times before. */
export function repeatable<T>(
  option: DescribedOption,
  parse: (value: string, previous: T | undefined) => T,
): DescribedOption {
  option.isList = true;
  return option.argParser<T | undefined>(parse);
}

/** @param role what the host is of */
export function allowHostFlag(role: "target or witness" | "gateway"): DescribedOption {
  const option = flag("--allow-host <host>", flagTexts("allow-host", { role }));
  return repeatable<string[]>(option, (text, previous) => {
    if (/^(?:\*\.)?[^\s/*]+$/.test(text)) return [...(previous ?? []), text];
    throw new InvalidArgument(flagTexts("expected-host"));
  }).defaultsTo([], flagTexts("none"));
}

export function integerFlag(flags: string, text: Text, minimum = 0): DescribedOption {
  return flag(flags, text).argParser((written) => {
    const value = /^\d+$/.test(written) ? Number(written) : Number.NaN;
    if (Number.isSafeInteger(value) && value >= minimum) return value;
    throw new InvalidArgument(flagTexts("expected-whole", { minimum }));
  });
}

/** A flag whose value one of our own parsers reads; what the parser says is what the user reads. */
export function parsedFlag(
  flags: string,
  text: Text,
  parse: (written: string) => unknown,
): DescribedOption {
  return flag(flags, text).argParser((written) => asArgument(() => parse(written)));
}

export function asArgument<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw new InvalidArgument(messageWithRemedy(error));
  }
}

export const durationFlag = (flags: string, text: Text): DescribedOption =>
  parsedFlag(flags, text, parseDuration);

/** Events a second: "20/s" or "20". */
export function rateFlag(flags: string, text: Text): DescribedOption {
  return flag(flags, text).argParser((written) => {
    const rate = Number(/^(\d+(?:\.\d+)?)(?:\/s)?$/.exec(written)?.[1]);
    if (rate > 0) return rate;
    throw new InvalidArgument(flagTexts("expected-rate"));
  });
}

export function probabilityFlag(flags: string, text: Text): DescribedOption {
  return flag(flags, text).argParser((written) => {
    const probability = Number(written);
    if (written.trim() !== "" && probability >= 0 && probability <= 1) return probability;
    throw new InvalidArgument(flagTexts("expected-probability"));
  });
}

/** One of a list; the error names the nearest. */
export function choiceFlag(flags: string, text: Text, choices: readonly string[]): DescribedOption {
  return flag(flags, flagTexts("choices", { text, choices })).argParser((written) =>
    oneOf(written, choices),
  );
}

export function oneOf<T extends string>(text: string, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === text);
  if (found !== undefined) return found;
  const expected = flagTexts("expected-one-of", { choices });
  const meant = suggestion(text, choices);
  throw new InvalidArgument(meant ? sentences(expected, meant) : expected);
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
    .addOption(flag("--encrypt-key <key>", flagTexts("encrypt-key")))
    .addOption(flag("--encrypt-key-file <path>", flagTexts("encrypt-key-file")))
    .addOption(flag("--verification-token <token>", flagTexts("verification-token")))
    .addOption(flag("--app-id <id>", flagTexts("app-id")))
    .addOption(flag("--app-secret <secret>", flagTexts("app-secret")))
    .addOption(flag("--tenant-key <key>", flagTexts("tenant-key")))
    .addOption(listFlag("--grant <permission>", flagTexts("grant")));
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
    throw new MocklarkError("USAGE", flagTexts("key-twice"), {
      remedy: flagTexts("key-twice-remedy"),
    });
  }
  command.setOptionValue(key < file ? "encryptKey" : "encryptKeyFile", undefined);
}

/** @throws MocklarkError USAGE when the flags name no Encrypt Key */
export function requireEncryptKey(flags: AppFlags): string {
  const { encryptKey } = readApp(flags);
  if (encryptKey !== undefined && encryptKey !== "") return encryptKey;
  throw new MocklarkError("USAGE", flagTexts("no-key"), {
    remedy: flagTexts("no-key-remedy"),
  });
}

function readPermission(text: string): Permission {
  const found = permissions.find((permission) => permission === text);
  if (found) return found;
  throw new MocklarkError("USAGE", flagTexts("no-permission", { text }), {
    remedy: withSuggestion(text, permissions, flagTexts("there-are", { names: permissions })),
  });
}

function readKeyFile(path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  const key = readKeyText(path);
  if (key !== "") return key;
  // An empty key means bodies in clear; nobody who names a file for it wants that.
  throw new MocklarkError("USAGE", flagTexts("key-file-empty", { path }), {
    remedy: flagTexts("key-file-empty-remedy"),
  });
}

function readKeyText(path: string): string {
  try {
    return keyOf(readBoundedFile(path));
  } catch (error) {
    throw new MocklarkError("FILE", flagTexts("key-file", { path, why: fileProblemText(error) }), {
      remedy: flagTexts("check-path", { flag: "--encrypt-key-file" }),
      cause: error,
    });
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
    .addOption(flag("--ca <file>", flagTexts("ca")))
    .addOption(flag("--insecure", flagTexts("insecure")));
}

/** @throws MocklarkError FILE when the CA cannot be read, USAGE when it is none */
export function readTls({ ca, insecure }: TargetFlags): WebhookTls {
  if (ca === undefined) return definedOnly({ insecure });
  const pem = readAuthority(ca);
  // Node passes over what is no certificate without a word.
  if (/-----BEGIN [A-Z0-9 ]*CERTIFICATE-----/.test(pem.toString("latin1"))) {
    return { ca: pem, ...definedOnly({ insecure }) };
  }
  throw new MocklarkError("USAGE", flagTexts("no-certificate", { ca }), {
    remedy: flagTexts("no-certificate-remedy"),
  });
}

function readAuthority(path: string): Buffer {
  try {
    return readBoundedFile(path);
  } catch (error) {
    throw new MocklarkError("FILE", flagTexts("ca-file", { path, why: fileProblemText(error) }), {
      remedy: flagTexts("check-path", { flag: "--ca" }),
      cause: error,
    });
  }
}
