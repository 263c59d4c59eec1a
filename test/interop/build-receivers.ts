import { execSync } from "node:child_process";
import {
  demandedLanguages,
  toolchains,
  type Language,
  type Toolchain,
} from "./interop-receivers.js";

/**
 * Builds the receivers of every language wanted here and says which are ready. Compilers and package
 * managers do the skipping: what is built already costs seconds.
 * @throws Error when a build fails, or a demanded toolchain is missing
 */
export function buildReceivers(): { ready: Language[]; skipped: Toolchain[] } {
  const demanded = demandedLanguages();
  const wanted = toolchains.filter(({ language }) => demanded?.includes(language) ?? true);
  const skipped = wanted.filter((toolchain) => !isPresent(toolchain));
  const [missing] = skipped;
  if (demanded && missing) throw new Error(describeMissing(missing));
  warnOfSkipped(skipped);
  const present = wanted.filter((toolchain) => !skipped.includes(toolchain));
  for (const toolchain of present) build(toolchain);
  return { ready: present.map(({ language }) => language), skipped };
}

export function warnOfSkipped(skipped: readonly Toolchain[]): void {
  for (const toolchain of skipped) {
    console.warn(`\n!! SKIPPING ${toolchain.language}. ${describeMissing(toolchain)}\n`);
  }
}

const describeMissing = ({ language, needs, probe }: Toolchain): string =>
  `The ${language} receivers need ${needs}, and this does not work here: ${probe.join("; ")}`;

function isPresent({ probe }: Toolchain): boolean {
  try {
    for (const command of probe) execSync(command, { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

function build({ language, needs, build: commands, cwd }: Toolchain): void {
  const startedAt = performance.now();
  for (const command of commands) {
    try {
      execSync(command, { cwd, stdio: ["ignore", "inherit", "inherit"] });
    } catch (cause) {
      const text = `Failed to build the ${language} receivers with "${command}". They need ${needs}.`;
      throw new Error(text, { cause });
    }
  }
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  if (commands.length > 0) console.log(`built the ${language} receivers in ${seconds} s`);
}
