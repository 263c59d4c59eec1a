import { isRecord } from "../../base/json-path.js";
import { assertValidEvent } from "../assert-valid-event.js";
import { createEventHeader } from "../event-header.js";
import type { EventType } from "../event-type.js";
import type { FeishuEvent } from "../feishu-event.js";
import { createEventFactory, type EventOptions } from "./event-factory.js";
import { eventNode } from "./event-node.js";
import { checkEvent } from "./event-rules.js";
import { createEventRun } from "./event-run.js";
import { drawFittingEvent } from "./fitting-event.js";
import { projectEvent } from "./permission-projection.js";
import { plainContent } from "./plain-content.js";
import {
  type Department,
  type ReserveConfigEvent,
  reserveConfigEventType,
  scopeTypes,
} from "./reserve-config-event.js";

/** `vc.reserve_config.updated_v1`: the event mocklark knows to the last rule. */
export const reserveConfigType: EventType = {
  name: reserveConfigEventType,
  schema: "2.0",
  knownBy: "model",
  schemaNode: eventNode,
  createFactory(settings) {
    const factory = createEventFactory(settings);
    return {
      create: (options: EventOptions = {}) => drawFittingEvent(factory, options),
      next: createEventRun(factory, {
        app: settings.app,
        assertValid: (event) => assertValidEvent(event, reserveConfigType),
      }),
    };
  },
  plain: ({ app, directory, eventId, subjectHex, createTimeMs }) => ({
    schema: "2.0",
    header: createEventHeader(app, { eventId, createTimeMs, eventType: reserveConfigEventType }),
    event: plainContent(directory, app, `omm_${subjectHex}`),
  }),
  validate: checkEvent,
  project: (event, app) => projectEvent(event as ReserveConfigEvent, app),
  subjectIdOf: ({ event }) => (event as ReserveConfigEvent["event"]).scope_id,
  withSubject(event, hex) {
    const content = event.event as ReserveConfigEvent["event"];
    const prefix = content.scope_type === scopeTypes.level ? "omb" : "omm";
    return { ...event, event: { ...content, scope_id: `${prefix}_${hex}` } };
  },
  minimal(event) {
    const { scope_id, scope_type } = event.event as ReserveConfigEvent["event"];
    return { ...event, event: { scope_id, scope_type } };
  },
  withText(event, text) {
    const { scope_id } = event.event as ReserveConfigEvent["event"];
    const department: Department = {
      department_id: `od-${scope_id.slice(-32)}`,
      department_name: text,
    };
    const scope = { allow_all_users: 0, allow_depts: [department], allow_users: [] };
    return { ...event, event: { ...event.event, reserve_scope_config: scope } };
  },
};

/** Whether an event is of the type that is modelled: only its content can be read field by field. */
export const isReserveConfigEvent = (event: FeishuEvent): event is ReserveConfigEvent =>
  isRecord(event.header) && event.header.event_type === reserveConfigEventType;
