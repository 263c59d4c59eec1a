import type { NextFunction, Request, Response } from "express";
import { MocklarkError } from "../base/errors.js";

/**
 * A mistake of the caller as JSON with status 400; others go on. Express takes a handler with four parameters for the one that answers errors.
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
  next(error);
}
