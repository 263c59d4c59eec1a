import type { FeishuEvent } from "../../event/feishu-event.js";
import { mixedVersionRequest, type StrayMembers } from "../../wire/first-version.js";
import { describeAnswer } from "../report/describe-answer.js";
import type { Cause, ProbeContext } from "./cause.js";
import { findFlip } from "./find-flip.js";
import { eventTrouble } from "./troubles.js";
import { isBetter, ordinaryEvent, type MakeAttempt } from "./trial.js";

interface Stray {
  /** Where it looks, and where that stands in schema 2.0. */
  readonly means: readonly [looksAt: string, standsAt: string];
  readonly members: (event: FeishuEvent) => StrayMembers;
  /** The same with values that mean nothing. */
  readonly control: (event: FeishuEvent, random: string) => StrayMembers;
}

const strays: readonly Stray[] = [
  {
    means: ["`token` at the top level", "in header.token"],
    members: ({ header }) => ({ token: header.token }),
    control: ({ header }, random) => ({ token: random.slice(0, header.token.length) }),
  },
  {
    means: ["`event.type`", "in header.event_type"],
    members: ({ header }) => ({ eventType: header.event_type }),
    control: ({ header }, random) => ({ eventType: random.slice(0, header.event_type.length) }),
  },
  {
    means: ["`type` at the top level", "in header.event_type"],
    members: ({ header }) => ({ type: header.event_type }),
    control: ({ header }, random) => ({ type: random.slice(0, header.event_type.length) }),
  },
  {
    means: ['a `type` of "event_callback" at the top level', "nowhere any more"],
    members: () => ({ type: "event_callback" }),
    control: () => ({ type: "other_callback" }),
  },
];

/** It reads schema 2.0, but looks for one member where schema 1.0 has it. */
export const strayMembers: Cause = {
  id: "stray-members",
  explains: ["event"],
  looksAt: eventTrouble,
  async probe(context) {
    if (context.type.schema === "1.0") return undefined;
    const ordinary = { label: "a good event", make: ordinaryEvent(context) };
    const variants = strays.map(({ means, members, control }) => ({
      means,
      label: `the same with ${means[0]}`,
      make: mixed(context, members),
      control: mixed(context, (event) => control(event, context.random.alphanumeric(64))),
    }));
    const flip = await findFlip(context, ordinary, variants, { counts: isBetter });
    if (!flip) return undefined;
    const [looksAt, standsAt] = flip.means;
    return {
      sentence: `It looks for ${looksAt}, where schema 1.0 has it: with it an event is taken, without it, as in schema 2.0, it gets ${describeAnswer(flip.before.outcome)}.`,
      fix: `Read schema 2.0: event_id, event_type and token stand in \`header\` (what it looks for stands ${standsAt}), the content in \`event\`.`,
      evidence: flip.evidence,
    };
  },
};

function mixed(
  { builder, makeEvent, random, wall }: ProbeContext,
  members: (event: FeishuEvent) => StrayMembers,
): MakeAttempt {
  return () => {
    const event = makeEvent();
    const signing = { builder, random, timestampMs: wall.now() };
    return { event, request: mixedVersionRequest(event, signing, members(event)) };
  };
}
