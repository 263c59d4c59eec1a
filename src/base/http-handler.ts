import type { IncomingMessage, ServerResponse } from "node:http";

/** Answers a request or leaves it to the next: what Express calls a request handler, without its types. */
export type HttpHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  next: (error?: unknown) => void,
) => void;
