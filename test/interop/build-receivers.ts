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
export function buildReceivers(): Language[] {
  const demanded = demandedLanguages();
  const wanted = toolchains.filter(({ language }) => demanded?.includes(language) ?? true);
  const present = wanted.filter((toolchain) => isPresent(toolchain, demanded !== undefined));
  for (const toolchain of present) build(toolchain);
  return present.map(({ language }) => language);
}

function isPresent({ language, probe }: Toolchain, demanded: boolean): boolean {
  try {
    for (const command of probe) execSync(command, { stdio: "ignore" });
    return true;
  } catch (error) {
    if (demanded) {
      throw new Error(`The toolchain for ${language} is missing: ${probe.join(", ")}`, {
        cause: error,
      });
    }
    console.warn(`\n!! SKIPPING ${language}: its toolchain is missing (${probe.join(", ")})\n`);
    return false;
  }
}

function build({ language, build: commands, cwd }: Toolchain): void {
  const startedAt = performance.now();
  for (const command of commands)
    execSync(command, { cwd, stdio: ["ignore", "inherit", "inherit"] });
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  if (commands.length > 0) console.log(`built the ${language} receivers in ${seconds} s`);
}
