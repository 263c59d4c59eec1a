import { execFileSync } from "node:child_process";
import { findFaketime } from "../../src/receiver/clock/find-faketime.js";
import type { Language } from "./interop-receivers.js";

/** What moves the clocks of Python and Java. Go asks the system past every library. */
export const hasFaketime = (await findFaketime()) !== undefined && hasCompiler();

function hasCompiler(): boolean {
  try {
    execFileSync("cc", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** Whether a receiver in this language can be judged by its own clock here. */
export const isMovable = (language: Language): boolean =>
  language === "node" || (language !== "go" && hasFaketime);
