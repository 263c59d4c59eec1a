import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "vite";
import { expect, it, onTestFinished } from "vitest";

const page = fileURLToPath(new URL("../../src/console/page", import.meta.url));

/** What the browser has to load before it shows anything. */
async function buildPage(): Promise<Map<string, Buffer>> {
  const folder = mkdtempSync(join(tmpdir(), "mocklark-page-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  await build({
    configFile: join(page, "vite.config.ts"),
    logLevel: "warn",
    build: { outDir: folder, emptyOutDir: false },
  });
  const assets = join(folder, "assets");
  const files = readdirSync(assets).map(
    (name) => [name, readFileSync(join(assets, name))] as const,
  );
  return new Map([...files, ["index.html", readFileSync(join(folder, "index.html"))] as const]);
}

const sizeOf = (files: ReadonlyMap<string, Buffer>, ending: RegExp): number =>
  [...files]
    .filter(([name]) => ending.test(name))
    .reduce((sum, [, bytes]) => sum + gzipSync(bytes).length, 0);

it("the page's script is at most 60 kB gzipped, its style 15, and nothing is inline", async () => {
  const files = await buildPage();
  const script = sizeOf(files, /\.js$/);
  expect(script).toBeGreaterThan(5_000);
  expect(script).toBeLessThanOrEqual(60_000);
  expect(sizeOf(files, /\.css$/)).toBeLessThanOrEqual(15_000);
  const html = String(files.get("index.html"));
  expect(html).not.toMatch(/<style|<script(?![^>]* src="\/)| style=| on\w+=/);
  expect([...files.keys()].filter((name) => !/\.(?:js|css|svg|html)$/.test(name))).toEqual([]);
});
