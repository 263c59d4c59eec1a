import { createHash } from "node:crypto";

/** What the person asking knows of the app; undefined for what they do not know. */
export interface KnownSecrets {
  /** The empty string says that the app has none. */
  readonly encryptKey?: string;
  readonly verificationToken?: string;
}

interface KeyMixUp {
  readonly secret: string;
  /** Completes "made with". */
  readonly describe: string;
}

/** What ends up in the Encrypt Key's place by mistake, the likeliest first; never the key itself. */
export function keyMixUps({ encryptKey, verificationToken }: KnownSecrets): KeyMixUp[] {
  const mixUps: KeyMixUp[] = [{ secret: "", describe: "the empty key" }];
  if (verificationToken !== undefined) {
    mixUps.push({
      secret: verificationToken,
      describe: "the Verification Token in the key's place",
    });
  }
  if (encryptKey !== undefined && encryptKey !== "") mixUps.push(...spoiledKeys(encryptKey));
  return mixUps.filter(
    ({ secret }, index) =>
      secret !== encryptKey && mixUps.findIndex((other) => other.secret === secret) === index,
  );
}

function spoiledKeys(key: string): KeyMixUp[] {
  const digest = createHash("sha256").update(key).digest("hex");
  return [
    { secret: key.trim(), describe: "the Encrypt Key without the white space around it" },
    { secret: `${key}\n`, describe: "the Encrypt Key with a newline after it" },
    { secret: `${key}\r\n`, describe: "the Encrypt Key with CR and LF after it" },
    { secret: `"${key}"`, describe: "the Encrypt Key with quotation marks around it" },
    { secret: digest, describe: "the SHA-256 of the Encrypt Key in hex" },
  ];
}
