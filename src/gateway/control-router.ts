import type { NextFunction, Request, Response, Router } from "express";
import { MocklarkError } from "../base/errors.js";
import { isLoopbackHost } from "../base/loopback-host.js";
import { answerError } from "./answer-error.js";
import { controlTexts } from "./control-texts.js";
import { languageAsked } from "./language-asked.js";
import type { Gateway } from "./gateway.js";
import { outageNames, type OutageName } from "./outage.js";
import { refusalNames, type RefusalName } from "./refusal.js";

/**
 * The gateway's control API for the command line and for tests in other languages; JSON in and out:
 *
 *   GET  /connections                              ConnectionInfo[]
 *   POST /connections/:id/kick|close|freeze|thaw   {}
 *   POST /connections/:id/slow                     { "delayMs": 500 }
 *   POST /connections/:id/raw                      { "text": "…" } or { "base64": "…" }: a message that is no frame
 *   POST /outage                                   { "outage": "unreachable" | "silent-endpoint" | "none" },
 *                                                  answers it and how many connections it closed
 *   POST /client-config                            { "PingInterval": 1 }, answers the whole ClientConfig
 *   POST /refuse                                   { "refusal": "busy", "count": 1, "appId"? }, answers the same
 *
 * It answers only requests whose Host is this machine. What it refuses, and why, is in Chinese with `?lang=zh`.
 */
export async function createControlRouter(gateway: Gateway): Promise<Router> {
  const { default: express } = await import("express");
  const router = express.Router();
  router.use(allowLoopbackOnly, express.json({ limit: "64kb", strict: true }));

  router.get("/connections", (_request, response) => {
    response.json(gateway.connections());
  });
  const actions = {
    kick: (id: string) => gateway.kick(id),
    close: (id: string) => gateway.closeCleanly(id),
    freeze: (id: string) => gateway.freeze(id),
    thaw: (id: string) => gateway.thaw(id),
  };
  for (const [name, act] of Object.entries(actions)) {
    router.post(`/connections/:id/${name}`, (request, response) => {
      act(request.params["id"] ?? "");
      response.json({});
    });
  }
  router.post("/connections/:id/slow", (request, response) => {
    gateway.slow(request.params.id, wholeNumber(bodyOf(request), "delayMs"));
    response.json({});
  });
  router.post("/connections/:id/raw", (request, response) => {
    gateway.sendRaw(request.params.id, messageIn(bodyOf(request)));
    response.json({});
  });
  router.post("/outage", (request, response) => {
    const outage = outageIn(bodyOf(request));
    const closed = outage === "unreachable" ? gateway.connections().length : 0;
    gateway.setOutage(outage);
    response.json({ outage: outage ?? "none", closed });
  });
  router.post("/client-config", (request, response) => {
    response.json(gateway.setClientConfig(bodyOf(request)));
  });
  router.post("/refuse", (request, response) => {
    const body = bodyOf(request);
    const refusal = refusalIn(body);
    const appId = typeof body["appId"] === "string" ? { appId: body["appId"] } : {};
    const count = "count" in body ? wholeNumber(body, "count") : 1;
    gateway.refuseNext(refusal, { count, ...appId });
    response.json({ refusal, count, ...appId });
  });
  router.use(answerError);
  return router;
}

/** Nobody may steer the gateway by a name that was pointed at this machine. */
function allowLoopbackOnly(request: Request, response: Response, next: NextFunction): void {
  if (isLoopbackHost(request.headers.host)) return next();
  const message = controlTexts("this-machine-only").in(languageAsked(request));
  response.status(403).json({ error: { code: "USAGE", message } });
}

const written = (value: unknown): string | undefined => JSON.stringify(value);

function bodyOf(request: Request): Readonly<Record<string, unknown>> {
  const body: unknown = request.body;
  return typeof body === "object" && body !== null ? { ...body } : {};
}

function wholeNumber(body: Readonly<Record<string, unknown>>, name: string): number {
  const value = body[name];
  if (typeof value === "number" && Number.isInteger(value) && value >= 0) return value;
  throw new MocklarkError(
    "USAGE",
    controlTexts("wrong-number", { name, value: written(value) ?? controlTexts("missing") }),
    { remedy: controlTexts("whole-number") },
  );
}

function refusalIn(body: Readonly<Record<string, unknown>>): RefusalName {
  const name = refusalNames.find((known) => known === body["refusal"]);
  if (name) return name;
  throw new MocklarkError(
    "USAGE",
    controlTexts("no-refusal", { value: written(body["refusal"]) ?? controlTexts("none") }),
    { remedy: controlTexts("choose-one", { names: refusalNames }) },
  );
}

function messageIn({ text, base64 }: Readonly<Record<string, unknown>>): Buffer | string {
  if (typeof text === "string") return text;
  if (typeof base64 === "string") return Buffer.from(base64, "base64");
  throw new MocklarkError("USAGE", controlTexts("no-message"), {
    remedy: controlTexts("how-to-give-it"),
  });
}

function outageIn({ outage }: Readonly<Record<string, unknown>>): OutageName | undefined {
  if (outage === "none") return undefined;
  const name = outageNames.find((known) => known === outage);
  if (name) return name;
  throw new MocklarkError(
    "USAGE",
    controlTexts("no-outage", { value: written(outage) ?? controlTexts("none") }),
    { remedy: controlTexts("choose-an-outage", { names: outageNames }) },
  );
}
