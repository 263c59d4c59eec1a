import type { ProtocolErrorCode } from "../../wire/frame.js";
import type { ClientLine } from "../subject/client-line.js";

/** What the gateway found in a frame without one of the fields that pbbp2 requires. */
const missingField: ProtocolErrorCode = "FRAME_MISSING_FIELD";

/** Whether frames of this client lack required fields, as proto3 encoders leave out whatever is zero. */
export const leavesOutZeros = (client: ClientLine): boolean =>
  client.badFrames().some((reason) => reason.toJSON()["code"] === missingField);
