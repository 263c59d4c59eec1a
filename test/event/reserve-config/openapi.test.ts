import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { formatOpenApi } from "../../../schemas/compile.mjs";
import { createOpenApiDocument } from "../../../src/event/reserve-config/openapi.js";
import { createWholeOpenApi } from "../../../src/openapi.js";

const read = (path: string): string =>
  readFileSync(new URL(`../../../${path}`, import.meta.url), "utf8");
const document = createWholeOpenApi();

describe("the OpenAPI document", () => {
  it("is what schemas/openapi.json says, byte for byte", async () => {
    expect(await formatOpenApi(document)).toEqual({
      "schemas/openapi.json": read("schemas/openapi.json"),
    });
  });

  it("is of version 3.1 and describes both requests that Feishu makes", () => {
    expect(document.openapi).toBe("3.1.0");
    expect(Object.keys(document.webhooks ?? {})).toEqual([
      "reserveConfigUpdated",
      "urlVerification",
    ]);
  });

  it("refers only to what it has", () => {
    const text = JSON.stringify(document);
    const references = [...text.matchAll(/"\$ref":"#\/([^"]+)"/g)].map((match) => match[1] ?? "");
    const dangling = references.filter(
      (reference) =>
        reference
          .split("/")
          .reduce<unknown>(
            (value, step) => (value as Record<string, unknown> | undefined)?.[step],
            document,
          ) === undefined,
    );
    expect(references.length).toBeGreaterThan(20);
    expect(dangling).toEqual([]);
  });

  it.each([
    ["event", "test/vectors/documented-event.json", true],
    ["event", undefined, true],
    ["urlVerification", "test/vectors/documented-event.json", false],
  ])("takes as %s the body %s: %j", (body, file, valid) => {
    const ajv = new Ajv2020({ strict: false });
    ajv.addSchema(document, "document");
    const validate = ajv.getSchema(
      `document#/components/requestBodies/${body}/content/application~1json/schema`,
    );
    const value: unknown = file
      ? JSON.parse(read(file))
      : { encrypt: "P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk=" };
    expect(validate?.(value)).toBe(valid);
  });

  it("signs the event and not the handshake", () => {
    const headersOf = (name: "reserveConfigUpdated" | "urlVerification") => {
      const item = document.webhooks?.[name];
      const parameters = item && "post" in item ? (item.post?.parameters ?? []) : [];
      return parameters.map((parameter) => ("name" in parameter ? parameter.name : ""));
    };
    expect(headersOf("reserveConfigUpdated")).toEqual([
      "X-Lark-Request-Timestamp",
      "X-Lark-Request-Nonce",
      "X-Lark-Signature",
    ]);
    expect(headersOf("urlVerification")).toEqual([]);
  });

  it("describes what the gateway serves", () => {
    expect(Object.keys(document.paths ?? {})).toEqual(
      expect.arrayContaining([
        "/callback/ws/endpoint",
        "/control/connections",
        "/control/connections/{id}/kick",
        "/control/connections/{id}/slow",
        "/control/client-config",
        "/control/refuse",
        "/open-apis/auth/v3/app_access_token/internal",
        "/open-apis/auth/v3/tenant_access_token/internal",
        "/open-apis/bot/v3/info",
      ]),
    );
    const operations = JSON.stringify(document.paths).match(/"operationId":"\w+"/g) ?? [];
    expect(new Set(operations).size).toBe(operations.length);
  });

  it("takes in endpoints that other parts serve", () => {
    const paths = {
      "/callback/ws/endpoint": { post: { responses: { "200": { description: "ok" } } } },
    };
    const grown = createOpenApiDocument({ paths, schemas: { frame: { type: "object" } } });
    expect(grown.paths).toEqual(paths);
    expect(grown.components?.schemas).toMatchObject({
      frame: { type: "object" },
      reserveConfigEvent: { type: "object" },
    });
  });
});
