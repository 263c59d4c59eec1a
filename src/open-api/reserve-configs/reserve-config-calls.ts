import type { Operation, Schema } from "../operation.js";
import { userIdTypeParameter } from "../person-id.js";

type CallTerms = Pick<Operation, "tokens" | "scopes" | "rate">;

/** What all calls that change something of reserve_configs have in common. */
export const changesReserveConfigs: CallTerms = {
  tokens: ["tenant"],
  scopes: ["vc:room"],
  rate: { perMinute: 100 },
};

/** What all calls that read something of reserve_configs have in common. */
export const readsReserveConfigs: CallTerms = {
  ...changesReserveConfigs,
  scopes: ["vc:room", "vc:room:readonly"],
};

export const scopeIdPath: Readonly<Record<string, Schema>> = {
  reserve_config_id: {
    type: "string",
    description: "A room's id (omm_ and 32 hex digits) or a level's (omb_ and 32 hex digits).",
  },
};

export const userIdTypeQuery: Readonly<Record<string, Schema>> = {
  user_id_type: userIdTypeParameter,
};

/** In PATCH and GET of the limits `scope_type` is a text, in all other calls and in the event a number. */
export const scopeTypes: Readonly<Record<string, "level" | "room">> = { 1: "level", 2: "room" };

export const pageOf = (path: string): string =>
  `https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/${path}`;
