import { messageOf } from "../../base/errors.js";
import { isRecord } from "../../base/json-path.js";
import type { Random } from "../../base/random.js";
import { brokenSchema } from "./broken-schema.js";
import { leastSize } from "./least-size.js";
import { isRecursive } from "./self-reference.js";

export interface ContentDraw {
  readonly random: Random;
  /** How likely (0..1) a field is there that may be left out. */
  readonly optionals: number;
  /** With the schema's own examples where it has any. */
  readonly examples: boolean;
}

/** Draws contents that a schema describes; they need not keep to all of it. */
export type ContentSource = (draw: ContentDraw) => object;

export interface ContentSourceOptions {
  /** What messages call the schema. */
  readonly file: string;
  /** The schema is that of a whole event. */
  readonly isWhole: boolean;
}

/** Below five levels the generator leaves lists empty, unless told that there is an end. */
const deepestNesting = 200;

/** No event is as large, and the drawing of much more would not end. */
const mostCharacters = 100_000;

/** @throws MocklarkError INVALID_DOCUMENT for a schema of which nothing can be made */
export async function createContentSource(
  schema: object,
  { file, isWhole }: ContentSourceOptions,
): Promise<ContentSource> {
  const size = leastSize(schema);
  if (size > mostCharacters) throw tooLarge(file, size);
  const depth = isRecursive(schema) ? {} : { maxDepth: deepestNesting };
  const { generateSync } = await import("json-schema-faker");
  return ({ random, optionals, examples }) => {
    const made = attempt(() =>
      generateSync(schema as Record<string, unknown>, {
        seed: random.integer(0, 0xffff_ffff),
        optionalsProbability: optionals,
        useExamplesValue: examples,
        ...depth,
      }),
    );
    const content = isWhole && isRecord(made) ? made["event"] : made;
    if (isRecord(content)) return content;
    throw brokenSchema(file, `what it describes is no object, but for instance ${show(content)}`);
  };

  function attempt(draw: () => unknown): unknown {
    try {
      return draw();
    } catch (error) {
      throw brokenSchema(file, `no content can be made from it: ${messageOf(error)}`);
    }
  }
}

const tooLarge = (file: string, size: number) =>
  brokenSchema(
    file,
    `a content with every field would have at least ${size} characters or values, and an event may have ${mostCharacters}`,
    "Lower what is least in it: minLength, minItems, minProperties, or a count in a pattern.",
  );

const show = (value: unknown): string => JSON.stringify(value)?.slice(0, 60) ?? "nothing";
