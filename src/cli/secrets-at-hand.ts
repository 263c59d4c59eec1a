import { readFileSync, statSync } from "node:fs";
import { definedOnly } from "../base/defined-only.js";
import { isRecord } from "../base/json-path.js";
import { isSecretName } from "../base/secret-members.js";
import type { Secrets } from "../event/secret-mask.js";
import { literalOf, referenceIn } from "../receiver/environment-reference.js";

/**
 * Secrets as they stand in the arguments, the environment and the files these name, found before anything is
 * parsed: what complains about an argument may quote it.
 */
export function secretsAtHand(args: readonly string[], env: NodeJS.ProcessEnv): Secrets[] {
  return [
    definedOnly({
      encryptKey: env["MOCKLARK_ENCRYPT_KEY"],
      verificationToken: env["MOCKLARK_VERIFICATION_TOKEN"],
      appSecret: env["MOCKLARK_APP_SECRET"],
    }),
    definedOnly({
      encryptKey: valueAfter(args, "--encrypt-key"),
      verificationToken: valueAfter(args, "--verification-token"),
      appSecret: valueAfter(args, "--app-secret"),
    }),
    definedOnly({ verificationToken: env["MOCKLARK_TOKEN"] }),
    definedOnly({ verificationToken: valueAfter(args, "--token") }),
    ...[...valuesAfter(args, "--env"), env["MOCKLARK_ENV"] ?? ""].flatMap(secretInSetting),
    ...keyInFile(env["MOCKLARK_ENCRYPT_KEY_FILE"]),
    ...keyInFile(valueAfter(args, "--encrypt-key-file")),
  ];
}

/** "NAME=VALUE" where the name says that the value is a secret; a reference such as "@encrypt-key" is none. */
function secretInSetting(setting: string): Secrets[] {
  const [, name = "", value = ""] = /^([^=]*)=([^]*)$/.exec(setting) ?? [];
  if (!/secret|key|token|passw|credential/i.test(name)) return [];
  if (value === "" || referenceIn(value) !== undefined) return [];
  return [secretOf(name, literalOf(value))];
}

/** The secrets in a config file, by the names of its members, and those in a file that it names. */
export function secretsIn(config: unknown): Secrets[] {
  return membersBelow(config).flatMap(([name, text]) => {
    if (name === "encrypt-key-file") return keyInFile(text);
    if (name === "env") return secretInSetting(text);
    return isSecretName(name) ? [secretOf(name, text)] : [];
  });
}

function membersBelow(value: unknown): (readonly [name: string, text: string])[] {
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    name === "env" && isRecord(member)
      ? membersBelow(member).map(([own, text]) => ["env", `${own}=${text}`] as const)
      : (Array.isArray(member) ? member : [member]).flatMap((one: unknown) =>
          typeof one === "string" || typeof one === "number"
            ? [[name, String(one)] as const]
            : membersBelow(one),
        ),
  );
}

function secretOf(name: string, secret: string): Secrets {
  if (/token/i.test(name)) return { verificationToken: secret };
  return /app|^secret$/i.test(name) ? { appSecret: secret } : { encryptKey: secret };
}

/** A file that cannot be read is complained of later; a pipe is read once only, and not here. */
function keyInFile(path: string | undefined): Secrets[] {
  if (path === undefined) return [];
  try {
    const file = statSync(path);
    const isKey = file.isFile() && file.size <= longestKeyFile;
    return isKey ? [{ encryptKey: keyOf(readFileSync(path)) }] : [];
  } catch {
    return [];
  }
}

const longestKeyFile = 64 * 1024;

/** The key in a file: its text without the line end editors add. */
export const keyOf = (content: Buffer): string => content.toString("utf8").replace(/\r?\n$/, "");

const valueAfter = (args: readonly string[], flag: string): string | undefined =>
  valuesAfter(args, flag)[0];

/** All that a flag is given: as "--flag=value" first, then as "--flag value". */
function valuesAfter(args: readonly string[], flag: string): string[] {
  const start = `${flag}=`;
  const joined = args.filter((one) => one.startsWith(start)).map((one) => one.slice(start.length));
  const apart = args.filter((_one, index) => args[index - 1] === flag);
  return [...joined, ...apart];
}
