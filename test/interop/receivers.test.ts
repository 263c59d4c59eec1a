import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { languages, receivers, toolchains, type Language } from "./interop-receivers.js";

/** Where each language's package manager is told the version. */
const pinnedIn: Record<Language, { path: string; form: (sdk: string, version: string) => string }> =
  {
    node: {
      path: "../../package.json",
      form: (sdk, version) => `"${sdk}": "${version}"`,
    },
    go: { path: "go/go.mod", form: (sdk, version) => `${sdk} v${version}\n` },
    python: { path: "python/requirements.txt", form: (sdk, version) => `${sdk}==${version} \\\n` },
    java: {
      path: "java/pom.xml",
      form: (_sdk, version) =>
        `<artifactId>oapi-sdk</artifactId>\n      <version>${version}</version>`,
    },
  };

it.each(toolchains)("names the pinned version of the $language SDK", (toolchain) => {
  const { path, form } = pinnedIn[toolchain.language];
  const file = readFileSync(fileURLToPath(new URL(path, import.meta.url)), "utf8");
  expect(file).toContain(form(toolchain.sdk, toolchain.version));
});

it("has a sample and a complete receiver for every language and mode", () => {
  const names = receivers.map(({ language, mode, kind }) => `${language} ${mode} ${kind}`);
  const all = languages.flatMap((language) =>
    ["webhook", "long-connection"].flatMap((mode) =>
      ["sample", "complete"].map((kind) => `${language} ${mode} ${kind}`),
    ),
  );
  expect(names.toSorted()).toEqual(all.toSorted());
});
