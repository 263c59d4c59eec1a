import type { Request, Router } from "express";
import { isRecord } from "../../base/json-path.js";
import { MocklarkError } from "../../base/errors.js";
import { printableLine } from "../../base/printable.js";
import { changeAppSettings } from "../app/app-settings.js";
import { appTexts } from "../app/app-texts.js";
import { changeKey } from "../app/change-key.js";
import { saveRequestUrl } from "../app/save-request-url.js";
import { useLongConnection } from "../app/use-long-connection.js";
import type { ConsoleContext } from "../console-context.js";
import { standInBehaviours } from "../console-state.js";
import { languageAsked } from "../../gateway/language-asked.js";
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
    const asked = { url: textOf(bodyOf(request), "url"), language: languageAsked(request) };
    response.json(await saveRequestUrl(app, asked, simulator));
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
    if (problem) throw new MocklarkError("ENVIRONMENT", problem);
    response.json({});
  });

  function appOf({ params }: Request): TenantApp {
    const id = String(params["appId"]);
    const app = simulator.tenant.findApp(id);
    if (app) return app;
    throw new MocklarkError("USAGE", appTexts("no-such-app", { appId: printableLine(id) }), {
      remedy: appTexts("apps", { appIds: simulator.tenant.apps.map(({ appId }) => appId) }),
    });
  }

  function behave(asked: unknown): void {
    const behaviour = standInBehaviours.find((each) => each === asked);
    if (!receiver.behave) {
      throw new MocklarkError("USAGE", appTexts("no-stand-in"), {
        remedy: appTexts("when-there-is-one"),
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
  throw new MocklarkError("USAGE", appTexts("no-object"), {
    remedy: appTexts("give-an-object"),
  });
}

function textOf(body: Readonly<Record<string, unknown>>, name: string): string {
  const value = body[name];
  if (typeof value === "string") return value.trim();
  throw new MocklarkError("USAGE", appTexts("no-text", { name }), {
    remedy: appTexts("give-a-text", { name }),
  });
}

const unknownBehaviour = (asked: unknown): MocklarkError =>
  new MocklarkError(
    "USAGE",
    appTexts("no-behaviour", { asked: writtenAs(asked) ?? appTexts("nothing") }),
    { remedy: appTexts("behaviours", { names: standInBehaviours }) },
  );

function writtenAs(asked: unknown): string | undefined {
  const json: string | undefined = JSON.stringify(asked);
  return json === undefined ? undefined : printableLine(json);
}

const nothingToRestart = (): MocklarkError =>
  new MocklarkError("USAGE", appTexts("nothing-to-restart"), {
    remedy: appTexts("what-can-restart"),
  });
