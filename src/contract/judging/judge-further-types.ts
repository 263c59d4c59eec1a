import { list, type Text } from "../../base/text.js";
import type { EventType } from "../../event/event-type.js";
import type { FeishuEvent } from "../../event/feishu-event.js";
import type { EffectCount } from "../../receiver/effect-ledger.js";
import { isAccepted } from "../report/exchange.js";
import { outcomeText } from "../../delivery/outcome-in-short.js";
import type { Judgement } from "../report/verdict.js";
import type { CheckContext } from "../suite/check-context.js";
import { judgeFurtherTypesTexts as texts } from "./judge-further-types-texts.js";
import { broken, effectsText, holds } from "./judgements.js";
import { labelTexts } from "./label-texts.js";
import { seenEach, seenOf } from "./seen-text.js";
import { ofUnknownType } from "./unknown-type.js";

/** What was sent of one further type, and the first refusal, if any. */
interface Sent {
  readonly type: EventType;
  /** Shows what an effect of this type looks like. */
  readonly like: FeishuEvent;
  /** The same under a type nobody handles: what shows of it as well is no effect. */
  readonly unlike: FeishuEvent;
  /** Sent twice, so that it has to be acted on once all the same. */
  readonly twice: FeishuEvent;
  readonly refusal: Text | undefined;
}

/**
 * Sends events of every type but the first: each must be accepted and acted on exactly once. How a receiver shows
 * what it does may differ from type to type, so each type is judged by an event of its own.
 * @param accepted how Feishu is answered where it is content: "status 200"
 */
export async function judgeFurtherTypes(context: CheckContext, accepted: Text): Promise<Judgement> {
  const sent: Sent[] = [];
  // One after the other: a receiver may have to know a room before it hears of a meeting in it.
  for (const type of context.types.all.slice(1)) sent.push(await send(context, type));
  const types = list(sent.map(({ type }) => type.name));
  const expected = texts("expected", { accepted, types });
  const refused = sent.flatMap(({ type, refusal }) =>
    refusal ? [seenOf(type.name, refusal)] : [],
  );
  if (refused.length > 0) {
    return broken(texts("refused"), { expected, actual: seenEach(refused) });
  }
  const acts = await actsOnAnyType(context);
  const counts = await Promise.all(sent.map((each) => countOf(context, each, acts)));
  const unknown = counts.find(({ count }) => count.kind === "unknown")?.count;
  if (unknown?.kind === "unknown") return { kind: "undecided", reason: unknown.reason };
  const wrong = counts.flatMap(({ type, count }) =>
    count.kind === "counted" && count.effects !== 1
      ? [seenOf(type.name, wrongEffects(count.effects))]
      : [],
  );
  if (wrong.length === 0) return holds(texts("holds", { types }));
  return broken(texts("not-once"), { expected, actual: seenEach(wrong) });
}

function wrongEffects(count: number): Text {
  const effects = effectsText(count);
  return count > 1 ? texts("of-one-twice", { effects }) : effects;
}

async function send({ makeEvent, deliver }: CheckContext, type: EventType): Promise<Sent> {
  const [like, other, twice] = [makeEvent({ type }), makeEvent({ type }), makeEvent({ type })];
  const unlike = ofUnknownType(other, type);
  const label = texts("good", { type: type.name });
  const first = await deliver(like, { label });
  await deliver(unlike, { label: texts("same-as", { type: unlike.header.event_type }) });
  const again = [
    await deliver(twice, { label }),
    await deliver(twice, { label: texts("again", { type: type.name }) }),
  ];
  const refusal = [first, ...again].find((outcome) => !isAccepted(outcome));
  return { type, like, unlike, twice, refusal: refusal && outcomeText(refusal) };
}

async function countOf(
  { effectsLike }: CheckContext,
  { type, like, unlike, twice }: Sent,
  actsOnAny: boolean,
): Promise<{ readonly type: EventType; readonly count: EffectCount }> {
  const count = await effectsLike(twice, { like, unlike });
  if (count.kind === "unknown" || count.effects > 0 || !actsOnAny) return { type, count };
  const reason = texts("acts-on-any", { type: type.name });
  return { type, count: { kind: "unknown", reason } };
}

/** What it shows of a type nobody handles is held against what an effect of the first type looks like. */
async function actsOnAnyType({
  makeEvent,
  deliver,
  effectsOf,
  types,
}: CheckContext): Promise<boolean> {
  const event = ofUnknownType(makeEvent(), types.main);
  await deliver(event, { label: labelTexts("of-type", { type: event.header.event_type }) });
  const count = await effectsOf(event, 0);
  return count.kind === "counted" && count.effects > 0;
}
