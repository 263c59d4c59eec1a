import type { WallClock } from "../../base/clock.js";
import type { Random } from "../../base/random.js";
import type { EffectLedger } from "../../receiver/effect-ledger.js";
import type { RequestBuilder } from "../../wire/request-builder.js";
import type { Subject } from "../subject/subject.js";
import type { EventMaker } from "./event-maker.js";

/** Feishu waits no longer for an answer. */
export const inTimeMs = 3_000;

/** What the first events of a run are made, sent and looked at with. */
export interface MeetingOptions {
  readonly subject: Subject;
  readonly events: EventMaker;
  readonly builder: RequestBuilder;
  readonly random: Random;
  readonly wall: WallClock;
  readonly ledger: EffectLedger;
}
