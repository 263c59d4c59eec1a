import type { HttpHandler } from "./http-handler.js";

/** What one handler leaves alone goes to the next. */
export function inTurn([first, ...rest]: readonly HttpHandler[]): HttpHandler {
  if (!first) return (_request, _response, next) => next();
  const others = inTurn(rest);
  return (request, response, next) =>
    first(request, response, (error) => {
      if (error === undefined) others(request, response, next);
      else next(error);
    });
}
