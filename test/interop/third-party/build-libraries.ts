import { exec } from "node:child_process";
import { promisify } from "node:util";
import { messageOf } from "../../../src/base/errors.js";
import { demandedLanguages } from "../interop-receivers.js";
import { libraries, type Library } from "./libraries.js";

export interface SkippedLibrary {
  readonly library: Library;
  readonly why: string;
}

/**
 * Installs every library wanted here, all at once, and says which are ready.
 * @throws Error when one of a demanded language cannot be installed
 */
export async function buildLibraries(): Promise<{ ready: Library[]; skipped: SkippedLibrary[] }> {
  const demanded = demandedLanguages();
  const wanted = libraries.filter(({ language }) => demanded?.includes(language) ?? true);
  const startedAt = performance.now();
  const tried = await Promise.all(
    wanted.map(async (library) => ({ library, why: await install(library) })),
  );
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`installed the third-party libraries in ${seconds} s`);
  const skipped = tried.filter((each): each is SkippedLibrary => each.why !== undefined);
  const [missing] = skipped;
  if (demanded && missing) throw new Error(describeMissing(missing));
  return {
    ready: wanted.filter((library) => skipped.every((each) => each.library !== library)),
    skipped,
  };
}

export function warnOfSkippedLibraries(skipped: readonly SkippedLibrary[]): void {
  for (const each of skipped) console.warn(`\n!! SKIPPING ${describeMissing(each)}\n`);
}

const describeMissing = ({ library, why }: SkippedLibrary): string =>
  `${library.package} ${library.version}, which cannot be installed here: ${why}`;

/** Undefined when it is there. */
async function install({ build, cwd }: Library): Promise<string | undefined> {
  try {
    await promisify(exec)(build, { cwd });
    return undefined;
  } catch (error) {
    return messageOf(error);
  }
}
