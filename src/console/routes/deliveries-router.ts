import type { Router } from "express";
import { MocklarkError } from "../../base/errors.js";
import { createOptionCheck, oneOf, text, trueOrFalse } from "../../base/option-check.js";
import { languageAsked } from "../../gateway/language-asked.js";
import type { Language, Text } from "../../base/text.js";
import { forgeries, type ForgeryName, forgeryNames } from "../../wire/forgery.js";
import type { ConsoleContext } from "../console-context.js";
import type { ForgeryView } from "../console-state.js";
import { createDeliveryActions, type FreshEvent } from "../deliveries/delivery-actions.js";
import { detailOf } from "../deliveries/delivery-detail.js";
import type { HistoryEntry } from "../history/delivery-history.js";
import { deliveriesTexts } from "../deliveries/deliveries-texts.js";
import { scenarioOf } from "../deliveries/delivery-scenario.js";

/**
 *   GET  /forgeries                   ForgeryView[]
 *   GET  /deliveries/:id              DeliveryDetail
 *   GET  /deliveries/:id/scenario     { yaml }
 *   POST /deliveries                  { appId?, type?, scope?, scopeId? } -> { id }: sends a fresh event
 *   POST /deliveries/:id/again        -> { id }: the same event as a new delivery
 *   POST /deliveries/:id/copies       -> { id }: the same event three times at once
 *   POST /deliveries/:id/skip         -> { nowMs }: moves simulated time to its next retry
 *   POST /forge                       { forgery, deliveryId? } -> { id }
 *   POST /network                     { isDown }
 *
 * What is read is in Chinese with `?lang=zh`.
 */
export function createDeliveriesRouter(router: Router, context: ConsoleContext): Router {
  const { simulator, history, live } = context;
  const actions = createDeliveryActions(context);

  router.get("/forgeries", (request, response) => {
    response.json(forgeryViews(languageAsked(request)));
  });
  router.get("/deliveries/:id", (request, response) => {
    response.json(detailOf(find(request.params.id), context, languageAsked(request)));
  });
  router.get("/deliveries/:id/scenario", async (request, response) => {
    const entry = find(request.params.id);
    const options = { policy: simulator.policy, language: languageAsked(request) };
    response.json({ yaml: await scenarioOf(entry, options) });
  });
  router.post("/deliveries", async (request, response) => {
    const asked = bodyOf<FreshEvent>(request.body, checkSend);
    response.status(202).json({ id: await actions.send(asked) });
  });
  router.post("/deliveries/:id/again", async (request, response) => {
    response.status(202).json({ id: await actions.again(find(request.params.id)) });
  });
  router.post("/deliveries/:id/copies", async (request, response) => {
    const fault = { name: "concurrent-copies" } as const;
    response.status(202).json({ id: await actions.again(find(request.params.id), fault) });
  });
  router.post("/deliveries/:id/skip", (request, response) => {
    const nowMs = actions.skip(find(request.params.id));
    live.state({ nowMs });
    response.json({ nowMs });
  });
  router.post("/forge", async (request, response) => {
    const { forgery, deliveryId } = bodyOf<ForgeBody>(request.body, checkForge);
    if (forgery === undefined) throw missing(deliveriesTexts("forge-request"), "forgery");
    const entry = deliveryId === undefined ? undefined : find(deliveryId);
    response.json({ id: await actions.forge(forgery, entry) });
  });
  router.post("/network", (request, response) => {
    const { isDown } = bodyOf<NetworkBody>(request.body, checkNetwork);
    if (isDown === undefined) throw missing(deliveriesTexts("switch-network"), "isDown");
    simulator.isNetworkDown = isDown;
    live.state({ isNetworkDown: isDown });
    response.json({ isDown });
  });

  function find(id: string): HistoryEntry {
    const entry = history.find(id);
    if (entry) return entry;
    throw new MocklarkError("USAGE", deliveriesTexts("no-such-delivery", { id }), {
      remedy: deliveriesTexts("perhaps-too-old"),
    });
  }
  return router;
}

interface ForgeBody {
  readonly forgery?: ForgeryName;
  readonly deliveryId?: string;
}

interface NetworkBody {
  readonly isDown?: boolean;
}

const checkSend = createOptionCheck<FreshEvent>(deliveriesTexts("send-event"), {
  appId: text,
  type: text,
  scope: oneOf(["room", "level"]),
  scopeId: text,
});

const checkForge = createOptionCheck<ForgeBody>(deliveriesTexts("forge-request"), {
  forgery: oneOf(forgeryNames),
  deliveryId: text,
});

const checkNetwork = createOptionCheck<NetworkBody>(deliveriesTexts("switch-network"), {
  isDown: trueOrFalse,
});

/** A request without a body says as much as an empty object. */
function bodyOf<Body extends object>(body: unknown, check: (body: Body) => void): Body {
  const given = (body ?? {}) as Body;
  check(given);
  return given;
}

const missing = (purpose: Text, name: string): MocklarkError =>
  new MocklarkError("USAGE", deliveriesTexts("missing", { purpose, name }), {
    remedy: deliveriesTexts("give", { name }),
  });

const forgeryViews = (language: Language): readonly ForgeryView[] =>
  forgeryNames.map((name) => {
    const { describe, needsEncryptKey } = forgeries[name];
    return { name, describe: describe.in(language), needsEncryptKey };
  });
