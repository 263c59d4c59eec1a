import type { Permission } from "../../event/app.js";
import type { Operation } from "../operation.js";
import { roomErrors } from "./room-errors.js";

type CallTerms = Pick<Operation, "tokens" | "scopes" | "rate" | "errors">;

/** What all calls that read rooms have in common; `fine` are the permissions for one kind of call alone. */
export function readsRooms(...fine: readonly Permission[]): CallTerms {
  return {
    tokens: ["tenant"],
    scopes: ["vc:room", "vc:room:readonly", ...fine],
    rate: { perMinute: 1_000, perSecond: 50 },
    errors: Object.values(roomErrors),
  };
}

/** What all calls that change rooms have in common. */
export function writesRooms(...fine: readonly Permission[]): CallTerms {
  return {
    tokens: ["tenant"],
    scopes: ["vc:room", ...fine],
    rate: { perMinute: 20 },
    errors: Object.values(roomErrors),
  };
}

/** The base address of all pages on rooms and levels. */
export const pageOf = (path: string): string =>
  `https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/${path}`;
