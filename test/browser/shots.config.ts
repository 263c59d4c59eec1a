import { defineConfig } from "vitest/config";
import config from "./vitest.config.js";

/** `npm run docs:screenshots`: what the documentation shows. */
export default defineConfig({
  test: { ...config.test, include: ["screenshots.ts"], testTimeout: 180_000 },
});
