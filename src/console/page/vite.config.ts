import { defineConfig } from "vite";

/** The page, into the folder where the compiled server looks for it. */
export default defineConfig({
  root: import.meta.dirname,
  base: "/",
  build: {
    outDir: "../../../dist/console/page",
    emptyOutDir: true,
    target: "es2022",
    // A data: URL is no file of ours.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
});
