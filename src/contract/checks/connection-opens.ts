import type { Check } from "../suite/check.js";
import type { Arrival } from "../subject/client-line.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { broken, holds } from "../judging/judgements.js";
import { connectionOpensTexts } from "./words/connection-opens.js";

export const connectionOpens: Check = {
  id: "connection/opens",
  texts: connectionOpensTexts,
  severity: "must",
  appliesTo: "long-connection",
  page: feishuPages.longConnection,
  evaluate({ client }) {
    const arrival = client().arrival();
    const judgement =
      arrival.opened > 0
        ? holds("It asked where to connect and opened the connection.")
        : broken(whyNot(arrival), {
            expected: "an open WebSocket",
            actual: `asked ${arrival.asked} times, opened none`,
          });
    return Promise.resolve(judgement);
  },
};

function whyNot({ lastRefusal }: Arrival): string {
  if (lastRefusal === "missing-credentials") return "It asked without an app id or a secret.";
  if (lastRefusal === "invalid-app-id") return "It asked with another app id.";
  if (lastRefusal === "invalid-credentials") return "It asked with another app secret.";
  if (lastRefusal === "forbidden") return "Only custom apps may use the long connection.";
  return "It was told where to connect and did not.";
}
