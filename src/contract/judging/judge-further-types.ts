import type { EventType } from "../../event/event-type.js";
import type { FeishuEvent } from "../../event/feishu-event.js";
import type { EffectCount } from "../../receiver/effect-ledger.js";
import { isAccepted } from "../report/exchange.js";
import { outcomeInShort } from "../report/outcome-in-short.js";
import type { Judgement } from "../report/verdict.js";
import type { CheckContext } from "../suite/check-context.js";
import { broken, describeEffects, holds } from "./judgements.js";
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
  readonly refusal: string | undefined;
}

/**
 * Sends events of every type but the first: each must be accepted and acted on exactly once. How a receiver shows
 * what it does may differ from type to type, so each type is judged by an event of its own.
 * @param accepted how Feishu is answered where it is content: "status 200"
 */
export async function judgeFurtherTypes(
  context: CheckContext,
  accepted: string,
): Promise<Judgement> {
  const sent: Sent[] = [];
  // One after the other: a receiver may have to know a room before it hears of a meeting in it.
  for (const type of context.types.all.slice(1)) sent.push(await send(context, type));
  const names = sent.map(({ type }) => type.name).join(", ");
  const expected = `${accepted} and 1 effect for each of ${names}`;
  const refused = sent.filter(({ refusal }) => refusal !== undefined);
  if (refused.length > 0) {
    const actual = refused.map(({ type, refusal }) => `${type.name}: ${refusal}`).join("; ");
    return broken("Not every type of event was accepted.", { expected, actual });
  }
  const acts = await actsOnAnyType(context);
  const counts = await Promise.all(sent.map((each) => countOf(context, each, acts)));
  const unknown = counts.find(({ count }) => count.kind === "unknown")?.count;
  if (unknown?.kind === "unknown") return { kind: "undecided", reason: unknown.reason };
  const wrong = counts.flatMap(({ type, count }) =>
    count.kind === "counted" && count.effects !== 1
      ? [
          `${type.name}: ${describeEffects(count.effects)}${count.effects > 1 ? " of one that came twice" : ""}`,
        ]
      : [],
  );
  if (wrong.length === 0) return holds(`Accepted and acted on once each: ${names}.`);
  return broken("Not every type of event was acted on exactly once.", {
    expected,
    actual: wrong.join("; "),
  });
}

async function send({ makeEvent, deliver }: CheckContext, type: EventType): Promise<Sent> {
  const [like, other, twice] = [makeEvent({ type }), makeEvent({ type }), makeEvent({ type })];
  const unlike = ofUnknownType(other, type);
  const label = `a good event of type ${type.name}`;
  const first = await deliver(like, { label });
  await deliver(unlike, { label: `the same as ${unlike.header.event_type}` });
  const again = [
    await deliver(twice, { label }),
    await deliver(twice, { label: `the same event of type ${type.name} again` }),
  ];
  const refusal = [first, ...again].find((outcome) => !isAccepted(outcome));
  return { type, like, unlike, twice, refusal: refusal && outcomeInShort(refusal) };
}

async function countOf(
  { effectsLike }: CheckContext,
  { type, like, unlike, twice }: Sent,
  actsOnAny: boolean,
): Promise<{ readonly type: EventType; readonly count: EffectCount }> {
  const count = await effectsLike(twice, { like, unlike });
  if (count.kind === "unknown" || count.effects > 0 || !actsOnAny) return { type, count };
  const reason = `It acts on events of any type, so nothing tells whether it knows ${type.name}: see event/unknown-type.`;
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
  await deliver(event, { label: `an event of type ${event.header.event_type}` });
  const count = await effectsOf(event, 0);
  return count.kind === "counted" && count.effects > 0;
}
