import { definedOnly } from "../base/defined-only.js";
import type { Secrets } from "../event/secret-mask.js";

/**
 * Secrets as they stand in the arguments and the environment, found before anything is parsed: what
 * complains about an argument may quote it.
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
    definedOnly({ verificationToken: env["MOCKLARK_TOKEN"] ?? valueAfter(args, "--token") }),
  ];
}

/** "--flag value" or "--flag=value". */
function valueAfter(args: readonly string[], flag: string): string | undefined {
  const joined = args.find((argument) => argument.startsWith(`${flag}=`));
  if (joined !== undefined) return joined.slice(flag.length + 1);
  const at = args.indexOf(flag);
  return at < 0 ? undefined : args[at + 1];
}
