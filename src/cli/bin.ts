#!/usr/bin/env node
import { endWhenOutputFails } from "./end-when-output-fails.js";
import { exitCodes } from "./exit-codes.js";
import { readVersion } from "./version.js";

const [, , first] = process.argv;
if (first === "--version" || first === "-V") {
  // Answered before anything else is loaded: scripts ask for the version often.
  endWhenOutputFails(process);
  process.stdout.write(`${readVersion()}\n`);
} else {
  const { main } = await import("./main.js");
  const code = await main(process);
  process.exitCode = code;
  // What a stopped command still waits for need not come to its end; what it has printed is to arrive.
  if (code === exitCodes.interrupted || code === exitCodes.terminated) {
    process.stdout.write("", () => process.stderr.write("", () => process.exit(code)));
  }
}
