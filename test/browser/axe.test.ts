import type { Page } from "playwright-core";
import { expect } from "vitest";
import { test } from "./browser-test.js";
import { findViolations } from "./find-violations.js";
import { keyArgs } from "./receiver.js";
import { startScene } from "./scene.js";

const schemes = ["light", "dark"] as const;
const locales = ["zh-CN", "en-US"] as const;
const combinations = locales.flatMap((locale) =>
  schemes.map((colorScheme) => ({ locale, colorScheme })),
);

/** The document must not scroll sideways; parts of it may. */
async function overflow(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
}

test.for(combinations)(
  "every page is free of serious violations ($locale, $colorScheme)",
  async ({ locale, colorScheme }, { open, serve, startReceiver }) => {
    const receiver = await startReceiver();
    const { url } = await serve(["--target", receiver.url, ...keyArgs, "--retries", "real"]);
    const places = await startScene(url, receiver);
    const page = await open(url, { locale, colorScheme, bypassCSP: true, reducedMotion: "reduce" });
    for (const place of places) {
      await place.show(page);
      expect(await findViolations(page), place.name).toEqual([]);
    }
    if (colorScheme === "dark") return;
    await page.setViewportSize({ width: 390, height: 800 });
    for (const place of places) {
      await place.show(page);
      expect(await overflow(page), place.name).toBe(0);
      expect(await findViolations(page), `${place.name}, narrow`).toEqual([]);
    }
  },
);
