import { reserveConfigErrors, sideBlockErrors } from "../api-error.js";
import { listSchema } from "../object-schema.js";
import type { Operation } from "../operation.js";
import { userReference } from "./limit-schemas.js";
import { changesSideBlock, readsSideBlock, type SideBlockTerms } from "./side-block.js";

/** "day in [0,365]; hour in [0,8760]; minute in [0,525600]", by `time_unit`. */
const longestNotice: Readonly<Record<number, number>> = { 1: 525_600, 2: 8_760, 3: 365 };

const day = 3;

/**
 * The form that is filled in with a booking.
 * @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/vc-v1/reserve_config-form/patch
 */
const reserveForm: SideBlockTerms = {
  name: "form",
  title: "ReserveForm",
  summary: "the form that is filled in with a booking",
  member: "reserve_form_config",
  properties: {
    if_cover_child_scope: { type: "boolean" },
    reserve_form: { type: "boolean", default: false },
    notified_users: listSchema(userReference),
    notified_time: { type: "integer", description: "In time_unit, at most a year." },
    time_unit: {
      type: "integer",
      enum: [1, 2, 3],
      default: day,
      description: "1: minutes, 2: hours, 3: days.",
    },
  },
  required: ["reserve_form"],
  users: "notified_users",
  unset: sideBlockErrors.formNotConfigured,
  defaults: { time_unit: day },
  check({ notified_time: time = 0, time_unit: unit = day }) {
    const isInRange = (time as number) >= 0 && (time as number) <= longestNotice[unit as number]!;
    return isInRange ? undefined : sideBlockErrors.notifyTimeTooLong;
  },
  unknownScope: reserveConfigErrors.unknownScope,
  errors: [sideBlockErrors.formNotConfigured, sideBlockErrors.notifyTimeTooLong],
};

export const reserveFormOperations: readonly Operation[] = [
  readsSideBlock(reserveForm),
  changesSideBlock(reserveForm),
];
