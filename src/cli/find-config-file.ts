import { existsSync } from "node:fs";
import { resolve } from "node:path";

const defaultNames = ["mocklark.config.yaml", "mocklark.config.yml", "mocklark.config.json"];

/** The name of the config file in this folder, if there is one. */
export function findConfigFile(folder: string): string | undefined {
  return defaultNames.find((name) => existsSync(resolve(folder, name)));
}
