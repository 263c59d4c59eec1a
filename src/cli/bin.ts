#!/usr/bin/env node
import * as nodeModule from "node:module";
import { readLanguage } from "../base/language.js";
import { endWhenOutputFails } from "./end-when-output-fails.js";
import { readVersion } from "./version.js";

const [, , first] = process.argv;
if (first === "--version" || first === "-V") {
  // Answered before anything else is loaded: scripts ask for the version often.
  endWhenOutputFails(process, readLanguage(process.env));
  process.stdout.write(`${readVersion()}\n`);
} else {
  void run();
}

/** From version 22.1 on, Node can keep what it has compiled in the system's folder for temporary files. */
interface CompilingOnce {
  readonly enableCompileCache?: () => void;
}

async function run(): Promise<void> {
  (nodeModule as CompilingOnce).enableCompileCache?.();
  const { main } = await import("./main.js");
  const code = await main(process);
  process.exitCode = code;
  // What is still waited for cannot change the result, but all that was printed must arrive.
  const exitOnceWritten = (stream: NodeJS.WriteStream, then: () => void): void =>
    // When output fails, `endWhenOutputFails` ends the process with another code.
    void stream.write("", (failed) => failed ?? then());
  exitOnceWritten(process.stdout, () => exitOnceWritten(process.stderr, () => process.exit(code)));
}
