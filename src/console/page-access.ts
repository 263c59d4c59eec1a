import type { NextFunction, Request, Response } from "express";
import { isLoopbackHost } from "../base/loopback-host.js";
import { languageAsked } from "../gateway/language-asked.js";
import { consoleTexts } from "./console-texts.js";

/** The header that carries the page's token. */
export const pageTokenHeader = "x-mocklark-token";

/**
 * Nobody but the page we served may change anything: the token is in the page, which another origin cannot
 * read. Reading is for this machine alone; that no other page does it the port itself sees to.
 */
export const guardConsole =
  (pageToken: string) =>
  (request: Request, response: Response, next: NextFunction): void => {
    const isAllowed =
      isLoopbackHost(request.headers.host) &&
      (request.method === "GET" || request.headers[pageTokenHeader] === pageToken);
    if (isAllowed) return next();
    const message = consoleTexts("own-page-only").in(languageAsked(request));
    response.status(403).json({ error: { code: "USAGE", message } });
  };

/** Nothing is loaded from elsewhere, nothing runs that is not a file of ours, and nobody frames it. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");
