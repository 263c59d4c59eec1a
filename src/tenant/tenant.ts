import type { ReserveConfigEvent } from "../event/reserve-config/reserve-config-event.js";
import type { Random } from "../base/random.js";
import type { Directory } from "../event/directory.js";
import type { TenantDepartment, TenantLevel, TenantPerson, TenantRoom } from "./company.js";
import type { Refusal } from "./refusal.js";
import type { ReserveConfig, ReserveConfigChange, UserIdType } from "./reserve-config-change.js";
import type { KeptBlocks } from "./scoped-blocks.js";
import type { TenantApp } from "./tenant-app.js";
import type { TenantDefinition } from "./tenant-definition.js";
import type { Emission, SideBlock } from "./tenant-record.js";
import type { TenantRules } from "./tenant-rules.js";
import type { LimitSources } from "./limit-sources.js";
import type { TenantStore } from "./tenant-store.js";

export interface TenantOptions {
  /** The tenant at its start, or a snapshot of one. */
  readonly definition: TenantDefinition | TenantSnapshot;
  /** Source of the ids of events, rooms and levels. */
  readonly random: Random;
  /** Unix milliseconds, for `create_time`. */
  readonly now: () => number;
  readonly rules?: Partial<TenantRules>;
  readonly store?: TenantStore;
}

/** A whole tenant as JSON: what `snapshot` gives and `createTenant` takes. */
export interface TenantSnapshot extends TenantDefinition {
  readonly version: 1;
  /** Reserve limits and side blocks, as each room and level has them. */
  readonly blocks: readonly KeptBlocks[];
  /** Events that are still to be emitted, oldest first. */
  readonly pending: readonly Emission[];
}

/** A room or level by its id, and the kind the caller takes it for. */
export interface ScopeReference {
  readonly scopeId: string;
  /** "room" or "level", as the caller's `scope_type` says. */
  readonly scopeType: "room" | "level";
}

export interface UpdateReserveConfig extends ScopeReference {
  readonly change: ReserveConfigChange;
  /** The kind of the user ids in the change. Default "open_id". */
  readonly userIdType?: UserIdType;
}

/** What came of a change: it is kept, and these events are on their way. */
export interface Updated {
  readonly kind: "updated";
  readonly emissions: readonly Emission<ReserveConfigEvent>[];
}

/** What a change would do, and did not. */
export interface Preview {
  readonly kind: "previewed";
  /** As they would be sent if the change were made now and before any other; even their ids. */
  readonly emissions: readonly Emission<ReserveConfigEvent>[];
  /** Of a level: the blocks that everything below it would take over. */
  readonly cascades: readonly (keyof LimitSources)[];
}

/** Everything that stands against a change; the first is what the change itself is refused with. */
export interface PreviewRefused {
  readonly kind: "refused";
  readonly refusals: readonly [Refusal, ...Refusal[]];
}

/** The limits that hold for a scope, with people by the ids asked for. */
export interface FoundReserveConfig {
  readonly kind: "found";
  readonly config: ReserveConfig;
}

export interface DeleteLevelOptions {
  /** The event says so as `delete_child`. Default: true. */
  readonly deleteChild?: boolean;
}

/** The people of a mock tenant, its rooms and their limits: what Feishu's servers know. No HTTP. */
export interface Tenant extends Directory {
  readonly name: string;
  readonly tenantKey: string;
  readonly rules: TenantRules;
  readonly apps: readonly TenantApp[];
  readonly levels: readonly TenantLevel[];
  readonly rooms: readonly TenantRoom[];
  readonly departments: readonly TenantDepartment[];
  readonly people: readonly TenantPerson[];

