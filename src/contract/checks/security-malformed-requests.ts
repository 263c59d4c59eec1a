import type { Text } from "../../base/text.js";
import { createEventCipher } from "../../wire/event-cipher.js";
import { prepareBody } from "../../wire/request-builder.js";
import { serializeEvent } from "../../wire/serialize-event.js";
import type { WebhookRequest } from "../../wire/webhook-request.js";
import type { FeishuEvent } from "../../event/feishu-event.js";
import type { Check } from "../suite/check.js";
import type { Attack, CheckContext } from "../suite/check-context.js";
import { feishuPages } from "../judging/feishu-pages.js";
import { harmOf } from "../judging/forged-event.js";
import { broken, judgeEffects } from "../judging/judgements.js";
import { seenEach, seenOf } from "../judging/seen-text.js";
import { securityMalformedRequestsTexts as texts } from "./texts/security-malformed-requests-texts.js";

interface MalformedRequest {
  readonly label: Text;
  readonly request: WebhookRequest;
  /** Closing the connection is an answer to a body that is too large to be read to its end. */
  readonly mayBeCutOff?: boolean;
}

/** A receiver that broke so often will break again; each time may take three seconds. */
const mostBreaks = 3;

export const securityMalformedRequests: Check = {
  id: "security/malformed-requests",
  texts,
  severity: "must",
  appliesTo: "webhook",
  page: feishuPages.faq,
  phase: "destructive",
  async evaluate(context) {
    const [inArray, doubled] = [context.makeEvent(), context.makeEvent()];
    const breaks: Text[] = [];
    for (const { label, request, mayBeCutOff = false } of malformed(context, inArray, doubled)) {
      const attacked = await context.attack(request, { label });
      const harm = mayBeCutOff && isCutOff(attacked) ? undefined : harmOf(attacked);
      if (harm !== undefined) breaks.push(seenOf(label, harm));
      if (attacked.health.state === "died" || breaks.length === mostBreaks) break;
    }
    if (breaks.length > 0) {
      return broken(texts("broke"), {
        expected: texts("all-answered"),
        actual: seenEach(breaks),
      });
    }
    return judgeEffects(await context.effectsOf([inArray, doubled], 0), 0, {
      holds: texts("holds"),
      broken: texts("acted-on"),
    });
  },
};

function isCutOff({ outcome, health }: Attack): boolean {
  return health.state === "alive" && outcome.kind === "reset";
}

/** Signed with the receiver's own key, or nothing of them would come past the signature. */
function malformed(
  { app, builder, random, wall }: CheckContext,
  inArray: FeishuEvent,
  doubled: FeishuEvent,
): readonly MalformedRequest[] {
  const context = { random, timestampMs: wall.now() };
  const cipher = app.encryptKey === "" ? undefined : createEventCipher(app.encryptKey);
  const signed = (text: string): WebhookRequest =>
    builder.sign({ body: Buffer.from(text), plaintext: text }, context);
  const overridden = prepareBody(withSecondKeys(doubled), cipher, random);
  return [
    { label: texts("empty-body"), request: signed("") },
    { label: texts("not-json"), request: signed("this is not JSON {") },
    {
      label: texts("in-array"),
      request: signed(`[${builder.event(inArray, context).body.toString()}]`),
    },
    { label: texts("encrypt-number"), request: signed('{"encrypt":1}') },
    {
      label: texts("encrypt-no-base64"),
      request: signed('{"encrypt":"%% no base64 %%"}'),
    },
    {
      label: texts("too-large"),
      request: signed(`{"padding":"${"x".repeat(2 * 1024 * 1024)}"}`),
      mayBeCutOff: true,
    },
    { label: texts("too-deep"), request: signed("[".repeat(20_000) + "]".repeat(20_000)) },
    {
      label: texts("xml"),
      request: withContentType(signed("<event/>"), "application/xml"),
    },
    { label: texts("get"), request: asGet(signed("")) },
    {
      label: texts("second-keys"),
      request: builder.sign(overridden, context),
    },
  ];
}

/**
 * Most parsers take the last of two equal keys; Go's fills one struct from both, field by field. Either way
 * nothing of the first header is left, so the event in front must not be acted on.
 */
function withSecondKeys(event: FeishuEvent): string {
  const empty = Object.fromEntries(Object.keys(event.header).map((key) => [key, ""]));
  return `${serializeEvent(event).slice(0, -1)},"header":${JSON.stringify(empty)},"event":{}}`;
}

function withContentType(request: WebhookRequest, type: string): WebhookRequest {
  const headers = request.headers.map(([name, value]) =>
    name === "Content-Type" ? ([name, type] as const) : ([name, value] as const),
  );
  return { ...request, headers };
}

function asGet(request: WebhookRequest): WebhookRequest {
  const headers = request.headers.filter(([name]) => !name.startsWith("Content-"));
  return { ...request, method: "GET", headers };
}
