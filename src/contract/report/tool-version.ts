import { readFileSync } from "node:fs";
import { packageRoot } from "../../base/package-root.js";

/** "mocklark 0.1.0", as reports name what made them. */
export function toolVersion(): string {
  const text = readFileSync(new URL("package.json", packageRoot), "utf8");
  const { name, version } = JSON.parse(text) as { name: string; version: string };
  return `${name} ${version}`;
}
