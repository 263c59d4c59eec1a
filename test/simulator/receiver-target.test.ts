import { execFile } from "node:child_process";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { createSimulator, type FastifyApp, type KoaApp, type Receiver } from "../../src/index.js";

function answer(status: number, request: IncomingMessage, response: ServerResponse): void {
  request.resume();
  response.writeHead(status).end();
}

/** Koa's app is an object; what handles requests is made by `callback`, and answers later. */
const koa: KoaApp = {
  callback: () => async (request, response) => {
    await Promise.resolve();
    answer(200, request, response);
  },
};

/** Fastify's server is there at once, its routes when it is ready. */
function createFastify(): FastifyApp {
  let isReady = false;
  const server = createServer((request, response) =>
    answer(isReady ? 200 : 503, request, response),
  );
  return {
    server,
    async ready() {
      await Promise.resolve();
      isReady = true;
    },
  };
}

it("lets a script end that never closed the simulator", async () => {
  const script = `
    import { createServer } from "node:http";
    import { createSimulator } from ${JSON.stringify(new URL("../../dist/index.js", import.meta.url).href)};
    const to = createServer((request, response) => response.writeHead(500).end());
    console.log((await createSimulator().push({ to })).status);`;
  const run = promisify(execFile);
  // Long beyond need: without an end it would wait for ever.
  const { stdout } = await run(process.execPath, ["--input-type=module", "-e", script], {
    timeout: 300_000,
  });
  expect(stdout).toBe("given-up\n");
});

it.each<[string, Receiver]>([
  ["Koa", koa],
  ["Fastify", createFastify()],
])("takes an app of %s as it is", async (_name, to) => {
  const simulator = createSimulator({ seed: 7, policy: { waitsMs: [] } });
  const deliveries = await Promise.all([simulator.push({ to }), simulator.push({ to })]);
  await simulator.close();
  expect(deliveries.map(({ status }) => status)).toEqual(["succeeded", "succeeded"]);
});

it("says what to pass in place of an app that has only fetch", async () => {
  const hono = { fetch: () => new Response(), request: () => undefined };
  const simulator = createSimulator({ seed: 7 });
  await expect(simulator.push({ to: hono as never })).rejects.toMatchObject({
    code: "USAGE",
    message: expect.stringContaining("such as Hono's") as string,
    remedy: expect.stringContaining("getRequestListener(app.fetch)") as string,
  });
  await simulator.close();
});

it("leaves no server behind that was being put on a port when the simulator closed", async () => {
  const simulator = createSimulator({ seed: 7 });
  const server = createServer((request, response) => answer(200, request, response));
  let isReady = (): void => {};
  let isAsked = (): void => {};
  const asked = new Promise<void>((resolve) => (isAsked = resolve));
  const slow: FastifyApp = {
    server,
    ready: () => {
      isAsked();
      return new Promise<void>((resolve) => (isReady = resolve));
    },
  };
  const push = simulator.push({ to: slow });
  const refused = push.catch((error: unknown) => error);
  await asked;
  const closed = simulator.close();
  isReady();
  await closed;
  expect(await refused).toMatchObject({ code: "USAGE" });
  expect(server.listening).toBe(false);
});

it("puts no server on a port once the simulator is closed", async () => {
  const simulator = createSimulator({ seed: 7 });
  await simulator.close();
  const server = createServer((request, response) => answer(200, request, response));
  await expect(simulator.push({ to: server })).rejects.toMatchObject({
    code: "USAGE",
    message: "Failed to use the receiver: the simulator is closed.",
  });
  expect(server.listening).toBe(false);
});
