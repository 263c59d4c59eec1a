import { ReasonError } from "../base/errors.js";
import type { PlaceTree } from "./place-tree.js";
import { createPlaceTree } from "./place-tree.js";
import { createScopedBlocks, type FoundBlock } from "./scoped-blocks.js";
import { documentedLimits, withoutFlag, type WholeLimits } from "./stored-limits.js";
import type { TenantApp } from "./tenant-app.js";
import type { TenantDefinition } from "./tenant-definition.js";
import type { Emission, SideBlock, TenantRecord } from "./tenant-record.js";
import type { LimitSources } from "./limit-sources.js";
import { tenantTexts } from "./tenant-texts.js";
import type { ScopeReference, TenantSnapshot } from "./tenant.js";

/** Everything in a tenant that changes, but for its apps: what its records add up to. */
export interface TenantState {
  readonly places: PlaceTree;
  has(scope: ScopeReference): boolean;
  /** The scope's own, else those it inherits, else the documented ones. */
  limitsOf(scopeId: string): WholeLimits;
  /** Whose each block is: the scope itself, a level above it, or undefined for what is documented. */
  sourcesOf(scopeId: string): LimitSources;
  sideBlock(scopeId: string, name: SideBlock): unknown;
  /** Events that are still to be emitted, oldest first. */
  pending(): readonly Emission[];
  apply(record: TenantRecord): void;
  snapshot(apps: readonly TenantApp[]): TenantSnapshot;
}

export function createTenantState(start: TenantDefinition | TenantSnapshot): TenantState {
  const { name, tenantKey, departments, people } = start;
  const kept = "version" in start ? start : { blocks: [], pending: [] };
  const places = createPlaceTree(start.levels, start.rooms);
  const blocks = createScopedBlocks((scopeId) => places.parentOf(scopeId), kept.blocks);
  const pending = new Map(kept.pending.map((emission) => [keyOf(emission), emission]));

  function apply(record: TenantRecord): void {
    change(record);
    const owed = "emissions" in record ? record.emissions : undefined;
    for (const emission of owed ?? []) pending.set(keyOf(emission), emission);
  }

  function change(record: TenantRecord): void {
    switch (record.type) {
      case "limits-changed":
        return blocks.set(record.scopeId, record.limits, record.cascades);
      case "side-block-changed": {
        const { scopeId, name: block, cascades } = record;
        return blocks.set(scopeId, { [block]: record.block }, cascades ? [block] : []);
      }
      case "room-saved":
        return places.saveRoom(record.room);
      case "room-deleted":
        blocks.forget([record.roomId]);
        return places.deleteRoom(record.roomId);
      case "level-saved":
        return places.saveLevel(record.level);
      case "level-deleted":
        blocks.forget([record.levelId, ...places.below(record.levelId)]);
        return places.deleteLevel(record.levelId);
      case "emitted":
        pending.delete(`${record.appId} ${record.eventId}`);
        return;
      default:
        record satisfies never;
        // Read from a file, it may be anything.
        throw new ReasonError(tenantTexts("no-record"));
    }
  }

  return {
    places,
    has: ({ scopeId, scopeType }) =>
      (scopeType === "room" ? places.findRoom(scopeId) : places.findLevel(scopeId)) !== undefined,
    limitsOf(scopeId) {
      const blockOf = <Name extends keyof WholeLimits>(block: Name): WholeLimits[Name] =>
        (asSeen(scopeId, blocks.find(scopeId, block)) as WholeLimits[Name] | undefined) ??
        documentedLimits[block];
      return { approval: blockOf("approval"), times: blockOf("times"), scope: blockOf("scope") };
    },
    sourcesOf(scopeId) {
      const sourceOf = (block: keyof WholeLimits) => blocks.find(scopeId, block)?.from;
      return { approval: sourceOf("approval"), times: sourceOf("times"), scope: sourceOf("scope") };
    },
    sideBlock: (scopeId, block) => asSeen(scopeId, blocks.find(scopeId, block)),
    pending: () => [...pending.values()],
    apply,
    snapshot: (apps) => ({
      version: 1,
      name,
      tenantKey,
      apps,
      levels: places.levels,
      rooms: places.rooms,
      departments,
      people,
      blocks: blocks.list(),
      pending: [...pending.values()],
    }),
  };
}

/** The flag belongs to the level that was sent it. */
const asSeen = (scopeId: string, found: FoundBlock | undefined): unknown =>
  found && found.from !== scopeId ? withoutFlag(found.block) : found?.block;

/** Tells an event for one app from every other. */
export const keyOf = ({ appId, event }: Emission): string => `${appId} ${event.header.event_id}`;
