import type { Language } from "../../base/text.js";
import { mayReceive } from "../../event/reserve-config/permission-projection.js";
import {
  type ReserveConfigEvent,
  reserveConfigEventType,
} from "../../event/reserve-config/reserve-config-event.js";
import { createSecretMask } from "../../event/secret-mask.js";
import { refusalErrors } from "../../open-api/api-error.js";
import type { Refusal } from "../../tenant/refusal.js";
import type { TenantApp } from "../../tenant/tenant-app.js";
import type { Emission } from "../../tenant/tenant-record.js";
import type { Preview, Tenant, UpdateReserveConfig } from "../../tenant/tenant.js";
import type {
  LimitBlock,
  PlaceName,
  PreviewAnswer,
  PreviewedEvent,
  RefusalView,
  UntoldReason,
} from "./rooms-state.js";

/** More of either help nobody. */
const mostEvents = 20;
const mostRefusals = 50;

/** What the Open API's PATCH would answer, and which events it would bring about. */
export function previewChange(
  tenant: Tenant,
  update: UpdateReserveConfig,
  language: Language,
): PreviewAnswer {
  const preview = tenant.previewReserveConfig(update);
  if (preview.kind === "refused") {
    const refusals = preview.refusals.slice(0, mostRefusals);
    return { kind: "refused", refusals: refusals.map((each) => refusalView(each, language)) };
  }
  const sent = preview.emissions.filter(({ appId }) => {
    const app = tenant.findApp(appId);
    return app !== undefined && channelOf(app) !== undefined;
  });
  return {
    kind: "previewed",
    events: sent.slice(0, mostEvents).flatMap((emission) => eventView(tenant, emission) ?? []),
    eventCount: sent.length,
    untold: tenant.apps.flatMap((app) => {
      const reason = untoldReason(app);
      return reason === undefined ? [] : { appName: app.name, reason };
    }),
    follows: preview.cascades.map((block) => inPatch[block]),
  };
}

const inPatch: Readonly<Record<Preview["cascades"][number], LimitBlock>> = {
  approval: "approval_config",
  times: "time_config",
  scope: "reserve_scope_config",
};

function refusalView({ reason, text, field, rule }: Refusal, language: Language): RefusalView {
  const { code, msg } = refusalErrors[reason];
  const detail = text.in(language);
  return { detail, code, msg, ...(field && { field }), ...(rule && { rule }) };
}

function eventView(
  tenant: Tenant,
  { appId, event }: Emission<ReserveConfigEvent>,
): PreviewedEvent | undefined {
  const app = tenant.findApp(appId);
  const channel = app && channelOf(app);
  if (!channel) return undefined;
  return { appName: app.name, channel, scope: scopeOf(tenant, event), event: masked(event, app) };
}

function scopeOf(tenant: Tenant, { event }: ReserveConfigEvent): PlaceName {
  const { scope_id: id } = event;
  const room = tenant.findRoom(id);
  const name = (room ?? tenant.findLevel(id))?.name ?? id;
  return { kind: room ? "room" : "level", id, name };
}

/** Without a request URL it goes by long connection, which store apps may not use. */
function channelOf({ requestUrl, type }: TenantApp): PreviewedEvent["channel"] | undefined {
  if (requestUrl !== undefined) return "webhook";
  return type === "store" ? undefined : "long-connection";
}

/** The long connection carries no token. */
function masked(event: ReserveConfigEvent, app: TenantApp): ReserveConfigEvent {
  const token = channelOf(app) === "webhook" ? event.header.token : "";
  return createSecretMask(app).value({ ...event, header: { ...event.header, token } });
}

function untoldReason(app: TenantApp): UntoldReason | undefined {
  if (!mayReceive(app)) return "no-permission";
  if (!app.events.includes(reserveConfigEventType)) return "not-subscribed";
  return channelOf(app) ? undefined : "nowhere-to-send";
}
