import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemWallClock } from "../../../src/base/clock.js";
import { createRandom } from "../../../src/base/random.js";
import { createApp } from "../../../src/event/app.js";
import { openReceiverClock } from "../../../src/receiver/clock/open-receiver-clock.js";
import type { ReceiverClockSetting } from "../../../src/receiver/clock/parse-receiver-clock.js";
import type { OpenedClock, ReceiverClock } from "../../../src/receiver/clock/receiver-clock.js";
import {
  startManagedReceiver,
  type ManagedReceiver,
  type ManagedReceiverOptions,
} from "../../../src/receiver/managed-receiver.js";

/** Seven hours five minutes, the span of Feishu's retries. */
export const spanMs = 25_500_000;

/** Starts receivers with clocks, and takes all of them down again. */
export function createClockReceivers() {
  const folder = mkdtempSync(join(tmpdir(), "mocklark clock test "));
  const app = createApp({}, createRandom(1));
  const started: ManagedReceiver[] = [];
  const clocks: ReceiverClock[] = [];

  async function open(
    managed: ManagedReceiver | undefined,
    setting: ReceiverClockSetting = "auto",
  ): Promise<OpenedClock> {
    const opened = await openReceiverClock({ setting, managed, wall: systemWallClock });
    if (opened.kind === "movable") clocks.push(opened.clock);
    return opened;
  }

  return {
    folder,
    /** Writes a file and gives its path. */
    write(name: string, text: string): string {
      const file = join(folder, name);
      writeFileSync(file, text);
      return file;
    },
    async start(
      command: string,
      options: Partial<ManagedReceiverOptions> = {},
    ): Promise<ManagedReceiver> {
      const managed = await startManagedReceiver({ command, app, graceMs: 300, ...options });
      started.push(managed);
      return managed;
    },
    open,
    async movable(
      managed: ManagedReceiver | undefined,
      setting?: ReceiverClockSetting,
    ): Promise<ReceiverClock> {
      const opened = await open(managed, setting);
      if (opened.kind !== "movable")
        throw new Error(`${opened.reason.in("en")} ${opened.remedy.in("en")}`);
      return opened.clock;
    },
    async stopAll(): Promise<void> {
      await Promise.all(started.splice(0).map((managed) => managed.stop()));
      await Promise.all(clocks.splice(0).map((clock) => clock.close()));
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/**
 * What a receiver answers, as JSON. Each time over a connection of its own: after a move a receiver may close
 * those that were idle for longer than it allows, and it is right.
 */
export async function ask<T>({ url }: ManagedReceiver, path = ""): Promise<T> {
  const response = await fetch(`${url}${path}`, { headers: { connection: "close" } });
  return (await response.json()) as T;
}