  findApp(appId: string): TenantApp | undefined;
  findRoom(roomId: string): TenantRoom | undefined;
  findLevel(levelId: string): TenantLevel | undefined;
  findPerson(id: string, type: UserIdType): TenantPerson | undefined;
  /** By its open id. */
  findDepartment(departmentId: string): TenantDepartment | undefined;
  /** By the tenant's own id for it. */
  findDepartmentByCustomId(customId: string): TenantDepartment | undefined;
  /** Those right in the department, by its open id; "0" is the root. */
  peopleOf(departmentId: string): readonly TenantPerson[];
  /** Those right below the department, by its open id; "0" is the root. */
  childDepartments(departmentId: string): readonly TenantDepartment[];
  /** From right below the root to the department itself, by its open id; empty for "0", the root. */
  departmentPath(departmentId: string): readonly TenantDepartment[];
  /** From the root to the level itself. */
  pathTo(levelId: string): readonly TenantLevel[];
  childLevels(levelId: string): readonly TenantLevel[];
  /** Those right on the level. */
  roomsOn(levelId: string): readonly TenantRoom[];

  /** Whether there is such a room, or such a level. */
  hasScope(scope: ScopeReference): boolean;

  /** Adds an app, or takes note of a change to one that is known. */
  setApp(app: TenantApp): void;

  /**
   * Changes who may book a room, or every room of a level, when and with whose approval. Resolves when the
   * change is kept; each subscribed app is sent `vc.reserve_config.updated_v1` then.
   * @throws MocklarkError FILE (it rejects) when the change could not be kept, as do the five below; nothing
   * has changed then, no event is emitted, and no later change is taken
   */
  updateReserveConfig(update: UpdateReserveConfig): Promise<Updated | Refusal>;
  /** What {@link updateReserveConfig} would do, without doing it: no later change is another for it. */
  previewReserveConfig(update: UpdateReserveConfig): Preview | PreviewRefused;
  reserveConfig(
    scope: ScopeReference & { readonly userIdType?: UserIdType },
  ): FoundReserveConfig | Refusal;
  /** Whose the limits of a room or level are; undefined where there is none. */
  limitSources(scope: ScopeReference): LimitSources | undefined;
  /** Whether the limits of the room let this person book it: everybody, by name, or by a department above. */
  mayBook(roomId: string, person: TenantPerson): boolean;

  /**
   * The form, admin and disable_inform blocks; people by open id. Undefined where nothing is set up. A form
   * or disable_inform of a level holds for what is below it, unless its `if_cover_child_scope` is false.
   */
  sideBlock(scope: ScopeReference, name: SideBlock): unknown;
  /** Refused, as "unknown-scope", where there is no such room or level. */
  setSideBlock(
    scope: ScopeReference,
    name: SideBlock,
    block: unknown,
  ): Promise<Refusal | undefined>;

  /**
   * Adds a room or changes one; it inherits from its level. Refused, "wrong-level", without such a level. Each
   * app that subscribed is sent `vc.room.created_v1` or `vc.room.updated_v1` when the change is kept, and the
   * like for the three below.
   */
  saveRoom(room: TenantRoom): Promise<Refusal | undefined>;
  /** With its limits. Refused, "data-not-exist", when there is none. */
  deleteRoom(roomId: string): Promise<Refusal | undefined>;
  /** Refused, "wrong-level", for a second root, and for a parent that does not exist or is below it. */
  saveLevel(level: TenantLevel): Promise<Refusal | undefined>;
  /**
   * With everything below it, which gets no events of its own. Refused for the root, "wrong-level", when there
   * is none, "data-not-exist", and with `deleteChild: false` for one with levels or rooms, "wrong-level".
   */
  deleteLevel(levelId: string, options?: DeleteLevelOptions): Promise<Refusal | undefined>;
  /** A fresh id for a new room or level, and a room's display id. */
  newRoomId(): string;
  newLevelId(): string;
  newDisplayId(): string;

  /**
   * Who delivers events; one at a time. Called after the change is kept, never awaited by a change; the
   * event counts as emitted when the promise resolves. Events of an earlier process that are still to be
   * emitted are handed over at once.
   */
  onEmission(emit: (emission: Emission) => Promise<void>): void;
  /** Called after each change of the tenant or of one of its apps; the function that comes back stops it. */
  onChange(listener: () => void): () => void;

  snapshot(): TenantSnapshot;
  close(): Promise<void>;
}
