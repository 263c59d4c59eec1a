import type { WallClock } from "../base/clock.js";
import { MocklarkError } from "../base/errors.js";
import type { Random } from "../base/random.js";
import type { AttemptInput } from "../delivery/channel.js";
import { isConnectionFaultName, type ConnectionFaultName, type Fault } from "../delivery/fault.js";
import type { Outcome } from "../delivery/outcome.js";
import { encodeFrame, frameMethods } from "../wire/frame.js";
import { gatewayTexts } from "./gateway-texts.js";
import type { AppConnections } from "./app-connections.js";
import type { Connection } from "./connection.js";
import type { GatewayObservers } from "./gateway-observer.js";
import type { GatewayLimits } from "./gateway-limits.js";
import { createAckBudget } from "./ack-budget.js";
import { createEventFrames, headersOf, type Message } from "./event-frames.js";
import { startPush, type Push, type StartWait } from "./push.js";

/** Pushes an event once. Rejects on misuse or abort only. */
export type Pusher = (input: AttemptInput) => Promise<Outcome>;

export interface PusherOptions {
  readonly line: AppConnections;
  readonly wall: WallClock;
  readonly random: Random;
  readonly limits: GatewayLimits;
  readonly observers: GatewayObservers;
}

/**
 * Pushes to one app: every event goes to one of its connections, and an acknowledgement counts on
 * whichever it arrives.
 * @see https://open.feishu.cn/document/ukTMukTMukTM/uYDNxYjL2QTM24iN0EjN/event-subscription-configure-/request-url-configuration-case
 */
export function createPusher(options: PusherOptions): Pusher {
  const { line, wall, limits, observers } = options;
  const { ackBodyLength, fragmentBytes } = limits;
  const frames = createEventFrames();
  const budget = createAckBudget({ wall, budgetMs: limits.ackMs });
  const pushOptions = { wall, budget, ackBodyLength, pushes: line.pushes };

  /** A new message id whose acknowledgement belongs to this attempt. */
  function newMessageId({ push, random }: Attempt): string {
    const messageId = random.uuid();
    push.awaitAck(messageId);
    return messageId;
  }

  /** The ordinary case needs no wait at all: no fault, somebody online, room, one frame. */
  function sendAtOnce(attempt: Attempt): boolean {
    if (attempt.faultName) return false;
    const fits = frames.payloadOf(attempt.input.event).length <= fragmentBytes;
    const connection = fits ? line.pickNow() : undefined;
    if (!connection || connection.isFull()) return false;
    const message = newMessage(attempt, 1);
    connection.send(frames.encode(connection, message, newLogId(attempt)));
    sent(attempt, connection, message, 0);
    return true;
  }

  function sent({ push, input }: Attempt, connection: Connection, message: Message, seq: number) {
    push.sentTo(connection);
    connection.countEvent();
    observers.tell("pushed", () => [
      {
        connectionId: connection.id,
        messageId: message.messageId,
        eventId: eventIdOf(input),
        headers: headersOf(connection, message, seq),
      },
    ]);
  }

  const newMessage = (attempt: Attempt, sum: number): Message => ({
    messageId: newMessageId(attempt),
    traceId: attempt.random.hex(32),
    timestamp: `${wall.now()}`,
    sum: `${sum}`,
  });

  /** Small as well: Node's client has no 64-bit numbers. */
  const newLogId = ({ random }: Attempt): number => random.integer(1, 0x7fff_ffff);

  function sendFrame(
    attempt: Attempt,
    connection: Connection,
    message: Message,
    seq: number,
    payload: Buffer,
  ): void {
    connection.send(
      encodeFrame({
        seqId: connection.nextSequence(),
        logId: newLogId(attempt),
        service: connection.serviceId,
        method: frameMethods.data,
        headers: headersOf(connection, message, seq),
        payload,
      }),
    );
  }

  /** The attempt may be over long before a pause is, and its budget keeps the process alive until then. */
  const pause =
    (durationMs: number): StartWait<void> =>
    (resume) => {
      const timer = wall.setTimer(resume, durationMs, { unref: true });
      return () => timer.cancel();
    };

  async function pick(push: Push): Promise<Connection | undefined> {
    const picked = push.isOver ? undefined : line.pick();
    if (picked !== "opening") return picked;
    return push.wait<Connection | undefined>((resume) => line.whenReady(resume));
  }

  async function deliver(attempt: Attempt): Promise<void> {
    const { push, input, faultName } = attempt;
    if (faultName === "delay") await push.wait(pause(input.fault?.pauseMs ?? 500));
    const connection = await pick(push);
    if (push.isOver) return;
    if (!connection) return push.settle({ kind: "offline" });
    if (breakOff(connection, faultName)) {
      return push.settle({ kind: "broken-off", fault: faultName ?? "" });
    }
    // A copy: fragments go out one after the other, and other events between them.
    await transmit(attempt, connection, Buffer.from(frames.payloadOf(input.event)));
    if (faultName === "kill-after-push") connection.kill();
  }

  async function transmit(
    attempt: Attempt,
    connection: Connection,
    payload: Buffer,
  ): Promise<void> {
    const { push, faultName } = attempt;
    if (faultName === "lost-ack") push.expect("never");
    if (faultName === "duplicate-push") push.expect(2);
    if (faultName === "garbage-frame") connection.send(garbage);
    for (let copy = 0; copy < (faultName === "duplicate-push" ? 2 : 1); copy++) {
      await sendMessage(attempt, connection, payload);
    }
  }

  /** One message: usually one frame, else fragments that share its id. */
  async function sendMessage(
    attempt: Attempt,
    connection: Connection,
    payload: Buffer,
  ): Promise<void> {
    const { push, input, faultName } = attempt;
    const pieces = split(payload, countOfPieces(payload, faultName, fragmentBytes));
    const message = newMessage(attempt, pieces.length);
    let last: number | undefined;
    for (const seq of orderOfPieces(pieces.length, faultName)) {
      if (last !== undefined) await push.wait(pause(fragmentGapMs(input.fault, limits)));
      while (connection.isFull() && !push.isOver) {
        await push.wait<void>((resume) => connection.whenWritable(resume));
      }
      if (push.isOver) return;
      sendFrame(attempt, connection, message, seq, pieces[seq] ?? empty);
      last = seq;
    }
    if (last !== undefined) sent(attempt, connection, message, last);
  }

  function begin(input: AttemptInput, push: Push): void {
    const faultName = faultNameOf(input.fault);
    const attempt = { input, push, faultName, random: input.random ?? options.random };
    if (push.isOver || sendAtOnce(attempt)) return;
    deliver(attempt).catch((error: unknown) => push.fail(error));
  }

  return (input) => {
    const push = startPush(pushOptions, input.signal);
    try {
      begin(input, push);
    } catch (error) {
      push.fail(error);
    }
    return push.outcome;
  };
}

