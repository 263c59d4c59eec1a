import { messageOf } from "../base/errors.js";
import type { Terminal } from "./terminal.js";

/** Opens the page in the browser; that there is none is no reason not to serve. */
export async function openBrowser(url: string, terminal: Terminal): Promise<void> {
  const fail = (why: string): void =>
    terminal.err(`The browser could not be opened (${why}): go to ${url}\n`);
  try {
    const { default: open } = await import("open");
    const child = await open(url);
    child.once("error", (error) => fail(messageOf(error)));
    child.once("exit", (code) => {
      if (code !== null && code !== 0) fail(`exit code ${code}`);
    });
  } catch (error) {
    fail(messageOf(error));
  }
}
