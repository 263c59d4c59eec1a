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

const says = (delivery: DeliverySummary, text: string): boolean =>
  searched(delivery).includes(text);

/** Ten thousand of them are searched again whenever one more comes. */
const known = new WeakMap<DeliverySummary, string>();

function searched(delivery: DeliverySummary): string {
  const found = known.get(delivery);
  if (found !== undefined) return found;
  const { eventId, eventType, scope, appId, forgery = "" } = delivery;
  const text = [eventId, eventType, scope.id, scope.name ?? "", appId, forgery]
    .join("\n")
    .toLowerCase();
  known.set(delivery, text);
  return text;
}
