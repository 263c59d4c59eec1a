import { createHash } from "node:crypto";
import type { Text } from "../base/text.js";
import { keyMixUpTexts as texts } from "./texts/body-form-texts.js";

/** What the person asking knows of the app; undefined for what they do not know. */
export interface KnownSecrets {
  /** The empty string says that the app has none. */
  readonly encryptKey?: string;
  readonly verificationToken?: string;
  readonly appId?: string;
  readonly appSecret?: string;
}

interface KeyMixUp {
  readonly secret: string;
  /** Completes "made with". */
  readonly describe: Text;
  /** What to do, where it is not to put the Encrypt Key in its place. */
  readonly fix?: Text;
}

/** What ends up in the Encrypt Key's place by mistake, the likeliest first; never the key itself. */
export function keyMixUps(secrets: KnownSecrets): KeyMixUp[] {
  const { encryptKey, verificationToken, appId, appSecret } = secrets;
  const mixUps: KeyMixUp[] = [
    { secret: "", describe: texts("empty") },
    ...other(verificationToken, texts("token")),
    ...other(verificationToken?.trim(), texts("trimmed-token")),
    ...(encryptKey ? [...cleanedKeys(encryptKey), ...spoiledKeys(encryptKey)] : []),
    ...other(appSecret, texts("app-secret")),
    ...other(appId, texts("app-id")),
  ];
  return mixUps.filter(
    ({ secret }, index) =>
      secret !== encryptKey && mixUps.findIndex((other) => other.secret === secret) === index,
  );
}

function other(secret: string | undefined, describe: Text): KeyMixUp[] {
  return secret === undefined ? [] : [{ secret, describe }];
}

/** The key that was given may be the spoiled one: read with its line end, or with the quotes of a .env file. */
function cleanedKeys(key: string): KeyMixUp[] {
  const trimmed = key.trim();
  return [
    {
      secret: trimmed,
      describe: texts("trimmed"),
      fix: texts("fix-trimmed"),
    },
    {
      secret: trimmed.replace(/^(["'])(.*)\1$/s, "$2"),
      describe: texts("unquoted"),
      fix: texts("fix-unquoted"),
    },
  ];
}

function spoiledKeys(key: string): KeyMixUp[] {
  const digest = createHash("sha256").update(key).digest("hex");
  const trim = texts("fix-spoiled");
  return [
    { secret: `${key}\n`, describe: texts("with-newline"), fix: trim },
    { secret: `${key}\r\n`, describe: texts("with-cr-lf"), fix: trim },
    { secret: `${key}\r`, describe: texts("with-cr"), fix: trim },
    { secret: `${key} `, describe: texts("with-space"), fix: trim },
    { secret: ` ${key}`, describe: texts("space-before"), fix: trim },
    { secret: `${key}\t`, describe: texts("with-tab"), fix: trim },
    { secret: `"${key}"`, describe: texts("quoted") },
    { secret: `'${key}'`, describe: texts("single-quoted") },
    { secret: digest, describe: texts("hashed") },
    {
      secret: Buffer.from(key).toString("base64"),
      describe: texts("base64"),
    },
    { secret: key.toLowerCase(), describe: texts("lower-case") },
    { secret: key.toUpperCase(), describe: texts("upper-case") },
  ];
}
