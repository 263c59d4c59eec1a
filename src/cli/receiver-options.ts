import type { Command } from "./commander.js";
import { MocklarkError } from "../base/errors.js";
import { addSetting, type ChildEnvironment } from "../receiver/child-environment.js";
import type { DescribedOption } from "./described.js";
import { asArgument, durationFlag, flag, integerFlag, parsedFlag, repeatable } from "./options.js";
import { flagTexts } from "./texts/flag-texts.js";

export interface ReceiverFlags {
  readonly exec?: string;
  readonly env?: ChildEnvironment;
  readonly path?: string;
  readonly waitFor?: number;
  readonly witness?: string;
}

/** How to start a receiver that is a server, and see what it does. */
export function addReceiverOptions(command: Command): Command {
  return command
    .addOption(flag("--exec <command>", flagTexts("exec")))
    .addOption(envFlag())
    .addOption(pathFlag())
    .addOption(durationFlag("--wait-for <duration>", flagTexts("wait-for")))
    .addOption(flag("--witness <how>", flagTexts("witness")));
}

export interface SubjectFlags extends ReceiverFlags {
  readonly longConnection?: boolean;
  readonly port?: number;
}

/** The same for one that may be a client of the long connection; on every command that judges one. */
export function addSubjectOptions(command: Command): Command {
  return addReceiverOptions(command)
    .addOption(flag("--long-connection", flagTexts("long-connection")))
    .addOption(integerFlag("--port <n>", flagTexts("receiver-port")));
}

/** What --exec finds in its environment under its own names. */
export const envFlag = (): DescribedOption =>
  repeatable<ChildEnvironment>(flag("--env <name=value>", flagTexts("env")), (text, previous) =>
    asArgument(() => addSetting(previous, text)),
  );

/** Where --exec expects events when its URL is not said. */
export const pathFlag = (): DescribedOption =>
  parsedFlag("--path <url-path>", flagTexts("path"), parseUrlPath);

function parseUrlPath(text: string): string {
  if (/^\/[^\s#]*$/.test(text)) return text;
  throw new MocklarkError("USAGE", flagTexts("path-slash"), {
    remedy: flagTexts("path-slash-remedy"),
  });
}

/** How the receiver's own clock is moved; what is the default is each command's affair. */
export const receiverClockFlag = (): DescribedOption =>
  flag("--receiver-clock <how>", flagTexts("receiver-clock"));
