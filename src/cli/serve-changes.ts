import type { Timer } from "../base/clock.js";
import { MocklarkError } from "../base/errors.js";
import { printableLine } from "../base/printable.js";
import type { Random } from "../base/random.js";
import type { WallClock } from "../base/wall-clock.js";
import { createParts } from "../event/reserve-config/event-parts.js";
import { contentOf, type Scope } from "../event/reserve-config/event-variants.js";
import type {
  ReserveConfigUpdated,
  Subscriber,
} from "../event/reserve-config/reserve-config-event.js";
import type {
  ReserveConfigChange,
  ReserveScopeConfigChange,
} from "../tenant/reserve-config-change.js";
import type { Tenant, Updated } from "../tenant/tenant.js";
import type { Refusal } from "../tenant/refusal.js";
import type { Terminal } from "./terminal.js";
import { serveTexts } from "./texts/serve-texts.js";

export interface ServeChangesOptions {
  readonly tenant: Tenant;
  readonly random: Random;
  readonly wall: WallClock;
  /** Real milliseconds between two changes. */
  readonly everyMs: number;
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
}

/** Has somebody change the limits of a room or level again and again, until the signal is aborted. */
export function beginChanges(options: ServeChangesOptions): void {
  const { tenant, random, wall, everyMs, terminal, signal } = options;
  let timer: Timer | undefined;

  function plan(): void {
    if (signal.aborted) return;
    timer = wall.setTimer(() => void changeOne(), everyMs, { unref: true });
  }

  async function changeOne(): Promise<void> {
    const scope = drawScope(tenant, random);
    try {
      const result = await changeLimits(tenant, scope, random);
      const kind = result.kind === "updated" ? "changes" : "may-not-change";
      const text = serveTexts(kind, { name: printableLine(nameOf(tenant, scope)) });
      terminal.progress(`${text.in(terminal.language)}\n`);
      plan();
    } catch (error) {
      // A change that could not be kept: no later one will be.
      if (!(error instanceof MocklarkError)) throw error;
      const text = serveTexts("no-more-changes", { error: error.text });
      terminal.err(`${text.in(terminal.language)}\n`);
    }
  }

  signal.addEventListener("abort", () => timer?.cancel(), { once: true });
  plan();
}

/** A room, or now and then a level. */
export function drawScope({ rooms, levels }: Tenant, random: Random): Scope {
  const level = rooms.length === 0 || random.chance(0.15) ? random.pick(levels) : undefined;
  if (level) return { scope_id: level.levelId, scope_type: 1 };
  return { scope_id: random.pick(rooms).roomId, scope_type: 2 };
}

/** One or more blocks, as an administrator would choose them. @throws MocklarkError FILE */
export function changeLimits(
  tenant: Tenant,
  scope: Scope,
  random: Random,
): Promise<Updated | Refusal> {
  const parts = createParts({ userIds: true, departmentNames: false });
  const { scope_id: scopeId, scope_type: kind } = scope;
  return tenant.updateReserveConfig({
    scopeId,
    scopeType: kind === 1 ? "level" : "room",
    change: someOf(
      changeOf(contentOf.typical({ random, directory: tenant, parts }, scope)),
      random,
    ),
  });
}

/** The blocks of an event in the words of the Open API. */
function changeOf(content: ReserveConfigUpdated): Required<ReserveConfigChange> {
  const { approve_config: approval, reserve_scope_config: range, time_config: times } = content;
  return {
    approval_config: { ...approval, approvers: references(approval?.approvers) },
    time_config: { time_switch: 1, ...times },
    reserve_scope_config: {
      ...range,
      allow_users: references(range?.allow_users),
      allow_depts: range?.allow_depts ?? [],
    } as ReserveScopeConfigChange,
  };
}

const references = (subscribers: readonly Subscriber[] = []): { readonly user_id: string }[] =>
  subscribers.flatMap(({ user_id: ids }) =>
    ids?.open_id === undefined ? [] : [{ user_id: ids.open_id }],
  );

function someOf(
  { approval_config, time_config, reserve_scope_config }: Required<ReserveConfigChange>,
  random: Random,
): ReserveConfigChange {
  const first = random.integer(0, 2);
  return {
    ...((first === 0 || random.chance(0.2)) && { time_config }),
    ...((first === 1 || random.chance(0.2)) && { approval_config }),
    ...((first === 2 || random.chance(0.2)) && { reserve_scope_config }),
  };
}

const nameOf = (tenant: Tenant, { scope_id: id }: Scope): string =>
  (tenant.findRoom(id) ?? tenant.findLevel(id))?.name ?? id;
