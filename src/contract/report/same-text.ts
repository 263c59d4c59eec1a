import type { Text } from "../../base/text.js";

/** Whether two texts say the same of the same. */
export const isSameText = (one: Text, other: Text): boolean =>
  JSON.stringify(one) === JSON.stringify(other);
