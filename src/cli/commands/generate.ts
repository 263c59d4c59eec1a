import { definedOnly } from "../../base/defined-only.js";
import { harmlessJson, jsonText } from "../../base/json-text.js";
import { assertValidEvent } from "../../event/assert-valid-event.js";
import type { RegisterCommand } from "../command.js";
import { exitCodes } from "../exit-codes.js";
import {
  addAppOptions,
  type AppFlags,
  choiceFlag,
  flag,
  integerFlag,
  readApp,
} from "../options.js";
import { addEventOptions, type EventFlags, eventOptions, eventClock } from "../event-options.js";

interface GenerateFlags extends AppFlags, EventFlags {
  readonly count: number;
  readonly format: "ndjson" | "json";
  readonly allowInvalid?: boolean;
}

/** `mocklark generate`: schema-valid events, nothing sent. */
export const registerGenerate: RegisterCommand = (program, { terminal, signal }, finish) => {
  addEventOptions(addAppOptions(program.command("generate")))
    .description("print schema-valid events, one JSON object a line")
    .addOption(integerFlag("--count <n>", "how many", 1).default(1))
    .addOption(choiceFlag("--format <kind>", "how to print", ["ndjson", "json"]).default("ndjson"))
    .addOption(flag("--allow-invalid", "let pass what breaks the schema or a rule"))
    .action(async (flags: GenerateFlags) => {
      const { systemWallClock } = await import("../../base/wall-clock.js");
      const { createRandom } = await import("../../base/random.js");
      const { createApp } = await import("../../event/app.js");
      const { createEventSource } = await import("../../simulator/event-source.js");
      const { serializeEvent } = await import("../../wire/serialize-event.js");
      const { createEventTypes } = await import("../../event/event-types.js");
      const wish = eventOptions(flags);
      const { seed, clock = systemWallClock, locale } = await eventClock(flags);
      const random = createRandom(seed);
      const app = createApp(readApp(flags), random);
      const types = createEventTypes();
      const source = createEventSource({
        types,
        app: () => app,
        random,
        clock,
        ...definedOnly({ locale }),
      });
      for (let made = 0; made < flags.count && !signal.aborted; made++) {
        const event = types.main.project(await source.generate(wish), app);
        if (flags.allowInvalid !== true) assertValidEvent(event, types.main);
        const text =
          flags.format === "json" ? jsonText(event, 2) : harmlessJson(serializeEvent(event));
        await terminal.data(`${text}\n`);
      }
      finish(exitCodes.ok);
    });
};
