/**
 * Runs in the receiver's own processes, before their program: Node loads it because NODE_OPTIONS says so. It
 * joins the clock at the socket its own address names. Without one, everything stays as it was. It and what it
 * imports must do with what Node 18.18 has, which the project itself no longer runs on.
 */
import { connect, type Socket } from "node:net";
import { threadId } from "node:worker_threads";
import type { ContactMessage, JoinMessage, MoveMessage, MovedMessage } from "./clock-messages.js";
import { machineTime, patchClocks } from "./patch-clocks.js";
import { patchTimers } from "./patch-timers.js";
import { watchContacts } from "./watch-contacts.js";
import { createTimeShift } from "./time-shift.js";

/** Milliseconds. A process whose clock nobody answers for starts without. */
const patienceMs = 5_000;

const { clearTimeout, setTimeout } = globalThis;

/** Resolves when the first message has come, or when none will. */
function join(socket: Socket, onMove: (ms: number) => void): Promise<void> {
  return new Promise((resolve) => {
    const giveUp = (): void => {
      socket.destroy();
      settle();
    };
    const timer = setTimeout(giveUp, patienceMs);
    const settle = (): void => {
      clearTimeout(timer);
      resolve();
    };
    let text = "";
    socket.setEncoding("utf8");
    socket.on("data", (chunk: string) => {
      const lines = (text + chunk).split("\n");
      text = lines.pop() ?? "";
      for (const line of lines) onMove((JSON.parse(line) as MoveMessage).moveToMs);
      if (lines.length > 0) settle();
    });
    socket.on("error", giveUp);
    socket.on("close", giveUp);
    send(socket, { pid: process.pid, thread: threadId, script: process.argv[1] ?? "" });
  });
}

function send(socket: Socket, message: JoinMessage | MovedMessage | ContactMessage): void {
  socket.write(`${JSON.stringify(message)}\n`);
}

async function joinClock(path: string): Promise<void> {
  const socket = connect(path);
  const shift = createTimeShift(machineTime);
  let moveTo: ((ms: number) => Promise<void>) | undefined;
  await join(socket, (ms) => {
    if (!moveTo) {
      patchClocks(shift);
      shift.raiseTo(ms);
      watchContacts((contact) => send(socket, { contact }));
      moveTo = patchTimers(shift, machineTime.monotonic).moveTo;
    }
    // Should it fail, that is our mistake and not the program's: no answer is then answer enough.
    void moveTo(ms).then(
      () => send(socket, { movedToMs: ms, nowMs: Date.now() }),
      () => {},
    );
  });
  // It keeps no process from ending.
  socket.unref();
}

const path = new URL(import.meta.url).searchParams.get("socket");
if (path !== null) await joinClock(path);
