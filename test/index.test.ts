import { readFileSync } from "node:fs";
import { builtinModules } from "node:module";
import { dirname, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import * as library from "../src/index.js";

const sourceRoot = fileURLToPath(new URL("../src", import.meta.url));

/** Everything a user may have imported. A name that leaves this list breaks somebody's program. */
const names = [
  "MocklarkError",
  "applyOverrides",
  "checkEvent",
  "checkEventRules",
  "checkFailureText",
  "checkReceiver",
  "computeSignature",
  "createApp",
  "createCertificates",
  "createDirectory",
  "createEventCipher",
  "createEventFactory",
  "createGateway",
  "createJointClock",
  "createOpenApiDocument",
  "createRandom",
  "createRealClock",
  "createReporter",
  "createRequestBuilder",
  "createScaledClock",
  "createSchemaType",
  "createSimulator",
  "createTenant",
  "createTexts",
  "createVirtualClock",
  "defaultDeliveryPolicy",
  "defaultLimits",
  "defaultTenantRules",
  "describeOutcome",
  "describeUrlVerification",
  "eventLogEntries",
  "eventTypeFromSample",
  "eventVariants",
  "exitCodeOf",
  "explainCheck",
  "explainRequest",
  "faultNames",
  "findCheck",
  "forgeryNames",
  "formatAsCurl",
  "formatAsHttp",
  "formatAsJson",
  "formatEventLog",
  "generateTenant",
  "listChecks",
  "loadBaseline",
  "mergeReports",
  "mutations",
  "normalizeSettings",
  "openFailures",
  "openJournal",
  "openReceiverClock",
  "openTenant",
  "parseBaseline",
  "parseCapturedRequest",
  "parseOverride",
  "parseScenario",
  "parseTenant",
  "parseWitness",
  "permissions",
  "projectEvent",
  "pushMany",
  "readReport",
  "reporterKinds",
  "reserveConfigEventType",
  "reserveConfigType",
  "runScenario",
  "serializeEvent",
  "startManagedReceiver",
  "validateEvent",
  "verbatim",
];

/** What importing a file loads at once: imports of values, not of types, and none that a call makes. */
function loadedBy(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  const text = readFileSync(file, "utf8");
  const imports = /^(?:import|export)\s+(?!type\b)(?:[^;"]*?\sfrom\s+)?"([^"]+)";/gms;
  for (const [, specifier = ""] of text.matchAll(imports)) {
    if (specifier.startsWith(".")) {
      loadedBy(resolve(dirname(file), specifier.replace(/\.js$/, ".ts")), seen);
    } else seen.add(specifier);
  }
  return seen;
}

describe("the library", () => {
  it("exports what it always exported", () => {
    expect(Object.keys(library).sort()).toEqual(names);
  });

  it("loads nothing heavy before it is asked to do something", () => {
    const packages = [...loadedBy(resolve(sourceRoot, "index.ts"))].filter(
      (name) =>
        !name.startsWith("/") && !name.startsWith("node:") && !builtinModules.includes(name),
    );
    expect(packages.sort()).toEqual(["tinyqueue"]);
  });

  it("leaves the contract suite, scenarios and the gateway to the calls that need them", () => {
    const files = [...loadedBy(resolve(sourceRoot, "index.ts"))]
      .filter((name) => name.startsWith("/"))
      .map((file) => relative(sourceRoot, file));
    expect(files).toContain("on-demand.ts");
    expect(files.filter((file) => /^(scenario|gateway|contract\/checks|cli)\//.test(file))).toEqual(
      [],
    );
  });

  it("gives the errors of what it loads late to the caller", async () => {
    await expect(library.checkReceiver({})).rejects.toThrow(library.MocklarkError);
    await expect(library.parseScenario("[", "a.yaml", { env: {} })).rejects.toMatchObject({
      code: "MALFORMED_DOCUMENT",
    });
  });

  it("lists the checks that the command lists", async () => {
    const checks = await library.listChecks();
    expect(checks.map(({ id }) => id)).toContain("idempotency/duplicate");
    expect(library.explainCheck(library.findCheck("idempotency/duplicate", checks))).toContain(
      "idempotency/duplicate",
    );
  });

  it("opens a gateway on its own", async () => {
    const random = library.createRandom(1);
    const app = library.createApp({}, random);
    const gateway = await library.createGateway({
      apps: [app],
      clock: library.createRealClock(),
      random,
    });
    const { url } = await gateway.listen();
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    await gateway.close();
  });

  it("plays a scenario with a receiver whose clock moves", async () => {
    const { createApp, openReceiverClock, parseScenario, runScenario } = library;
    const app = createApp({ encryptKey: "test key" }, library.createRandom(1));
    const managed = await library.startManagedReceiver({
      command: `"${process.execPath}" test/receivers/node-http.mjs`,
      app,
    });
    const opened = await openReceiverClock({ managed });
    const text = "name: a\nwhy: b\nsteps:\n  - wait: 9h\n  - send:\n    expect: { status: 200 }\n";
    const result = await runScenario(await parseScenario(text, "s.yaml", {}), {
      app,
      to: managed.url,
      receiverClock: opened.kind === "movable" ? opened.clock : opened,
    });
    await managed.stop();
    if (opened.kind === "movable") await opened.clock.close();
    expect(result.verdict).toBe("passed");
    expect(result.receiverClock?.how).toBe("node");
    expect((result.receiverClock?.movedMs ?? 0) / 3_600_000).toBeCloseTo(9, 1);
  });

  it("starts and stops a receiver", async () => {
    const managed = await library.startManagedReceiver({
      command: `"${process.execPath}" test/receivers/node-http.mjs`,
      app: library.createApp({}, library.createRandom(1)),
    });
    expect((await fetch(managed.url)).status).toBe(405);
    await managed.stop();
    await expect(fetch(managed.url)).rejects.toThrow("fetch failed");
  });
});
