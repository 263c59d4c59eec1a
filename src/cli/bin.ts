#!/usr/bin/env node
import { createRequire } from "node:module";

const [, , first] = process.argv;
if (first === "--version" || first === "-V") {
  // Answered before anything is loaded: scripts ask for the version often.
  const { version } = createRequire(import.meta.url)("../../package.json") as { version: string };
  process.stdout.write(`${version}\n`);
} else {
  const { main } = await import("./main.js");
  process.exitCode = await main(process);
}
