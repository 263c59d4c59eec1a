import { readdir, readFile } from "node:fs/promises";
import { MocklarkError } from "../../base/errors.js";
import { packageRoot } from "../../base/package-root.js";
import { withSuggestion } from "../../base/suggestions.js";
import type { RegisterCommand } from "../command.js";
import { exitCodes } from "../exit-codes.js";
import { argument, describe } from "../described.js";
import { catalogueTexts } from "../texts/catalogue-texts.js";
import { flagTexts } from "../texts/flag-texts.js";

const folder = new URL("schemas/", packageRoot);

/** `mocklark schema`: the JSON Schemas and the OpenAPI document that come with the package. */
export const registerSchema: RegisterCommand = (program, { terminal }, finish) => {
  describe(program.command("schema"), catalogueTexts("schema"))
    .addArgument(argument("[name]", catalogueTexts("schema-name")))
    .action(async (name: string | undefined) => {
      const files = await readdir(folder);
      const names = files.filter((file) => file.endsWith(".json")).map((file) => file.slice(0, -5));
      if (name === undefined) {
        for (const one of names.sort()) await terminal.out(`${one}\n`);
      } else if (names.includes(name)) {
        await terminal.data(await readFile(new URL(`${name}.json`, folder), "utf8"));
      } else {
        throw new MocklarkError("USAGE", catalogueTexts("no-schema", { name }), {
          remedy: withSuggestion(name, names, flagTexts("there-are", { names })),
        });
      }
      finish(exitCodes.ok);
    });
};
