import type { Router } from "express";
import { MocklarkError } from "../../base/errors.js";
import { createSecretMask } from "../../event/secret-mask.js";
import { formatAsCurl, formatAsHttp } from "../../wire/format-request.js";
import type { WebhookRequest } from "../../wire/webhook-request.js";
import type { ConsoleContext } from "../console-context.js";
import type { DeliveryDetail, RequestView } from "../console-state.js";
import type { HistoryEntry } from "../delivery-history.js";

/**
 *   GET  /deliveries/:id        DeliveryDetail
 *   POST /deliveries            {}: sends an event of a room drawn by chance
 *   POST /network               { "isDown": true }
 */
export function createDeliveriesRouter(router: Router, context: ConsoleContext): Router {
  const { simulator, history, live } = context;
  router.get("/deliveries/:id", (request, response) => {
    response.json(detailOf(find(request.params.id)));
  });
  router.post("/deliveries", async (_request, response) => {
    const to = simulator.tenant.findApp(simulator.app.appId)?.requestUrl;
    if (to === undefined) throw new MocklarkError("USAGE", "Failed to send: there is no URL.");
    void simulator.push({ to });
    response.status(202).json({});
  });
  router.post("/network", (request, response) => {
    simulator.isNetworkDown = (request.body as { isDown?: unknown }).isDown === true;
    live.state({ isNetworkDown: simulator.isNetworkDown });
    response.json({});
  });

  function find(id: string): HistoryEntry {
    const entry = history.find(id);
    if (entry) return entry;
    throw new MocklarkError("USAGE", `Failed to find the delivery "${id}".`, {
      remedy: "It may be so old that it is no longer kept.",
    });
  }

  function detailOf(entry: HistoryEntry): DeliveryDetail {
    const { delivery, event, requests, underWay } = entry;
    const mask = createSecretMask(simulator.app);
    return mask.value({
      summary: history.summaryOf(entry),
      ...(event && { event }),
      attempts: delivery.attempts.map((record) => {
        const request = requests.get(record.attempt);
        return { ...record, ...(request && { request: requestView(request, delivery.target) }) };
      }),
      ...(underWay && { underWay }),
      waitsMs: [15_000, 300_000, 3_600_000, 21_600_000],
    });
  }
  return router;
}

function requestView(request: WebhookRequest, target: string): RequestView {
  const url = new URL(target);
  return {
    http: formatAsHttp(request, url),
    curl: formatAsCurl(request, url),
    plaintext: request.plaintext,
    isEncrypted: request.plaintext !== request.body.toString("utf8"),
  };
}
