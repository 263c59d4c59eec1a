import type { Request, Router } from "express";
import { isRecord } from "../../base/json-path.js";
import { MocklarkError } from "../../base/errors.js";
import { printableLine } from "../../base/printable.js";
import { changeAppSettings } from "../app/app-settings.js";
import { changeKey } from "../app/change-key.js";
import { saveRequestUrl } from "../app/save-request-url.js";
import { useLongConnection } from "../app/use-long-connection.js";
import type { ConsoleContext } from "../console-context.js";
import { standInBehaviours } from "../console-state.js";
import type { TenantApp } from "../../tenant/tenant-app.js";

/**
 *   POST /apps/:appId/request-url      { "url": "http://…" }: verified first, as the developer console does;
 *                                      answers UrlCheckView
 *   POST /apps/:appId/long-connection  {}: instead of a request URL
 *   POST /apps/:appId/key              { "which": "encryptKey" | "verificationToken", "value": text | null }:
 *                                      "" is a random one, said at the terminal; null removes the Encrypt Key
 *   POST /apps/:appId/settings         { "permissions"?: […], "isSubscribed"?: true, "type"?: "store" }
 *   POST /stand-in                     { "behaviour": "answers-500" }
 *   POST /receiver/restart             {}: what --exec started, with the keys as they are now
 */
export function createAppRouter(router: Router, context: ConsoleContext): Router {
  const { simulator, receiver, live } = context;

  const tellReceiver = (): void => live.state({ receiver: receiver.view() });

  router.post("/apps/:appId/request-url", async (request, response) => {
    const app = appOf(request);
    response.json(await saveRequestUrl(app, textOf(bodyOf(request), "url"), simulator));
  });
  router.post("/apps/:appId/long-connection", (request, response) => {
    useLongConnection(appOf(request), context);
    response.json({});
  });
  router.post("/apps/:appId/key", (request, response) => {
    const { which, value } = bodyOf(request);
    changeKey(appOf(request), { which, value }, context);
    response.json({});
  });
  router.post("/apps/:appId/settings", (request, response) => {
    changeAppSettings(appOf(request), bodyOf(request), simulator.tenant);
    response.json({});
  });
  router.post("/stand-in", (request, response) => {
    behave(bodyOf(request)["behaviour"]);
    tellReceiver();
    response.json({});
  });
  router.post("/receiver/restart", async (_request, response) => {
    if (receiver.view().kind !== "command") throw nothingToRestart();
    await receiver.whileChecked(() => Promise.resolve());
    tellReceiver();
    const { problem } = receiver.view();
    if (problem !== undefined) throw new MocklarkError("ENVIRONMENT", problem);
    response.json({});
  });

  function appOf({ params }: Request): TenantApp {
    const id = String(params["appId"]);
    const app = simulator.tenant.findApp(id);
    if (app) return app;
    throw new MocklarkError("USAGE", `Failed to find the app "${printableLine(id)}".`, {
      remedy: `There are ${simulator.tenant.apps.map(({ appId }) => appId).join(", ")}.`,
    });
  }

  function behave(asked: unknown): void {
    const behaviour = standInBehaviours.find((each) => each === asked);
    if (!receiver.behave) {
      throw new MocklarkError("USAGE", "Failed to change the stand-in: none is here.", {
        remedy: "It is there when serve is started without --target, --exec or --long-connection.",
      });
    }
    if (!behaviour) throw unknownBehaviour(asked);
    receiver.behave(behaviour);
  }

  return router;
}

function bodyOf({ body }: Request): Readonly<Record<string, unknown>> {
  if (body === undefined) return {};
  if (isRecord(body)) return body;
  throw new MocklarkError("USAGE", "Failed to read the body: it is no object.", {
    remedy: "Give a JSON object.",
  });
}

function textOf(body: Readonly<Record<string, unknown>>, name: string): string {
  const value = body[name];
  if (typeof value === "string") return value.trim();
  throw new MocklarkError("USAGE", `Failed to read "${name}": it is no text.`, {
    remedy: `Give { "${name}": "…" }.`,
  });
}

const unknownBehaviour = (asked: unknown): MocklarkError =>
  new MocklarkError(
    "USAGE",
    `Failed to change the stand-in: ${printableLine(JSON.stringify(asked) ?? "nothing")} is no behaviour.`,
    { remedy: `Choose one of ${standInBehaviours.join(", ")}.` },
  );

const nothingToRestart = (): MocklarkError =>
  new MocklarkError("USAGE", "Failed to restart the receiver: it was not started here.", {
    remedy: "Only what --exec starts can be started again.",
  });
