import { MocklarkError } from "../../base/errors.js";
import { didYouMean } from "../../base/suggestions.js";
import { createCommandWitness } from "./command-witness.js";
import { createLogWitness } from "./log-witness.js";
import { createUrlWitness } from "./url-witness.js";
import type { Witness } from "./witness.js";

const forms = {
  log: (path: string): Promise<Witness> => createLogWitness(path),
  url: (url: string): Promise<Witness> => Promise.resolve(createUrlWitness(checkedUrl(url))),
  command: (command: string): Promise<Witness> => Promise.resolve(createCommandWitness(command)),
};

/**
 * A witness from "log:path", "url:http://…" or "command:…", as the flag has it.
 * @throws MocklarkError USAGE
 */
export async function parseWitness(text: string): Promise<Witness> {
  const kind = text.split(":", 1)[0] ?? "";
  const rest = text.slice(kind.length + 1).trim();
  if (!isForm(kind)) throw unknownForm(text, didYouMean(kind, Object.keys(forms)));
  if (rest === "") throw unknownForm(text, `Say what follows "${kind}:".`);
  return forms[kind](rest);
}

function isForm(kind: string): kind is keyof typeof forms {
  return Object.hasOwn(forms, kind);
}

function checkedUrl(url: string): string {
  if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return url;
  throw unknownForm(`url:${url}`, "It needs a whole http or https URL.");
}

function unknownForm(text: string, hint: string): MocklarkError {
  const known = 'Write log:path, url:http://… or command:"…".';
  return new MocklarkError("USAGE", `Failed to read the witness "${text}".`, {
    remedy: hint === "" ? known : `${hint} ${known}`,
  });
}