interface Attempt {
  readonly input: AttemptInput;
  readonly push: Push;
  readonly faultName: ConnectionFaultName | undefined;
  /** The attempt's own when it has one, so that its ids do not depend on what else is under way. */
  readonly random: Random;
}

/** Empty for an event that is sent although it is invalid and has none. */
function eventIdOf({ event }: AttemptInput): string {
  const header: Partial<AttemptInput["event"]["header"]> | undefined = event.header;
  return header?.event_id ?? "";
}

function faultNameOf(fault: Fault | undefined): ConnectionFaultName | undefined {
  if (!fault) return undefined;
  if (isConnectionFaultName(fault.name)) return fault.name;
  throw new MocklarkError("USAGE", gatewayTexts("webhook-fault", { fault: fault.name }), {
    remedy: gatewayTexts("choose-a-fault"),
  });
}

/** A field number that never ends: no protobuf reader gets past it. */
const garbage = Buffer.alloc(16, 0xff);

/** Faults in place of the push. */
function breakOff(connection: Connection, faultName: ConnectionFaultName | undefined): boolean {
  if (faultName === "kill-connection") connection.kill();
  else if (faultName === "close-connection") connection.closeCleanly();
  else {
    if (faultName === "silence") connection.freeze();
    return false;
  }
  return true;
}

function countOfPieces(
  payload: Buffer,
  faultName: ConnectionFaultName | undefined,
  fragmentBytes: number,
): number {
  const least = faultName?.startsWith("fragments") ? 3 : 1;
  return Math.max(least, Math.ceil(payload.length / fragmentBytes));
}

function split(payload: Buffer, count: number): Buffer[] {
  const size = payload.length / count;
  return Array.from({ length: count }, (_, index) =>
    payload.subarray(Math.floor(index * size), Math.floor((index + 1) * size)),
  );
}

/** Which pieces are sent, and in which order. */
function orderOfPieces(count: number, faultName: ConnectionFaultName | undefined): number[] {
  const inOrder = Array.from({ length: count }, (_, index) => index);
  if (faultName === "fragments-out-of-order") return [...inOrder.slice(1).toReversed(), 0];
  if (faultName === "fragments-missing") return inOrder.filter((seq) => seq !== 1);
  return inOrder;
}

function fragmentGapMs(fault: Fault | undefined, limits: GatewayLimits): number {
  return fault?.pauseMs ?? (fault?.name === "fragments-slow" ? 1_000 : limits.fragmentGapMs);
}

const empty = Buffer.alloc(0);
