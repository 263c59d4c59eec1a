import { fileURLToPath } from "node:url";
import { createServer } from "vite";

const root = fileURLToPath(new URL("../../", import.meta.url));

/**
 * Hands on a function that loads modules of `src` as they stand there: nothing has to be built first.
 * @template T
 * @param {(load: (file: string) => Promise<any>) => Promise<T>} use
 */
export async function withSource(use) {
  const server = await createServer({
    root,
    configFile: false,
    appType: "custom",
    logLevel: "error",
    optimizeDeps: { noDiscovery: true },
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  });
  try {
    return await use((file) => server.ssrLoadModule(`/src/${file}`));
  } finally {
    await server.close();
  }
}
