import type { NextFunction, Request, Response } from "express";
import { messageOf, MocklarkError } from "../base/errors.js";
import { controlTexts } from "./control-texts.js";
import { languageAsked } from "./language-asked.js";

/**
 * A mistake of the caller as JSON with status 400, one of ours with 500, in the language the request asks for;
 * what Express refuses goes on. Express takes a handler with four parameters for the one that answers errors.
 */
export function answerError(
  error: unknown,
  request: Request,
  response: Response,
  next: NextFunction,
): void {
  const language = languageAsked(request);
  if (error instanceof MocklarkError) {
    const { code, text, remedyText } = error;
    const [message, remedy] = [text.in(language), remedyText?.in(language)];
    response.status(400).json({ error: { code, message, remedy } });
    return;
  }
  if (error instanceof SyntaxError) {
    const message = controlTexts("unreadable-body", { why: error.message }).in(language);
    response.status(400).json({ error: { code: "MALFORMED_DOCUMENT", message } });
    return;
  }
  if (response.headersSent || isRefusal(error)) return next(error);
  // Express would answer with the stack.
  const message = controlTexts("not-answered", { why: messageOf(error) }).in(language);
  response.status(500).json({ error: { code: "INTERNAL", message } });
}

/** What Express refuses, a body that is too long for instance: the port answers these. */
function isRefusal(error: unknown): boolean {
  const status = (error as { status?: unknown } | undefined)?.status;
  return typeof status === "number" && status < 500;
}
