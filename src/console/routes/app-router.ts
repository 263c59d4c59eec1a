import type { Router } from "express";
import type { ConsoleContext } from "../console-context.js";

export function createAppRouter(router: Router, _context: ConsoleContext): Router {
  return router;
}
