import type { ReserveConfigEvent } from "../../event/reserve-config/reserve-config-event.js";
import type { Switch } from "../../event/reserve-config/reserve-config-event.js";
import type { ReserveConfig } from "../../tenant/reserve-config-change.js";

/** What the page "Rooms" and the server say to each other. */

export const limitBlocks = ["approval_config", "time_config", "reserve_scope_config"] as const;

/** In the names of PATCH. */
export type LimitBlock = (typeof limitBlocks)[number];

export type PlaceKind = "level" | "room";

/** A room or level by its name. */
export interface PlaceName {
  readonly kind: PlaceKind;
  readonly id: string;
  readonly name: string;
}

/** Whose a block of limits is. */
export type LimitSource =
  | { readonly kind: "own" }
  /** Of a level above. */
  | { readonly kind: "inherited"; readonly from: PlaceName }
  /** Nobody set it up: what is documented holds. */
  | { readonly kind: "documented" };

/** Limits without the names in them. */
export interface LimitsSummary {
  readonly approval: {
    readonly isOn: boolean;
    /** Longer bookings need approval, hours; absent: every booking. */
    readonly aboveHours?: number;
    readonly approvers: number;
  };
  readonly times: {
    readonly isOn: boolean;
    /** Seconds since midnight. */
    readonly start: number;
    readonly end: number;
    readonly maxHours: number;
    readonly daysInAdvance: number;
  };
  readonly scope: {
    readonly isEverybody: boolean;
    readonly users: number;
    readonly departments: number;
  };
}

/** A line of the tree. */
export interface PlaceSummary extends PlaceName {
  readonly limits: LimitsSummary;
  readonly sources: Readonly<Record<LimitBlock, LimitSource>>;
  /** Of a level: whether there is something below it. */
  readonly hasChildren: boolean;
  /** Of a room: people. */
  readonly capacity?: number;
  /** Of a room that nobody can book at present. */
  readonly isDisabled?: true;
}

/** Somebody, told apart from those of the same name. */
export interface PersonView {
  readonly openId: string;
  readonly name: string;
  /** "Research/Lab"; the empty string right below the root. */
  readonly department: string;
}

export interface DepartmentView {
  readonly departmentId: string;
  readonly name: string;
  /** "Research/Lab". */
  readonly path: string;
}

/** `GET /console/levels/:id` and `GET /console/rooms/:id` */
export interface PlaceDetail {
  readonly place: PlaceSummary;
  /** `LM…`, or the tenant's own id, or both. */
  readonly otherIds: readonly string[];
  /** From the root to the level above it. */
  readonly path: readonly PlaceName[];
  /** People by open id. */
  readonly config: ReserveConfig;
  /** Everybody the limits name. */
  readonly people: readonly PersonView[];
  readonly departments: readonly DepartmentView[];
  /** Of a level: how many are anywhere below it. */
  readonly below: { readonly levels: number; readonly rooms: number };
  /** Of a level: those right on it, levels first, as many as were asked for. */
  readonly children: readonly PlaceSummary[];
  readonly childCount: number;
}

/** `GET /console/search?text=` */
export interface SearchAnswer {
  readonly found: readonly FoundPlace[];
  /** Whether there are more than are shown. */
  readonly hasMore: boolean;
}

export interface FoundPlace extends PlaceSummary {
  readonly path: readonly PlaceName[];
}

/** `GET /console/people?text=` and `GET /console/departments?text=` */
export interface PeopleAnswer {
  readonly people: readonly PersonView[];
}

export interface DepartmentsAnswer {
  readonly departments: readonly DepartmentView[];
}

/** `POST /console/preview` */
export type PreviewAnswer = PreviewedChange | RefusedChange;

export interface PreviewedChange {
  readonly kind: "previewed";
  /** Tokens masked; no more than are worth a look. */
  readonly events: readonly PreviewedEvent[];
  /** How many there would be. */
  readonly eventCount: number;
  /** Apps that get none, and why. */
  readonly untold: readonly { readonly appName: string; readonly reason: UntoldReason }[];
  /** Of a level: the blocks that everything below it takes over. */
  readonly follows: readonly LimitBlock[];
}

export type UntoldReason = "no-permission" | "not-subscribed" | "nowhere-to-send";

export interface PreviewedEvent {
  readonly appName: string;
  readonly channel: "webhook" | "long-connection";
  /** Of whom the event is; of a level below where each of them has one. */
  readonly scope: PlaceName;
  readonly event: ReserveConfigEvent;
}

export interface RefusedChange {
  readonly kind: "refused";
  /** The first is the Open API's answer to the change. */
  readonly refusals: readonly RefusalView[];
}

export interface RefusalView {
  /** "time_config.end_time" */
  readonly field?: string;
  /** "time/end-after-start" */
  readonly rule?: string;
  /** One sentence in the language that was asked for. */
  readonly detail: string;
  /** The Open API's. */
  readonly code: number;
  readonly msg: string;
}

/** `POST /console/access-token` */
export interface TokenAnswer {
  readonly tenantAccessToken: string;
}

export const isOn = (value: Switch): boolean => value === 1;
