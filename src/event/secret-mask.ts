import { isRecord } from "../base/json-path.js";
import type { App } from "./app.js";

/** Replaces an app's secrets in texts, and in every text of a JSON value. */
export interface SecretMask {
  readonly text: (text: string) => string;
  readonly value: <T>(value: T) => T;
}

/** Members whose texts are ours alone and mean something to programs. */
const structural = new Set(["id", "check", "kind", "state", "mode", "severity", "verdict", "tool"]);

/** Anything shorter would mask half of every sentence, and is no secret. */
const shortestSecret = 4;

/** What nobody but the app and Feishu may know. */
export type Secrets = Partial<Pick<App, "encryptKey" | "verificationToken" | "appSecret">>;

/**
 * The one place where keys and tokens are hidden: everything a reporter gets, and everything a
 * command says on a terminal, has gone through it.
 * A secret is found as it is, as JSON writes it and as a URL writes it.
 */
export function createSecretMask(app: Secrets): SecretMask {
  const replacements = [
    [app.encryptKey, "<encrypt key>"],
    [app.verificationToken, "<verification token>"],
    [app.appSecret, "<app secret>"],
  ]
    .flatMap(([secret = "", name = ""]) =>
      [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)].map(
        (form) => [form, name] as const,
      ),
    )
    .filter(([form]) => form.length >= shortestSecret)
    // A secret that holds another one must go first.
    .sort(([left], [right]) => right.length - left.length);

  const text = (plain: string): string =>
    replacements.reduce((result, [form, name]) => result.replaceAll(form, name), plain);

  function value(plain: unknown): unknown {
    if (typeof plain === "string") return text(plain);
    if (Array.isArray(plain)) return plain.map(value);
    if (!isRecord(plain)) return plain;
    return Object.fromEntries(
      Object.entries(plain).map(([key, inner]) => [
        key,
        structural.has(key) ? inner : value(inner),
      ]),
    );
  }

  return { text, value: <T>(plain: T) => value(plain) as T };
}
