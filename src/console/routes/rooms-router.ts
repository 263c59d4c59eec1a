import type { Router } from "express";
import type { ConsoleContext } from "../console-context.js";

export function createRoomsRouter(router: Router, _context: ConsoleContext): Router {
  return router;
}
