import { suggest } from "../base/suggestions.js";

const secretNames = ["encryptkey", "verificationtoken", "appsecret"];

/** Near enough to a secret's name to be a slip for it, or one of the wire's own names for one. */
export function isSecretName(name: string): boolean {
  const plain = name.toLowerCase().replaceAll(/[_-]/g, "");
  if (plain === "token" || plain === "secret") return true;
  // The field with the ciphertext, and the flag with a path, only look like the key.
  if (plain === "encrypt" || plain.endsWith("file")) return false;
  return suggest(plain, secretNames) !== undefined;
}

/**
 * A member as JSON, YAML or a flag writes it; the value may be cut off. A name is looked at from its start
 * only, or a long word would be looked at from each of its letters.
 */
const member =
  /(["']?)(?<![\w-])([\w-]+)\1(\s*[:=]\s*)("(?:[^"\\\n]|\\.)*"?|'[^'\n]*'?|[^\s"'{[,}\]$][^\n,}\]]*)/g;

/**
 * Hides the values of members that are secrets by their name, in a text of which only that is known:
 * the lines of a config file, for instance, in which something else is wrong.
 */
export function hideSecretMembers(text: string): string {
  return text.replaceAll(member, (whole, quote: string, name: string, between: string) =>
    isSecretName(name) ? `${quote}${name}${quote}${between}<hidden>` : whole,
  );
}
