import { textOf } from "../base/errors.js";
import type { Text } from "../base/text.js";
import { exitText } from "../receiver/exit-text.js";
import type { Terminal } from "./terminal.js";
import { serveTexts } from "./texts/serve-texts.js";

/** Opens the page in the browser; that there is none is no reason not to serve. */
export async function openBrowser(url: string, terminal: Terminal): Promise<void> {
  const fail = (why: Text): void =>
    terminal.err(`${serveTexts("no-browser", { why, url }).in(terminal.language)}\n`);
  try {
    const { default: open } = await import("open");
    const child = await open(url);
    child.once("error", (error) => fail(textOf(error)));
    child.once("exit", (code) => {
      if (code !== null && code !== 0) fail(exitText({ code, signal: null }));
    });
  } catch (error) {
    fail(textOf(error));
  }
}
