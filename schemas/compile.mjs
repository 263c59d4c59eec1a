// Makes the generated files from event.json and from src/openapi.ts. Run by `npm run generate`; not published.
import { readFile, writeFile } from "node:fs/promises";
import { argv } from "node:process";
import { fileURLToPath, pathToFileURL } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import standaloneCode from "ajv/dist/standalone/index.js";
import { format } from "prettier";

const root = new URL("../", import.meta.url);
const notice = "// Generated from schemas/event.json by `npm run generate`. Do not edit.";

/** The generated validator's patterns are made by src/event/schema-pattern.ts. */
const importPattern = 'import { createPattern } from "../schema-pattern.js";';
const patternEngine = Object.assign((source, flags) => new RegExp(source, flags), {
  code: "createPattern",
});

/** The files under src/event/ that repeat schemas/event.json in a form that costs nothing at start-up. */
export async function compileEventSchema() {
  const schema = JSON.parse(await readFile(new URL("schemas/event.json", root), "utf8"));
  const ajv = new Ajv2020({
    allErrors: true,
    allowUnionTypes: true,
    // Violations are worded in src/event/validate-event.ts.
    messages: false,
    // No pattern of ours looks at characters outside the basic plane, and the flag costs time.
    unicodeRegExp: false,
    code: { source: true, esm: true, lines: true, regExp: patternEngine },
  });
  ajv.addSchema(inOnePiece(schema, schema.$defs), "event");
  const validator = standaloneCode.default(ajv, { validate: "event" });
  return {
    "src/event/reserve-config/validate-event.generated.ts": `// @ts-nocheck\n${notice}\n${importPattern}\n${validator}\n`,
    "src/event/reserve-config/event-schema.generated.ts": `${notice}\nexport const eventSchema = ${JSON.stringify(schema, null, 2)} as const;\n`,
  };
}

/** schemas/openapi.json from the document that src/openapi.ts builds. */
export async function formatOpenApi(document) {
  return {
    "schemas/openapi.json": await format(JSON.stringify(document), {
      parser: "json",
      printWidth: 100,
    }),
  };
}

/**
 * The schema without what people read, which the generated validator would carry along, and with every
 * `$ref` filled in: one function for the whole event spares it a call, and a path, for every person.
 */
function inOnePiece({ $ref, ...own }, definitions) {
  const node = { ...definitions[$ref?.slice("#/$defs/".length)], ...own };
  if ($ref !== undefined) return inOnePiece(node, definitions);
  const { title: _title, description: _description, $defs: _definitions, ...rest } = node;
  const inner = (one) => inOnePiece(one, definitions);
  return {
    ...rest,
    ...(rest.items && { items: inner(rest.items) }),
    ...(rest.properties && {
      properties: Object.fromEntries(
        Object.entries(rest.properties).map(([name, one]) => [name, inner(one)]),
      ),
    }),
  };
}

async function write(files) {
  for (const [path, text] of Object.entries(files)) await writeFile(new URL(path, root), text);
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  if (argv[2] === "openapi") {
    const built = new URL("dist/openapi.js", root);
    const { createWholeOpenApi } = await import(pathToFileURL(fileURLToPath(built)).href);
    await write(await formatOpenApi(createWholeOpenApi()));
  } else {
    await write(await compileEventSchema());
  }
}
