import { getBotInfo } from "./get-bot-info.js";
import type { Operation } from "./operation.js";
import { patchReserveConfig } from "./reserve-configs/patch-reserve-config.js";

/** Every call of the Open API, but for the tokens that all the others need. */
export const operations: readonly Operation[] = [getBotInfo, patchReserveConfig];
