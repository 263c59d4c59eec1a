import type { FeishuEvent } from "../../event/feishu-event.js";
import { mixedVersionRequest, type StrayMembers } from "../../wire/first-version.js";
import { answerOf } from "../report/describe-answer.js";
import type { Cause, ProbeContext } from "./cause.js";
import { findFlip } from "./find-flip.js";
import { eventTrouble } from "./troubles.js";
import { isBetter, ordinaryEvent, type MakeAttempt } from "./trial.js";
import { evidenceTexts } from "./texts/evidence-texts.js";
import { strayMembersTexts as texts, type StrayMember } from "./texts/stray-members-texts.js";

interface Stray {
  /** What it looks for. */
  readonly means: StrayMember;
  readonly members: (event: FeishuEvent) => StrayMembers;
  /** The same with values that mean nothing. */
  readonly control: (event: FeishuEvent, random: string) => StrayMembers;
}

const strays: readonly Stray[] = [
  {
    means: "token",
    members: ({ header }) => ({ token: header.token }),
    control: ({ header }, random) => ({ token: random.slice(0, header.token.length) }),
  },
  {
    means: "event-type",
    members: ({ header }) => ({ eventType: header.event_type }),
    control: ({ header }, random) => ({ eventType: random.slice(0, header.event_type.length) }),
  },
  {
    means: "type",
    members: ({ header }) => ({ type: header.event_type }),
    control: ({ header }, random) => ({ type: random.slice(0, header.event_type.length) }),
  },
  {
    means: "event-callback",
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
    const ordinary = { label: evidenceTexts("good-event"), make: ordinaryEvent(context) };
    const variants = strays.map(({ means, members, control }) => ({
      means,
      label: texts("variant", { member: means }),
      make: mixed(context, members),
      control: mixed(context, (event) => control(event, context.random.alphanumeric(64))),
    }));
    const flip = await findFlip(context, ordinary, variants, { counts: isBetter });
    if (!flip) return undefined;
    const { means: member, before } = flip;
    return {
      sentence: texts("sentence", { member, answer: answerOf(before.outcome) }),
      fix: texts("fix", { member }),
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
