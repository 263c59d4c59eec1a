import { createServer, type Server, type Socket } from "node:net";
import type { WallClock } from "../../base/clock.js";
import type {
  ContactMessage,
  JoinMessage,
  MovedMessage,
  MoveMessage,
} from "./preload/clock-messages.js";

/** A thread of a Node process that moves with the clock. */
export interface Member extends JoinMessage {
  /** Unix milliseconds by its clock, after the last move it has answered. */
  readonly saysMs: number | undefined;
}

export interface ClockServer {
  /** Those that run now. */
  members(): readonly Member[];
  /** Where they have said they connect to, the first first. */
  contacts(): readonly string[];
  /**
   * Tells everybody to stand so far ahead in all, and who joins later. Resolves to those that have not
   * answered in time; who ends meanwhile is not waited for.
   */
  moveTo(ms: number, withinMs: number): Promise<readonly Member[]>;
  close(): Promise<void>;
}

/** What a process says is foreign: nobody needs longer lines. */
const longestLine = 16_384;

/** So that one that connects in a loop fills no memory of ours. */
const mostContacts = 10_000;

interface Connection {
  readonly socket: Socket;
  member: Member | undefined;
  movedToMs: number | undefined;
}

/** Where the receiver's processes join the clock: a local socket. It keeps no process of ours alive. */
export async function openClockServer(path: string, wall: WallClock): Promise<ClockServer> {
  const connections = new Set<Connection>();
  const waiting = new Set<() => void>();
  const contacts: string[] = [];
  let moveToMs = 0;

  const look = (): void => {
    for (const check of waiting) check();
  };

  function accept(socket: Socket): void {
    const connection: Connection = { socket, member: undefined, movedToMs: undefined };
    connections.add(connection);
    socket.unref();
    socket.on("error", () => {});
    socket.on("close", () => {
      connections.delete(connection);
      look();
    });
    readLines(socket, (line) => {
      take(connection, line, contacts);
      look();
    });
    tell(connection, moveToMs);
  }

  async function moveTo(ms: number, withinMs: number): Promise<readonly Member[]> {
    moveToMs = ms;
    const asked = [...connections];
    for (const connection of asked) tell(connection, ms);
    const silent = (): Connection[] =>
      asked.filter((each) => connections.has(each) && (each.movedToMs ?? -1) < ms);
    await new Promise<void>((resolve) => {
      const end = (): void => {
        waiting.delete(check);
        timer.cancel();
        resolve();
      };
      const check = (): void => {
        if (silent().length === 0) end();
      };
      const timer = wall.setTimer(end, withinMs);
      waiting.add(check);
      check();
    });
    return silent().flatMap(({ member }) => member ?? []);
  }

  const server = createServer(accept);
  await listen(server, path);
  server.unref();
  return {
    members: () => [...connections].flatMap(({ member }) => member ?? []),
    contacts: () => contacts,
    moveTo,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const { socket } of connections) socket.destroy();
      }),
  };
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(path, () => {
      server.off("error", reject);
      server.on("error", () => {});
      resolve();
    });
  });
}

function tell({ socket }: Connection, moveToMs: number): void {
  const message: MoveMessage = { moveToMs };
  socket.write(`${JSON.stringify(message)}\n`);
}

function readLines(socket: Socket, take: (line: string) => void): void {
  let rest = "";
  socket.setEncoding("utf8");
  socket.on("data", (chunk: string) => {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    if (rest.length > longestLine) socket.destroy();
    else for (const line of lines) take(line);
  });
}

function take(connection: Connection, line: string, contacts: string[]): void {
  const message = parse(line);
  if (isJoin(message)) {
    const { pid, thread, script } = message;
    connection.member = { pid, thread, script, saysMs: undefined };
  } else if (isMoved(message) && connection.member) {
    connection.movedToMs = message.movedToMs;
    connection.member = { ...connection.member, saysMs: message.nowMs };
  } else if (isContact(message) && contacts.length < mostContacts) {
    contacts.push(message.contact);
  }
}

function parse(line: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

const isJoin = (message: object): message is JoinMessage => {
  const { pid, thread, script } = message as Record<string, unknown>;
  return typeof pid === "number" && typeof thread === "number" && typeof script === "string";
};

const isContact = (message: object): message is ContactMessage =>
  typeof (message as Record<string, unknown>)["contact"] === "string";

const isMoved = (message: object): message is MovedMessage => {
  const { movedToMs, nowMs } = message as Record<string, unknown>;
  return typeof movedToMs === "number" && typeof nowMs === "number";
};
