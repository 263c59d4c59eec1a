import { MocklarkError } from "../../base/errors.js";
import { withSuggestion } from "../../base/suggestions.js";
import { sentences, type Text } from "../../base/text.js";
import { parseTarget } from "../../network/target.js";
import { createCommandWitness } from "./command-witness.js";
import { createLogWitness } from "./log-witness.js";
import { createUrlWitness } from "./url-witness.js";
import type { Witness } from "./witness.js";
import { witnessTexts as texts } from "./witness-texts.js";

export interface ParseWitnessOptions {
  /** Hosts that may be asked although they are neither this machine nor a private network. */
  readonly allowHosts?: readonly string[] | undefined;
}

const forms = {
  log: (path: string): Promise<Witness> => createLogWitness(path),
  url: (url: string, { allowHosts }: ParseWitnessOptions): Promise<Witness> =>
    Promise.resolve(createUrlWitness(checkedUrl(url, allowHosts), { allowHosts })),
  command: (command: string): Promise<Witness> => Promise.resolve(createCommandWitness(command)),
};

/**
 * A witness from "log:path", "url:http://…" or "command:…", as the flag has it.
 * @throws MocklarkError USAGE, or FORBIDDEN_TARGET for a URL of a host that is not allowed
 */
export async function parseWitness(
  text: string,
  options: ParseWitnessOptions = {},
): Promise<Witness> {
  const kind = text.split(":", 1)[0] ?? "";
  const rest = text.slice(kind.length + 1).trim();
  if (!isForm(kind)) throw unknownForm(text, withSuggestion(kind, Object.keys(forms), usage));
  if (rest === "")
    throw unknownForm(text, sentences(texts("say-what-follows", { form: kind }), usage));
  return forms[kind](rest, options);
}

function isForm(kind: string): kind is keyof typeof forms {
  return Object.hasOwn(forms, kind);
}

function checkedUrl(url: string, allowHosts: readonly string[] | undefined): string {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw unknownForm(`url:${url}`, sentences(texts("needs-url"), usage));
  }
  return parseTarget(url, { allowHosts, role: "witness" }).href;
}

const usage = texts("usage");

const unknownForm = (text: string, remedy: Text): MocklarkError =>
  new MocklarkError("USAGE", texts("unreadable", { text }), { remedy });
