import { textOf } from "../../base/errors.js";
import { isRecord } from "../../base/json-path.js";
import type { Random } from "../../base/random.js";
import type { Text } from "../../base/text.js";
import { brokenSchema } from "./broken-schema.js";
import { jsonSchemaTexts } from "./json-schema-texts.js";
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
  readonly file: string | Text;
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
    throw brokenSchema(file, jsonSchemaTexts("no-object", { seen: show(content) }));
  };

  function attempt(draw: () => unknown): unknown {
    try {
      return draw();
    } catch (error) {
      throw brokenSchema(file, jsonSchemaTexts("no-content", { reason: textOf(error) }));
    }
  }
}

const tooLarge = (file: string | Text, size: number) =>
  brokenSchema(
    file,
    jsonSchemaTexts("too-large", { size, most: mostCharacters }),
    jsonSchemaTexts("lower-least"),
  );

const show = (value: unknown): string | Text =>
  JSON.stringify(value)?.slice(0, 60) ?? jsonSchemaTexts("nothing");
