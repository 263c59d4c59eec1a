import { isRecord, parsePath } from "../base/json-path.js";
import { suggestion } from "../base/suggestions.js";
import { sentences } from "../base/text.js";
import type { DocumentPath, DocumentProblems } from "../event/document-problems.js";
import { limitFields } from "../tenant/written-limits.js";
import { scenarioTexts, type ValueKind } from "./scenario-texts.js";

type Fields = Readonly<Record<string, unknown>>;
type Blocks = Readonly<Record<string, Readonly<Record<string, ValueKind>>>>;

const blocks: Blocks = limitFields;

const memberPaths = Object.entries(blocks).flatMap(([block, members]) =>
  Object.keys(members).map((member) => `${block}.${member}`),
);

/**
 * What `set` says, put together from paths ("time_config.max_duration") and whole blocks. Whether a value
 * is allowed is for the tenant to say, as that may be what the step shows; here it is seen that there is
 * such a field, and that the value is of its kind.
 */
export function readChange(set: Fields, path: DocumentPath, problems: DocumentProblems): Fields {
  const change: Record<string, Record<string, unknown>> = {};

  function put(block: string, member: string, value: unknown, at: DocumentPath): void {
    const kind = blocks[block]?.[member];
    if (kind === undefined) unknownField(`${block}.${member}`, at);
    else if (!fits[kind](value)) {
      problems.add(
        at,
        scenarioTexts("value-kind", { field: `${block}.${member}`, expected: kind }),
      );
    } else change[block] = { ...change[block], [member]: value };
  }

  function unknownField(name: string, at: DocumentPath): void {
    const known = [...Object.keys(blocks), ...memberPaths];
    const hint =
      suggestion(name, known) ?? scenarioTexts("known-are", { names: Object.keys(blocks) });
    problems.addToName(at, sentences(scenarioTexts("not-in-change", { name }), hint));
  }

  for (const [name, value] of Object.entries(set)) {
    const at = [...path, name];
    const [block, member, ...more] = (parsePath(name) ?? [name]).map(String);
    if (block === undefined || !Object.hasOwn(blocks, block) || more.length > 0) {
      unknownField(name, at);
    } else if (member !== undefined) put(block, member, value, at);
    else if (!isRecord(value)) problems.add(at, scenarioTexts("must-be-object", { block }));
    else {
      change[block] = { ...change[block] };
      for (const [key, item] of Object.entries(value)) put(block, key, item, [...at, key]);
    }
  }
  return change;
}

const listOfNames = (member: string) => (value: unknown) =>
  Array.isArray(value) &&
  value.every(
    (item) => typeof item === "string" || (isRecord(item) && typeof item[member] === "string"),
  );

const fits: Readonly<Record<ValueKind, (value: unknown) => boolean>> = {
  number: (value) => typeof value === "number",
  boolean: (value) => typeof value === "boolean",
  seconds: (value) => typeof value === "number" || typeof value === "string",
  people: listOfNames("user_id"),
  departments: listOfNames("department_id"),
};
