import type { Plugin } from "vite";
import { defineConfig } from "vite";

/**
 * What loads quicker as one file: these modules with all that they import, without what the chunks before have of it.
 * A chunk never needs a later one.
 */
const chunks: Readonly<Record<string, RegExp>> = {
  first: /rolldown\/runtime|\/cli\/(?:version|end-when-output-fails)\.ts$|\/base\/language\.ts$/,
  start: /\/cli\/main\.ts$/,
  generate: /\/cli\/(?:commands\/generate|generate-events)\.ts$/,
  send: /\/cli\/commands\/send\.ts$|\/simulator\/(?:simulator|push-many)\.ts$/,
};

/** Other than the rest of the package: Node starts CommonJS in less time. */
const asCommonJs: Plugin = {
  name: "as-commonjs",
  generateBundle() {
    const source = `${JSON.stringify({ type: "commonjs" })}\n`;
    this.emitFile({ type: "asset", fileName: "package.json", source });
  },
};

/** Commander loads it for commands that are programs of their own, of which there are none; a tenth of a start. */
const withoutChildProcess: Plugin = {
  name: "without-child-process",
  enforce: "pre",
  resolveId(id, importer = "") {
    const isIdle = id === "node:child_process" && importer.includes("/commander/");
    return isIdle ? "\0no-child-process" : undefined;
  },
  load: (id) => (id === "\0no-child-process" ? "export default {}" : undefined),
};

/**
 * A function in parentheses is compiled at once, as one that is called at once should be: otherwise it is read twice.
 * Node 20 heeds that of functions, but not of the arrows that Rolldown wraps a CommonJS module in.
 */
const withEagerWrappers: Plugin = {
  name: "with-eager-wrappers",
  renderChunk: (code) =>
    code.replaceAll(/(?<=__commonJSMin\(\()\(([\w, ]*)\) => \{/g, "function ($1) {"),
};

/** The command line: what starts in few files, the rest in one for each part that is loaded on its own. */
export default defineConfig({
  root: import.meta.dirname,
  ssr: { noExternal: ["commander", "picocolors", "tinyqueue"] },
  plugins: [withoutChildProcess, withEagerWrappers, asCommonJs],
  build: {
    ssr: "bin.ts",
    outDir: "../../dist/cli",
    emptyOutDir: true,
    target: "node20.19",
    minify: false,
    license: { fileName: "licenses.md" },
    rolldownOptions: {
      // One command loads later what another one starts with.
      checks: { ineffectiveDynamicImport: false },
      output: {
        format: "cjs",
        entryFileNames: "[name].js",
        chunkFileNames: "[name].js",
        codeSplitting: {
          groups: Object.entries(chunks).map(([name, test], index) => ({
            name,
            test,
            priority: 100 - index,
          })),
        },
      },
    },
  },
});
