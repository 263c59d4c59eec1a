import type { Text } from "../../base/text.js";
import type { Check } from "../suite/check.js";
import type { Arrival } from "../subject/client-line.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { broken, holds } from "../judging/judgements.js";
import { connectionOpensTexts as texts } from "./texts/connection-opens-texts.js";

export const connectionOpens: Check = {
  id: "connection/opens",
  texts,
  severity: "must",
  appliesTo: "long-connection",
  page: feishuPages.longConnection,
  evaluate({ client }) {
    const arrival = client().arrival();
    const judgement =
      arrival.opened > 0
        ? holds(texts("holds"))
        : broken(whyNot(arrival), {
            expected: texts("open-socket"),
            actual: texts("opened-none", { asked: arrival.asked }),
          });
    return Promise.resolve(judgement);
  },
};

/** Refusals that the client's own request brings on. */
const ownFaults = [
  "missing-credentials",
  "invalid-app-id",
  "invalid-credentials",
  "forbidden",
] as const satisfies readonly Arrival["lastRefusal"][];

const whyNot = ({ lastRefusal }: Arrival): Text =>
  texts(ownFaults.find((fault) => fault === lastRefusal) ?? "did-not-connect");
