import type { Command } from "commander";
import { MocklarkError } from "../base/errors.js";
import { flagTexts } from "./texts/flag-texts.js";

/** What only the process that --exec starts can heed. */
const onlyWithExec = ["env", "path"];

/**
 * What the environment or the config file says may be meant for other calls.
 * @throws MocklarkError USAGE when the command line gives --env or --path, and nothing is started
 */
export function assertExecFlags(command: Command): void {
  if (command.getOptionValue("exec") !== undefined) return;
  const name = onlyWithExec.find((one) => command.getOptionValueSource(one) === "cli");
  if (name === undefined) return;
  throw new MocklarkError("USAGE", flagTexts("only-with-exec", { name }), {
    remedy: name === "path" ? flagTexts("path-without-exec") : flagTexts("env-without-exec"),
  });
}
