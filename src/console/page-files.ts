import type { Router } from "express";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { isLoopbackHost } from "../base/loopback-host.js";
import { packageRoot } from "../base/package-root.js";
import { contentSecurityPolicy } from "./page-access.js";

/** Where the build puts the page, beside this file. */
const pageFolder = fileURLToPath(new URL("dist/console/page", packageRoot));

/** Stands in the built page for the token. */
const tokenPlace = "__PAGE_TOKEN__";

/** `GET /` and the files it loads. */
export async function createPageRouter(pageToken: string): Promise<Router> {
  const { default: express } = await import("express");
  const router = express.Router();
  router.use((_request, response, next) => {
    response.setHeader("Content-Security-Policy", contentSecurityPolicy);
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "no-referrer");
    next();
  });
  router.get("/", async (request, response, next) => {
    if (!isLoopbackHost(request.headers.host)) return next();
    const page = await readFile(`${pageFolder}/index.html`, "utf8");
    response
      .setHeader("Cache-Control", "no-store")
      .type("html")
      .send(page.replace(tokenPlace, pageToken));
  });
  router.use(
    "/assets",
    express.static(`${pageFolder}/assets`, { immutable: true, maxAge: "1y", index: false }),
  );
  return router;
}
