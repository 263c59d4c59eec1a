import { PassThrough } from "node:stream";
import { expect, it } from "vitest";
import { createTerminal } from "../../src/cli/terminal.js";

it("waits for a slow reader with one listener, however many lines nobody awaited", async () => {
  const stdout = new PassThrough({ highWaterMark: 1 });
  const process = {
    stdout,
    stderr: new PassThrough(),
    stdin: undefined,
    argv: [],
    env: {},
    cwd: () => "/",
  };
  const terminal = createTerminal(process as unknown as NodeJS.Process);
  const waiting = stdout.listenerCount("drain");
  const written = Array.from({ length: 50 }, (_, line) => terminal.out(`${line}\n`));
  expect(stdout.listenerCount("drain") - waiting).toBeLessThanOrEqual(1);
  stdout.resume();
  await Promise.all(written);
  stdout.pause();
  const again = terminal.out("again\n");
  stdout.resume();
  await again;
});
