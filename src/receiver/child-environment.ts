import { MocklarkError } from "../base/errors.js";
import { isRecord } from "../base/json-path.js";
import type { ValueRule } from "../base/option-check.js";
import { withSuggestion } from "../base/suggestions.js";
import type { Text } from "../base/text.js";
import type { App } from "../event/app.js";
import { hostOf, portOf } from "../network/url-host.js";
import { literalOf, referenceIn } from "./environment-reference.js";
import { receiverTexts } from "./receiver-texts.js";

/**
 * Environment variables for a receiver that has its own names for what it needs: a text as it is, or "@" and the
 * name of something it would find in a variable of ours ("@encrypt-key"). "@@" begins a text with one "@".
 */
export type ChildEnvironment = Readonly<Record<string, string>>;

/** What a reference stands for, by the variable of ours that holds the same. */
const variables = {
  "encrypt-key": "MOCKLARK_ENCRYPT_KEY",
  "verification-token": "MOCKLARK_VERIFICATION_TOKEN",
  "app-id": "MOCKLARK_APP_ID",
  "app-secret": "MOCKLARK_APP_SECRET",
  "tenant-key": "MOCKLARK_TENANT_KEY",
  port: "PORT",
  host: "HOST",
  url: "MOCKLARK_URL",
  domain: "MOCKLARK_DOMAIN",
} as const;

/** What may stand behind "@". */
export type EnvironmentReference = keyof typeof variables;

const references = Object.keys(variables) as EnvironmentReference[];

const isReference = (name: string): name is EnvironmentReference => Object.hasOwn(variables, name);

/** What a receiver finds in its environment without asking: where to listen, and the app's settings. */
export function settingsOf(app: App, url: string): Record<string, string> {
  const place = new URL(url);
  return {
    PORT: String(portOf(place)),
    HOST: hostOf(place),
    MOCKLARK_URL: url,
    MOCKLARK_APP_ID: app.appId,
    MOCKLARK_APP_SECRET: app.appSecret,
    MOCKLARK_TENANT_KEY: app.tenantKey,
    MOCKLARK_ENCRYPT_KEY: app.encryptKey,
    MOCKLARK_VERIFICATION_TOKEN: app.verificationToken,
    // A proxy from our own environment must not come between the receiver and us.
    NO_PROXY: "127.0.0.1,localhost",
    no_proxy: "127.0.0.1,localhost",
  };
}

/**
 * The variables with every reference replaced.
 * @param settings ours, which the references stand for
 * @throws MocklarkError USAGE for a reference that there is not, or not here
 */
export function expandReferences(
  env: ChildEnvironment,
  settings: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).map(([name, value]) => [name, expand(name, value, settings)]),
  );
}

function expand(name: string, value: string, settings: Readonly<Record<string, string>>): string {
  const problem = problemOf(name, value);
  if (problem) throw unusable(name, problem);
  const reference = referenceIn(value);
  if (reference === undefined) return literalOf(value);
  const found = isReference(reference) ? settings[variables[reference]] : undefined;
  if (found !== undefined) return found;
  throw unusable(name, {
    reason: receiverTexts("reference-not-here", { reference }),
    remedy: receiverTexts("reference-not-here-remedy"),
  });
}

const unusable = (name: string, { reason, remedy }: Problem): MocklarkError =>
  new MocklarkError("USAGE", receiverTexts("variable-not-set", { name, reason }), { remedy });

interface Problem {
  readonly reason: Text;
  readonly remedy: Text;
}

/** Never quotes a text that is meant as it is: it may be a secret. */
function problemOf(name: string, value: string): Problem | undefined {
  if (!/^[A-Za-z_]\w*$/.test(name)) {
    const remedy = receiverTexts("variable-name-remedy");
    return { reason: receiverTexts("no-variable-name"), remedy };
  }
  if (value.includes("\0")) {
    return { reason: receiverTexts("value-with-nul"), remedy: receiverTexts("leave-it-out") };
  }
  const reference = referenceIn(value);
  if (reference === undefined || isReference(reference)) return undefined;
  const known = references.map((one) => `@${one}`);
  return {
    reason: receiverTexts("no-such-reference", { reference }),
    remedy: withSuggestion(`@${reference}`, known, receiverTexts("references-remedy", { known })),
  };
}

/** For tables of options. */
export const childEnvironment: ValueRule = (given) => {
  if (!isRecord(given)) return receiverTexts("give-an-object");
  for (const [name, value] of Object.entries(given)) {
    if (typeof value !== "string") return receiverTexts("give-a-text", { name });
    const problem = problemOf(name, value);
    if (problem) return receiverTexts("variable-problem", { name, ...problem });
  }
  return undefined;
};

/**
 * Adds "NAME=VALUE", as a command line writes it.
 * @throws MocklarkError USAGE
 */
export function addSetting(env: ChildEnvironment | undefined, written: string): ChildEnvironment {
  const [, name, value] = /^([^=]*)=(.*)$/s.exec(written) ?? [];
  if (name === undefined || value === undefined) {
    throw new MocklarkError("USAGE", receiverTexts("setting-without-equals"), {
      remedy: receiverTexts("setting-remedy"),
    });
  }
  const problem = problemOf(name, value);
  if (problem) throw unusable(name, problem);
  return { ...env, [name]: value };
}

/**
 * The flags that say the same again. A text may be a secret: it stays out, and comes from a variable of that
 * name in the shell that repeats it.
 */
export function environmentFlags(env: ChildEnvironment = {}): string[] {
  return Object.entries(env).map(([name, value]) =>
    referenceIn(value) === undefined ? `--env ${name}="$${name}"` : `--env ${name}=${value}`,
  );
}
