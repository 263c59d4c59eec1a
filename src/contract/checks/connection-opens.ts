import type { Check } from "../suite/check.js";
import type { Arrival } from "../subject/client-line.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { broken, holds } from "../judging/judgements.js";

export const connectionOpens: Check = {
  id: "connection/opens",
  title: "The client asks where to connect and opens the connection",
  severity: "must",
  appliesTo: "long-connection",
  clause:
    "A client posts its app id and secret to /callback/ws/endpoint and opens a WebSocket to the URL in the answer.",
  page: feishuPages.longConnection,
  why: "Without a connection the app is not online: every event fails and is dropped after four retries.",
  fix: "Give the SDK's client the app id and secret, and the domain (here MOCKLARK_DOMAIN); keep the process running after start().",
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
