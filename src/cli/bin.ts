#!/usr/bin/env node
import { endWhenOutputFails } from "./end-when-output-fails.js";
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
  // What may still be waited for changes nothing any more, but what was printed is to arrive.
  const exitOnceWritten = (stream: NodeJS.WriteStream, then: () => void): void =>
    // Whoever watches for failed output ends the process with another code.
    void stream.write("", (failed) => failed ?? then());
  exitOnceWritten(process.stdout, () => exitOnceWritten(process.stderr, () => process.exit(code)));
}
