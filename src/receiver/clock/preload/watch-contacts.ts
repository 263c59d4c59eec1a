import { Socket } from "node:net";
import { replace } from "./replace.js";

/** Tells of each connection the program opens, by TCP or a unix socket: "127.0.0.1:6379" or a path. */
export function watchContacts(tell: (contact: string) => void): void {
  const prototype = Socket.prototype as { connect: (...given: unknown[]) => unknown };
  const { connect } = prototype;
  replace(prototype, "connect", function (this: Socket, ...given: unknown[]) {
    const contact = contactOf(given);
    if (contact !== undefined) tell(contact);
    return connect.apply(this, given);
  });
}

/** What Socket.connect takes: options, a path, or a port and a host; from net.connect a list with options. */
function contactOf([first, second]: readonly unknown[]): string | undefined {
  const target: unknown = Array.isArray(first) ? first[0] : first;
  if (typeof target === "object" && target !== null) {
    const { path, host, port } = target as Record<string, unknown>;
    return typeof path === "string" ? path : addressOf(host, port);
  }
  const isPort = Number(target) >= 0;
  return isPort ? addressOf(second, target) : String(target);
}

function addressOf(host: unknown, port: unknown): string {
  const name = typeof host === "string" ? host : "localhost";
  return name.includes(":") ? `[${name}]:${String(port)}` : `${name}:${String(port)}`;
}
