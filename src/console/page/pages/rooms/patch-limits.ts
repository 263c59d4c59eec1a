import type { PlaceName, TokenAnswer } from "../../../rooms/rooms-state.js";
import { call } from "../../call.js";
import type { ChangeBody } from "./limits-draft.js";

export interface PatchAnswer {
  readonly code: number;
  readonly msg: string;
  readonly error?: {
    readonly details?: readonly { readonly key: string; readonly value: string }[];
    readonly field_violations?: readonly { readonly field: string; readonly description: string }[];
  };
}

export const patchPath = ({ id }: PlaceName): string =>
  `/open-apis/vc/v1/reserve_configs/${encodeURIComponent(id)}`;

export const patchBody = ({ kind }: PlaceName, change: ChangeBody) => ({
  scope_type: kind === "room" ? "2" : "1",
  ...change,
});

/** Changes the limits as any app would: by the Open API, with a token of the first app. */
export async function patchLimits(place: PlaceName, change: ChangeBody): Promise<PatchAnswer> {
  const { tenantAccessToken } = await call<TokenAnswer>("POST", "/access-token", {});
  const response = await fetch(`${patchPath(place)}?user_id_type=open_id`, {
    method: "PATCH",
    headers: {
      Authorization: `Bearer ${tenantAccessToken}`,
      "Content-Type": "application/json; charset=utf-8",
    },
    body: JSON.stringify(patchBody(place, change)),
  });
  return (await response.json()) as PatchAnswer;
}

/** What the answer says beside code and msg. */
export const reasonOf = ({ error }: PatchAnswer): string | undefined =>
  error?.details?.find(({ key }) => key === "reason")?.value ??
  error?.field_violations?.map(({ field, description }) => `${field}: ${description}`).join("; ");
