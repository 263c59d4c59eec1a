/**
 * Writes `config.json` from the flags of the command line: `node schemas/compile-config.mjs`.
 * A test holds the two together.
 */
import { writeFileSync } from "node:fs";
import { Command } from "commander";
import { withSource } from "../docs/generate/with-source.mjs";

const program = new Command("mocklark");
await withSource(async (load) => {
  const { registerEveryCommand } = await load("cli/commands.ts");
  await registerEveryCommand(program, { terminal: {}, signal: new AbortController().signal });
});

const flagsOf = (command) => [...command.options, ...command.commands.flatMap(flagsOf)];

/** A list may be given as one value; what a flag's own parser makes of a text is its business. */
function valuesOf(option) {
  if (option.isBoolean() || option.negate) return { type: "boolean" };
  if (option.flags.endsWith("<name=value>")) {
    const type = ["array", "object", "string", "number"];
    return { type, additionalProperties: { type: ["string", "number", "boolean"] } };
  }
  return { type: option.isList ? ["array", "string", "number"] : ["string", "number"] };
}

const sorted = (entries) =>
  Object.fromEntries(entries.toSorted(([left], [right]) => (left < right ? -1 : 1)));
const refs = (names) => sorted(names.map((name) => [name, { $ref: `#/$defs/${name}` }]));

const flags = new Map();
const sections = [];
for (const command of program.commands.filter((one) => flagsOf(one).length > 0)) {
  const options = flagsOf(command);
  for (const option of options) {
    const { description } = flags.get(option.name()) ?? option;
    flags.set(option.name(), { ...valuesOf(option), description });
  }
  const properties = refs(options.map((option) => option.name()));
  const description = `Only for "mocklark ${command.name()}".`;
  const section = { description, type: "object", additionalProperties: false, properties };
  sections.push([command.name(), section]);
}

const schema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "https://mocklark.dev/schemas/config.json",
  title: "mocklark config file",
  description:
    "mocklark.config.yaml or .json. Keys are flag names: at the top for every command that has the flag, under a command's name only for it. A flag on the command line or in the environment wins.",
  type: "object",
  additionalProperties: false,
  properties: {
    $schema: { type: "string" },
    events: {
      type: "object",
      description:
        "Event types by name, each with a file: one captured event, or a JSON Schema. The same as --event TYPE=FILE.",
      additionalProperties: { type: "string", minLength: 1 },
    },
    ...refs([...flags.keys()]),
    ...sorted(sections),
  },
  $defs: sorted([...flags]),
};

writeFileSync(new URL("config.json", import.meta.url), `${JSON.stringify(schema, null, 2)}\n`);
