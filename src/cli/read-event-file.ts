import { parseDocument } from "../base/document.js";
import { MocklarkError } from "../base/errors.js";
import type { EventType } from "../event/event-type.js";
import type { EventTypes } from "../event/event-types.js";
import type { FeishuEvent } from "../event/feishu-event.js";
import { applyOverrides } from "../event/overrides.js";
import { isOfUnknownType, knownTypeOf, unknownFieldsOf, wholeEvent } from "../event/whole-event.js";
import { type EventFlags, eventOptions } from "./event-options.js";
import { inputName, readText } from "./input-file.js";
import type { Terminal } from "./terminal.js";
import { sendTexts } from "./texts/send-texts.js";
import { unknownEventType } from "./unknown-event-type.js";

export interface EventFileFlags extends EventFlags {
  readonly file?: string;
  readonly allowInvalid?: boolean;
}

/** The event of --file with --set and --unset applied to it. */
export async function readEventFile(
  flags: EventFileFlags,
  types: EventTypes,
  terminal: Terminal,
): Promise<FeishuEvent> {
  const file = inputName(flags.file, terminal.language);
  const { value } = await parseDocument(await readText(flags.file, terminal), file);
  if (typeof value !== "object" || value === null) {
    throw new MocklarkError("INVALID_EVENT", sendTexts("no-object", { file }), {
      remedy: sendTexts("no-object-remedy"),
    });
  }
  const event = wholeEvent(value, file);
  const type = knownTypeOf(event, types);
  if (flags.allowInvalid !== true) {
    if (isOfUnknownType(event, types)) throw unknownEventType(event, file);
    assertNoSlip(event, type, file);
  }
  const { overrides, unset } = eventOptions(flags, [type]);
  return applyOverrides(event, { set: overrides, unset }, type.schemaNode);
}

/** The platform adds fields, so one that nobody knows may be sent; one that is nearly a known one is a slip. */
function assertNoSlip(event: object, type: EventType, file: string): void {
  const slip = unknownFieldsOf(event, type).find(({ meant }) => meant !== undefined);
  if (!slip) return;
  throw new MocklarkError("INVALID_EVENT", sendTexts("slip", { file, message: slip.message }), {
    remedy: sendTexts("slip-remedy", { meant: slip.meant ?? "" }),
  });
}
