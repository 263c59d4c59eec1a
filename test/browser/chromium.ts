import { existsSync } from "node:fs";

/** Where Debian, Ubuntu, Fedora, Arch and macOS put it. */
const usualPlaces = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** The browser of this machine: the one that CHROMIUM names, or one at a usual place. */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const { CHROMIUM: named } = env;
  if (named !== undefined && named !== "") return existsSync(named) ? named : undefined;
  return usualPlaces.find((path) => existsSync(path));
}

/** Without a sandbox, as a container's root has to; and nothing is asked of the net by the browser itself. */
export const launchArgs = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
