import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";

/** Packages that the declarations name, from these files on. */
function packagesOf(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return new Set();
  seen.add(file);
  const packages = new Set<string>();
  const imports = /^(?:import|export)\b[^;]*? from "([^"]+)"|\bimport\("([^"]+)"\)/gm;
  for (const [, from, inline] of readFileSync(file, "utf8").matchAll(imports)) {
    const name = from ?? inline ?? "";
    if (name.startsWith("node:")) continue;
    const more = name.startsWith(".")
      ? packagesOf(join(dirname(file), name.replace(/\.js$/, ".d.ts")), seen)
      : [name];
    for (const each of more) packages.add(each);
  }
  return packages;
}

// A user who compiles without skipLibCheck would miss the types of ws and express, which are not
// installed with us.
it.each(["index", "vitest", "matchers"])("needs no @types/… for the types of %s", (entry) => {
  const known = ["openapi-types", "vitest"];
  const packages = [...packagesOf(`dist/${entry}.d.ts`)];
  expect(packages.filter((name) => !known.includes(name))).toEqual([]);
});
