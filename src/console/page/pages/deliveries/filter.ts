import type { DeliverySummary } from "../../../console-state.js";

export const statuses = ["pending", "succeeded", "given-up", "cancelled"] as const;

/** What the address says about which deliveries are shown. */
export interface Filter {
  /** One of {@link statuses}; empty: any. */
  readonly status: string;
  /** A part of an event id, of a room's or level's id or name, or of an app id; lower case. */
  readonly text: string;
}

export const filterOf = (query: URLSearchParams): Filter => ({
  status: query.get("status") ?? "",
  text: (query.get("q") ?? "").trim().toLowerCase(),
});

/** Those that fit, in the order they come. */
export function fitting(
  deliveries: readonly DeliverySummary[],
  { status, text }: Filter,
): readonly DeliverySummary[] {
  if (status === "" && text === "") return deliveries;
  return deliveries.filter(
    (each) => (status === "" || each.status === status) && (text === "" || says(each, text)),
  );
}

const says = ({ eventId, scope, appId, forgery }: DeliverySummary, text: string): boolean =>
  eventId.includes(text) ||
  scope.id.toLowerCase().includes(text) ||
  scope.name?.toLowerCase().includes(text) === true ||
  appId.toLowerCase().includes(text) ||
  forgery?.includes(text) === true;
