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
import {
  countOf,
  eventTypeFlag,
  type EventTypeFlags,
  namedEventTypes,
} from "../event-type-flag.js";
import { addEventOptions, type EventFlags, eventOptions, eventClock } from "../event-options.js";
import { describe } from "../described.js";
import { wireTexts } from "../texts/wire-texts.js";
import { flagTexts } from "../texts/flag-texts.js";

interface GenerateFlags extends AppFlags, EventFlags, EventTypeFlags {
  readonly count: number;
  readonly format: "ndjson" | "json";
  readonly allowInvalid?: boolean;
}

/** `mocklark generate`: schema-valid events, nothing sent. */
export const registerGenerate: RegisterCommand = (program, { terminal, signal }, finish) => {
  const command = addEventOptions(addAppOptions(program.command("generate")));
  describe(command, wireTexts("generate"))
    .addOption(eventTypeFlag())
    .addOption(integerFlag("--count <n>", wireTexts("count"), 1).default(1))
    .addOption(
      choiceFlag("--format <kind>", wireTexts("format"), ["ndjson", "json"]).default("ndjson"),
    )
    .addOption(flag("--allow-invalid", flagTexts("allow-invalid")))
    .action(async (flags: GenerateFlags) => {
      const make = await import("../generate-events.js");
      const { createApp, createEventSource, createEventTypes, createRandom } = make;
      const { serializeEvent, systemWallClock } = make;
      const given = await namedEventTypes(flags, terminal.cwd);
      const wish = eventOptions(flags, given);
      const { seed, clock = systemWallClock, locale } = await eventClock(flags);
      const random = createRandom(seed);
      const app = createApp(readApp(flags), random);
      const types = createEventTypes(given);
      const source = createEventSource({
        types,
        app: () => app,
        random,
        clock,
        ...definedOnly({ locale }),
      });
      const count = countOf(command, flags.count, given);
      for (let made = 0; made < count && !signal.aborted; made++) {
        const type = types.all[made % types.all.length] ?? types.main;
        const event = type.project(await source.generate({ ...wish, type: type.name }), app);
        if (flags.allowInvalid !== true) assertValidEvent(event, type);
        const text =
          flags.format === "json" ? jsonText(event, 2) : harmlessJson(serializeEvent(event));
        await terminal.data(`${text}\n`);
      }
      finish(exitCodes.ok);
    });
};
