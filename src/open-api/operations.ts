import { getBotInfo } from "./get-bot-info.js";
import type { Operation } from "./operation.js";
import { disableInformOperations } from "./reserve-configs/disable-inform.js";
import { getReserveScope } from "./reserve-configs/get-reserve-scope.js";
import { patchReserveConfig } from "./reserve-configs/patch-reserve-config.js";
import { reserveAdminOperations } from "./reserve-configs/reserve-admin.js";
import { reserveFormOperations } from "./reserve-configs/reserve-form.js";

/** Every call of the Open API, but for the tokens that all the others need. */
export const operations: readonly Operation[] = [
  getBotInfo,
  patchReserveConfig,
  getReserveScope,
  ...reserveFormOperations,
  ...reserveAdminOperations,
  ...disableInformOperations,
];
