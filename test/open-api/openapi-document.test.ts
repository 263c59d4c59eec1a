import { Validator } from "@seriousme/openapi-schema-validator";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { operations } from "../../src/open-api/operations.js";
import { tokenOperations } from "../../src/open-api/token-operations.js";
import { createWholeOpenApi } from "../../src/openapi.js";
import { reserveConfigs, smallestChange, startOpenApi } from "./open-api-fixture.js";
import { levelIds, roomIds } from "./small-company.js";

interface Described {
  readonly operationId: string;
  readonly security?: readonly object[];
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly responses: Readonly<Record<string, object>>;
}

const document = createWholeOpenApi();
const paths = document.paths as Readonly<Record<string, Readonly<Record<string, Described>>>>;
const described = Object.entries(paths).flatMap(([path, item]) =>
  Object.entries(item)
    .filter(([method]) => method !== "parameters")
    .map(([method, operation]) => ({ path, method, operation })),
);

/** The schema of an answer in the document, as ajv takes it. */
function validatorOf(path: string, method: string, status: string) {
  const ajv = new Ajv2020({ strict: false });
  ajv.addSchema(document, "document");
  const place = [
    "paths",
    path,
    method,
    "responses",
    status,
    "content",
    "application/json",
    "schema",
  ];
  const pointer = place.map((each) => encodeURIComponent(each.replaceAll("/", "~1"))).join("/");
  return ajv.compile({ $ref: `document#/${pointer}` });
}

describe("the OpenAPI document of the Open API", () => {
  it("is OpenAPI 3.1 for a validator that is not ours", async () => {
    const validator = new Validator();
    const checked = await validator.validate(structuredClone(document));
    expect([checked.errors ?? [], validator.version]).toEqual([[], "3.1"]);
    const broken = { ...structuredClone(document), paths: { "no-slash": {} } };
    expect((await new Validator().validate(broken)).valid).toBe(false);
  });

  it("has every call that is served, and no other, under its own id", () => {
    const served = [...operations, ...tokenOperations].map(
      ({ id, method, path }) => `${id} ${method} ${path.replaceAll(/:(\w+)/g, "{$1}")}`,
    );
    const written = described
      .filter(({ path }) => path.startsWith("/open-apis/"))
      .map(({ operation, method, path }) => `${operation.operationId} ${method} ${path}`);
    expect(written.toSorted((a, b) => a.localeCompare(b))).toEqual(
      served.toSorted((a, b) => a.localeCompare(b)),
    );
    expect(served.length).toBeGreaterThan(30);
  });

  it("has a parameter for each name in a path", () => {
    for (const { path, operation } of described) {
      if (!path.startsWith("/open-apis/")) continue;
      const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const inPath = (operation.parameters ?? []).filter((each) => each.in === "path");
      expect(inPath.map(({ name }) => name)).toEqual(names);
    }
  });

  it("says which tokens do, with schemes that it has", () => {
    const schemes = Object.keys(document.components?.securitySchemes ?? {});
    const used = described.flatMap(({ operation }) =>
      (operation.security ?? []).flatMap((each) => Object.keys(each)),
    );
    expect([...new Set(used)].toSorted()).toEqual(schemes.toSorted());
  });

  const id = "/open-apis/vc/v1/reserve_configs/{reserve_config_id}";
  const scope = "/open-apis/vc/v1/reserve_configs/reserve_scope";
  it.each([
    ["patch", id, `/${roomIds.blue}`, smallestChange, "200"],
    ["patch", id, `/${levelIds.floor}`, smallestChange, "400"],
    ["patch", id, `/${roomIds.blue}`, {}, "400"],
    ["get", scope, `/reserve_scope?scope_id=${roomIds.blue}&scope_type=2`, undefined, "200"],
    ["get", `${id}/form`, `/${roomIds.blue}/form?scope_type=2`, undefined, "400"],
    ["get", `${id}/admin`, `/${roomIds.blue}/admin?scope_type=2`, undefined, "200"],
  ] as const)("has the schema of what %s %s really answers: %s %j %s", async (...row) => {
    const [method, path, asked, body, status] = row;
    const { ask } = await startOpenApi();
    const response = await ask(method, `${reserveConfigs}${asked}`, { body });
    expect(String(response.status)).toBe(status);
    const validate = validatorOf(path, method, status);
    expect([validate(response.body), validate.errors]).toEqual([true, null]);
    expect(validate({ code: "no number" })).toBe(false);
  });
});
