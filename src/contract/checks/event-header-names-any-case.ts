import type { Check } from "../suite/check.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { judgeGoodEvents } from "../judging/judge-good-events.js";

export const eventHeaderNamesAnyCase: Check = {
  id: "event/header-names-any-case",
  title: "Header names are taken in lower case and as Feishu writes them",
  severity: "must",
  appliesTo: "webhook",
  clause:
    "Feishu sends X-Lark-Signature and its like in this case; HTTP header names have none, and gateways and HTTP/2 proxies make them lower-case.",
  page: feishuPages.encryption,
  why: "Every event would be refused from the day a proxy is put in front of the receiver, or taken away.",
  fix: 'Read headers through the framework, which ignores case (request.get("X-Lark-Signature")), not from a map of raw names.',
  judgesAnswers: true,
  evaluate: (context) =>
    judgeGoodEvents(context, [
      { event: context.makeEvent(), what: "an event with canonical header names" },
      {
        event: context.makeEvent(),
        what: "an event with lower-case header names",
        headerCase: "lower",
      },
    ]),
};
