import type { NextFunction, Request, Response } from "express";
import { messageOf, MocklarkError } from "../base/errors.js";

/**
 * A mistake of the caller as JSON with status 400, one of ours with 500; what Express refuses goes on. Express
 * takes a handler with four parameters for the one that answers errors.
 */
export function answerError(
  error: unknown,
  _request: Request,
  response: Response,
  next: NextFunction,
): void {
  if (error instanceof MocklarkError) {
    const { code, message, remedy } = error;
    response.status(400).json({ error: { code, message, remedy } });
    return;
  }
  if (error instanceof SyntaxError) {
    const message = `Failed to read the request's body: ${error.message}.`;
    response.status(400).json({ error: { code: "MALFORMED_DOCUMENT", message } });
    return;
  }
  if (response.headersSent || isRefusal(error)) return next(error);
  // Express would answer with the stack.
  const message = `Failed to answer the request: ${messageOf(error)}.`;
  response.status(500).json({ error: { code: "INTERNAL", message } });
}

/** What Express refuses, a body that is too long for instance: the port answers these. */
function isRefusal(error: unknown): boolean {
  const status = (error as { status?: unknown } | undefined)?.status;
  return typeof status === "number" && status < 500;
}
