import { systemWallClock, type WallClock } from "../../base/clock.js";
import { abortSignal, anyObject, createOptionCheck, text } from "../../base/option-check.js";
import type { ManagedReceiver } from "../managed-receiver.js";
import { receiverClockTexts as texts } from "./receiver-clock-texts.js";
import { openCommandClock } from "./command-clock.js";
import { openFaketimeClock } from "./faketime-clock.js";
import { openNodeClock } from "./node-clock.js";
import { parseReceiverClock, type ReceiverClockSetting } from "./parse-receiver-clock.js";
import type { ClockTrouble, OpenedClock } from "./receiver-clock.js";
import { programOf, servingProcesses } from "./serving-processes.js";
import { receiverTexts } from "../receiver-texts.js";

export interface OpenReceiverClockOptions {
  /** Default "auto": what fits the receiver's process. */
  readonly setting?: ReceiverClockSetting;
  /** Left out for a receiver somebody else has started. */
  readonly managed?: ManagedReceiver | undefined;
  readonly wall?: WallClock;
  readonly signal?: AbortSignal;
}

const checkOptions = createOptionCheck<OpenReceiverClockOptions>(receiverTexts("open-the-clock"), {
  setting: text,
  managed: anyObject,
  wall: true,
  signal: abortSignal,
});

/**
 * Makes a receiver's clock movable, if it can be: for that a managed receiver is restarted, so what ran before
 * ran untouched. What stands in the way is returned, with its remedy.
 * @throws MocklarkError ENVIRONMENT when the receiver does not come up again at all
 */
export async function openReceiverClock(options: OpenReceiverClockOptions): Promise<OpenedClock> {
  checkOptions(options);
  const { managed, wall = systemWallClock, signal } = options;
  const setting = parseReceiverClock(options.setting ?? "auto");
  signal?.throwIfAborted();
  if (setting === "off") return turnedOff;
  if (isCommand(setting))
    return openCommandClock({ command: setting.slice("command:".length), wall });
  if (!managed) return notOurs;
  const method = setting === "auto" ? fittingMethod(managed) : setting;
  if (typeof method === "object") return method;
  const open = { node: openNodeClock, faketime: openFaketimeClock }[method];
  const opened = await open({ managed, wall });
  if (signal?.aborted && opened.kind === "movable") await opened.clock.close();
  signal?.throwIfAborted();
  return opened;
}

const isCommand = (setting: ReceiverClockSetting): setting is `command:${string}` =>
  setting.startsWith("command:");

/** By the process that serves: Node takes a preload, another program a library, and some take nothing. */
function fittingMethod(managed: ManagedReceiver): "node" | "faketime" | ClockTrouble {
  const programs = (servingProcesses(managed) ?? []).flatMap((pid) => programOf(pid) ?? []);
  // Off Linux nobody tells; whether a Node process joins then shows what it is.
  if (programs.length === 0 || programs.some(({ kind }) => kind === "node")) return "node";
  const fixed = programs.find(({ kind }) => kind === "go" || kind === "static");
  return fixed ? takesNothing(fixed.kind === "go" ? "go" : "static") : "faketime";
}

const takesNothing = (program: "go" | "static"): ClockTrouble => ({
  kind: "not-moved",
  reason: texts("takes-nothing", { program }),
  remedy: texts("takes-nothing-remedy"),
});

const turnedOff: ClockTrouble = {
  kind: "not-moved",
  reason: texts("turned-off"),
  remedy: texts("turned-off-remedy"),
};

const notOurs: ClockTrouble = {
  kind: "not-moved",
  reason: texts("not-ours"),
  remedy: texts("not-ours-remedy"),
};
