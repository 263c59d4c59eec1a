import { jsonText } from "../base/json-text.js";
import { printableLine } from "../base/printable.js";
import type { ApiCall } from "../open-api/api-call.js";
import { formatTimeOfDay } from "./delivery-lines.js";
import type { Terminal } from "./terminal.js";

/** For people: a line for each call that changes something, and for each that is refused. */
export function createApiCallLines(terminal: Terminal): (call: ApiCall) => void {
  const { green, red } = terminal.colors;
  return (call) => {
    if (call.code === 0 && !changesSomething(call)) return;
    const { atMs, method, path, httpStatus, code } = call;
    const answer = code === 0 ? green("code 0") : red(`${httpStatus}, code ${code}`);
    void terminal.out(`${formatTimeOfDay(atMs)}  ${method} ${printableLine(path)}  ${answer}\n`);
  };
}

/** For programs: every call, as one object. */
export const createApiCallJson =
  (terminal: Terminal) =>
  (call: ApiCall): void =>
    void terminal.out(`${jsonText({ kind: "api-call", ...call })}\n`);

/** Some reads are POSTs: "mget", "search", and the tokens. */
const changesSomething = ({ method, path }: ApiCall): boolean =>
  method !== "GET" && !/\/(?:mget|search)\/?$|^\/+open-apis\/auth\//.test(path);
