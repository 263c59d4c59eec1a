import type { Command } from "commander";
import { MocklarkError } from "../base/errors.js";
import { flagTexts } from "./texts/flag-texts.js";

const yes = ["1", "true", "yes", "on"];
const no = ["", "0", "false", "no", "off"];

/**
 * Reads the environment twins of flags without a value. Commander takes any value for "on", and nobody
 * who writes MOCKLARK_INSECURE=false means that.
 * @throws MocklarkError USAGE for a word that is neither yes nor no
 */
export function readEnvironmentSwitches(command: Command, env: NodeJS.ProcessEnv): void {
  for (const option of command.options) {
    const attribute = option.attributeName();
    if (!(option.isBoolean() || option.negate)) continue;
    if (command.getOptionValueSource(attribute) !== "env") continue;
    const on = readSwitch(option.envVar ?? "", env);
    command.setOptionValueWithSource(attribute, option.negate ? !on : on, "env");
  }
}

function readSwitch(name: string, env: NodeJS.ProcessEnv): boolean {
  const text = env[name] ?? "";
  const word = text.trim().toLowerCase();
  if (yes.includes(word)) return true;
  if (no.includes(word)) return false;
  throw new MocklarkError("USAGE", flagTexts("neither-yes-nor-no", { name, text }), {
    remedy: flagTexts("set-true-or-false"),
  });
}
