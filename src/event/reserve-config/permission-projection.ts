import { MocklarkError } from "../../base/errors.js";
import { isRecord } from "../../base/json-path.js";
import type { App } from "../app.js";
import { eventTexts } from "../event-texts.js";
import { seesUserIds } from "../hidden-user-ids.js";
import type { ReserveConfigEvent, Subscriber } from "./reserve-config-event.js";

/**
 * Whether Feishu pushes this event to the app at all: subscribing needs `vc:room` or `vc:room:readonly`.
 * @see https://open.feishu.cn/document/server-docs/vc-v1/reserve_config/events/updated
 */
export function mayReceive(app: App): boolean {
  return app.permissions.includes("vc:room") || app.permissions.includes("vc:room:readonly");
}

/** @throws MocklarkError NOT_SUBSCRIBED when the app lacks the permission to get this event */
function assertSubscribed(app: App): void {
  if (mayReceive(app)) return;
  const { appId, permissions: granted } = app;
  throw new MocklarkError("NOT_SUBSCRIBED", eventTexts("not-subscribed", { appId, granted }), {
    remedy: eventTexts("grant-room"),
    details: { appId },
  });
}

/**
 * The event as this app gets it: without `contact:user.employee_id:readonly` every `user_id` is null,
 * the key stays. The event itself is left as it is; parts of a broken one that are no such list or
 * object go out as they are.
 * @throws MocklarkError NOT_SUBSCRIBED when the app gets no such event
 */
export function projectEvent(event: ReserveConfigEvent, app: App): ReserveConfigEvent {
  assertSubscribed(app);
  if (seesUserIds(app) || !isRecord(event) || !isRecord(event.event)) return event;
  const { approve_config: approval, reserve_scope_config: scope } = event.event;
  return {
    ...event,
    event: {
      ...event.event,
      ...(Array.isArray(approval?.approvers) && {
        approve_config: { ...approval, approvers: approval.approvers.map(hideUserId) },
      }),
      ...(Array.isArray(scope?.allow_users) && {
        reserve_scope_config: { ...scope, allow_users: scope.allow_users.map(hideUserId) },
      }),
    },
  };
}

function hideUserId(subscriber: Subscriber): Subscriber {
  return isRecord(subscriber) && isRecord(subscriber.user_id) && subscriber.user_id.user_id !== null
    ? { ...subscriber, user_id: { ...subscriber.user_id, user_id: null } }
    : subscriber;
}
