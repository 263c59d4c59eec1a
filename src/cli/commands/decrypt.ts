import { isRecord } from "../../base/json-path.js";
import type { RegisterCommand } from "../command.js";
import { exitCodes } from "../exit-codes.js";
import { readInput } from "../input-file.js";
import { addAppOptions, type AppFlags, requireEncryptKey } from "../options.js";

/** `mocklark decrypt`: what an encrypted body says. */
export const registerDecrypt: RegisterCommand = (program, { terminal }, finish) => {
  addAppOptions(program.command("decrypt"))
    .description('print what {"encrypt":"…"}, or its base64 text alone, says')
    .argument("[file]", "the body; default: standard input")
    .action(async (file: string | undefined, flags: AppFlags) => {
      const { createEventCipher } = await import("../../wire/event-cipher.js");
      const text = (await readInput(file, terminal)).toString("utf8").trim();
      const plaintext = createEventCipher(requireEncryptKey(flags)).decrypt(ciphertextIn(text));
      await terminal.data(`${plaintext}\n`);
      finish(exitCodes.ok);
    });
};

function ciphertextIn(text: string): string {
  if (!text.startsWith("{")) return text;
  try {
    const body: unknown = JSON.parse(text);
    if (isRecord(body) && typeof body["encrypt"] === "string") return body["encrypt"];
  } catch {
    // Not JSON after all: the decryption below says what is wrong with it.
  }
  return text;
}
