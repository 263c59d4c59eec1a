import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const project = mkdtempSync(join(tmpdir(), "mocklark-types-"));
afterAll(() => rmSync(project, { recursive: true, force: true }));

const userTest = `import { expect, test } from "vitest";
import "mocklark/vitest";
test("a delivery", async () => {
  expect({}).toBeDelivered();
  expect({}).not.toHaveTakenAttempts(2);
  await expect(Promise.resolve({})).resolves.toVerifyUrl();
  // @ts-expect-error -- takes a number
  expect({}).toHaveTakenAttempts("2");
});
`;

const settings = {
  compilerOptions: {
    strict: true,
    module: "nodenext",
    target: "es2022",
    noEmit: true,
    skipLibCheck: true,
    types: ["node"],
    typeRoots: [join(root, "node_modules/@types")],
  },
  include: ["*.ts"],
};

/** A user's project with a Vitest of its own, and this package in its node_modules as `install` puts it there. */
function createProject(name: string, install: (place: string) => void): string {
  const folder = join(project, name);
  const modules = join(folder, "node_modules");
  mkdirSync(modules, { recursive: true });
  cpSync(join(root, "node_modules/vitest"), join(modules, "vitest"), { recursive: true });
  for (const needed of ["@vitest", "vite", "chai", "tinybench", "expect-type"]) {
    symlinkSync(join(root, "node_modules", needed), join(modules, needed));
  }
  install(join(modules, "mocklark"));
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(settings));
  writeFileSync(join(folder, "user.test.ts"), userTest);
  return folder;
}

/** What the compiler finds wrong. */
function complaintsOf(folder: string): string {
  const compiler = join(root, "node_modules/typescript/bin/tsc");
  try {
    return execFileSync(process.execPath, [compiler, "-p", folder], { encoding: "utf8" });
  } catch (error) {
    return String((error as { readonly stdout?: unknown }).stdout);
  }
}

it.each<[string, (place: string) => void]>([
  ["link", (place) => symlinkSync(root, place)],
  [
    "copy",
    (place) => {
      cpSync(join(root, "dist"), join(place, "dist"), { recursive: true });
      cpSync(join(root, "package.json"), join(place, "package.json"));
    },
  ],
])("a project that has this package as a %s knows the matchers' types", (name, install) => {
  expect(complaintsOf(createProject(name, install))).toBe("");
});
