import type { EventType } from "../event-type.js";
import { readSample } from "./read-sample.js";
import { sampleTexts } from "./sample-texts.js";
import { createSampleType } from "./sample-type.js";

/**
 * The event type of a captured event, as it stands in a request's body once that is decrypted: of schema 2.0
 * (`schema`, `header`, `event`) or 1.0 (`uuid`, `token`, `ts`, `type`, `event`). Events made from it have its
 * content with ids, times and a marker of their own.
 * @param file what messages call the sample
 * @throws MocklarkError INVALID_EVENT for what is no event, or still encrypted
 */
export const eventTypeFromSample = (sample: unknown, file?: string): EventType =>
  createSampleType(readSample(sample, file ?? sampleTexts("the-sample")));
