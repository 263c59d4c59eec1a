import { defaultDeliveryPolicy } from "../../delivery/delivery-policy.js";

/** Feishu's last retry comes this long after the first attempt, if each fails at once: 7 h 5 min 15 s. */
export const lastRetryAfterMs = defaultDeliveryPolicy.waitsMs.reduce((sum, wait) => sum + wait, 0);
