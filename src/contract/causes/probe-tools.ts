import { definedOnly } from "../../base/defined-only.js";
import type { CheckReceiverOptions } from "../check-receiver-options.js";
import type { Run } from "../suite/run.js";
import type { SuiteParts } from "../suite/suite-runner.js";
import type { Subject } from "../subject/subject.js";
import type { FindCausesOptions } from "./find-causes.js";

/** A run on any receiver is to end within this time, milliseconds; what is left of it is for experiments. */
const longestRunMs = 25_000;
const leastForProbesMs = 3_000;

const unseenPatienceMs = 400;

/** What experiments work with; none where nothing more may be sent. */
export function probeTools(
  { options, app, simulator, subject, random, clock }: Run,
  { events, ledger, contact, health }: SuiteParts,
  startedAt: number,
): FindCausesOptions | undefined {
  if (!contact || options.signal?.aborted === true || !health.isUsable()) return undefined;
  const { wall } = clock;
  const source = random.fork("causes");
  const leftMs = longestRunMs - (wall.elapsed() - startedAt);
  return {
    app,
    builder: simulator.builder,
    random: source,
    wall,
    contact,
    url: urlOf(options, subject),
    type: events.types.main,
    makeEvent: () => events.make(source),
    async send(request, { path, totalMs } = {}) {
      const outcome = await subject.transmit(request, {
        ...definedOnly({ path, signal: options.signal }),
        ...(totalMs === undefined ? {} : { limits: { totalMs } }),
      });
      if (outcome.kind === "reset" || outcome.kind === "refused") await health.examine(outcome);
      return outcome;
    },
    // Where no good event showed in all that time, another will not take long either.
    areShown: (some) =>
      ledger.areShown(some.map(events.idsOf), ledger.canCount() ? undefined : unseenPatienceMs),
    budgetMs: Math.max(leastForProbesMs, Math.min(leftMs, 10_000)),
    ...definedOnly({ signal: options.signal }),
  };
}

/** Where the receiver is; an app or a server in this process is known by its path alone. */
function urlOf(
  { target, path = "/webhook/event" }: CheckReceiverOptions,
  subject: Subject,
): string {
  const given = typeof target === "string" || target instanceof URL ? String(target) : undefined;
  return subject.managed?.url ?? given ?? `http://127.0.0.1${path}`;
}
