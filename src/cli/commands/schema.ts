import { readdir, readFile } from "node:fs/promises";
import { MocklarkError } from "../../base/errors.js";
import { didYouMean } from "../../base/suggestions.js";
import type { RegisterCommand } from "../command.js";
import { exitCodes } from "../exit-codes.js";

const folder = new URL("../../../schemas/", import.meta.url);

/** `mocklark schema`: the JSON Schemas and the OpenAPI document that come with the package. */
export const registerSchema: RegisterCommand = (program, { terminal }, finish) => {
  program
    .command("schema")
    .description("print a JSON Schema, or list them")
    .argument("[name]", "event, scenario, config, report, …")
    .action(async (name: string | undefined) => {
      const files = await readdir(folder);
      const names = files.filter((file) => file.endsWith(".json")).map((file) => file.slice(0, -5));
      if (name === undefined) {
        for (const one of names.sort()) await terminal.out(`${one}\n`);
      } else if (names.includes(name)) {
        await terminal.data(await readFile(new URL(`${name}.json`, folder), "utf8"));
      } else {
        throw new MocklarkError(
          "USAGE",
          `Failed to print the schema "${name}": there is none of that name.`,
          {
            remedy: `${didYouMean(name, names)} There are ${names.join(", ")}.`.trimStart(),
          },
        );
      }
      finish(exitCodes.ok);
    });
};
