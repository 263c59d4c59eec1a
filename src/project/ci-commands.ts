import type { Language } from "../base/text.js";
import { shellWord } from "../base/shell-word.js";

/** What a CI job runs, but for its reporters. */
export interface CiCommands {
  readonly check: string;
  readonly run: string;
}

interface CiCommandOptions {
  /** For npx: "mocklark@0.1.0", or the one that the project has. */
  readonly tool: string;
  /** Where the receiver listens, when it has to be said. */
  readonly url: string | undefined;
  readonly scenarioFile: string;
  /** CI has no locale of a person. */
  readonly language: Language;
}

/** Everything else is in the config file. */
export function ciCommands({ tool, url, scenarioFile, language }: CiCommandOptions): CiCommands {
  const mocklark = `npx --yes ${tool}${language === "en" ? "" : ` --lang ${language}`}`;
  return {
    check: `${mocklark} check${url === undefined ? "" : ` ${shellWord(url)}`}`,
    run: `${mocklark} run ${scenarioFile}`,
  };
}
