#!/usr/bin/env node
import { readVersion } from "./version.js";

const [, , first] = process.argv;
if (first === "--version" || first === "-V") {
  // Answered before anything is loaded: scripts ask for the version often.
  process.stdout.write(`${readVersion()}\n`);
} else {
  const { main } = await import("./main.js");
  process.exitCode = await main(process);
}
