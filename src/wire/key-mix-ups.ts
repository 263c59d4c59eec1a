import { createHash } from "node:crypto";

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
  readonly describe: string;
  /** What to do, where it is not to put the Encrypt Key in its place. */
  readonly fix?: string;
}

/** What ends up in the Encrypt Key's place by mistake, the likeliest first; never the key itself. */
export function keyMixUps(secrets: KnownSecrets): KeyMixUp[] {
  const { encryptKey, verificationToken, appId, appSecret } = secrets;
  const mixUps: KeyMixUp[] = [
    { secret: "", describe: "the empty key" },
    ...other(verificationToken, "the Verification Token in the key's place"),
    ...other(verificationToken?.trim(), "the trimmed Verification Token in the key's place"),
    ...(encryptKey ? [...cleanedKeys(encryptKey), ...spoiledKeys(encryptKey)] : []),
    ...other(appSecret, "the App Secret in the key's place"),
    ...other(appId, "the App ID in the key's place"),
  ];
  return mixUps.filter(
    ({ secret }, index) =>
      secret !== encryptKey && mixUps.findIndex((other) => other.secret === secret) === index,
  );
}

function other(secret: string | undefined, describe: string): KeyMixUp[] {
  return secret === undefined ? [] : [{ secret, describe }];
}

/** The key that was given may be the spoiled one: read with its line end, or with the quotes of a .env file. */
function cleanedKeys(key: string): KeyMixUp[] {
  const trimmed = key.trim();
  return [
    {
      secret: trimmed,
      describe: "the Encrypt Key without the white space around it",
      fix: "take the white space off the Encrypt Key that was given here: the app's key has none",
    },
    {
      secret: trimmed.replace(/^(["'])(.*)\1$/s, "$2"),
      describe: "the Encrypt Key without the quotation marks around it",
      fix: "take the quotation marks off the Encrypt Key that was given here: the app's key has none",
    },
  ];
}

function spoiledKeys(key: string): KeyMixUp[] {
  const digest = createHash("sha256").update(key).digest("hex");
  const trim = "trim the Encrypt Key where it is read: a file or a copied value brought it along";
  return [
    { secret: `${key}\n`, describe: "the Encrypt Key with a newline after it", fix: trim },
    { secret: `${key}\r\n`, describe: "the Encrypt Key with CR and LF after it", fix: trim },
    { secret: `${key}\r`, describe: "the Encrypt Key with CR after it", fix: trim },
    { secret: `${key} `, describe: "the Encrypt Key with a space after it", fix: trim },
    { secret: ` ${key}`, describe: "the Encrypt Key with a space before it", fix: trim },
    { secret: `${key}\t`, describe: "the Encrypt Key with a tab after it", fix: trim },
    { secret: `"${key}"`, describe: "the Encrypt Key with quotation marks around it" },
    { secret: `'${key}'`, describe: "the Encrypt Key with single quotation marks around it" },
    { secret: digest, describe: "the SHA-256 of the Encrypt Key in hex" },
    {
      secret: Buffer.from(key).toString("base64"),
      describe: "the Encrypt Key in base64",
    },
    { secret: key.toLowerCase(), describe: "the Encrypt Key in lower case" },
    { secret: key.toUpperCase(), describe: "the Encrypt Key in upper case" },
  ];
}
