import * as lark from "@larksuiteoapi/node-sdk";
import { request } from "undici";
import { onTestFinished } from "vitest";
import { createRealClock } from "../../src/base/clock.js";
import { createRandom } from "../../src/base/random.js";
import { tenantTokenOf, userTokenOf } from "../../src/open-api/tenant-token.js";
import { createLocalPort } from "../../src/simulator/local-port.js";
import type { TenantDefinition } from "../../src/tenant/tenant-definition.js";
import type { TenantApp } from "../../src/tenant/tenant-app.js";
import { ann, companyApp, companyTenant } from "./small-company.js";

interface Response {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface CompanyPort {
  readonly app: TenantApp;
  /** The official client, which is told nothing but the address. */
  readonly client: lark.Client;
  /** For one call as Ann. */
  readonly asAnn: ReturnType<typeof lark.withUserAccessToken>;
  /** Sends a request as it is, below `/open-apis`, with the app's token or Ann's. */
  readonly send: (
    method: "GET" | "POST" | "PATCH" | "DELETE",
    path: string,
    options?: { readonly body?: unknown; readonly asAnn?: boolean },
  ) => Promise<Response>;
}

/** The small company behind a port of its own, closed when the test is over. */
export async function openCompany(
  settings: Partial<TenantDefinition> = {},
  appSettings: Partial<TenantApp> = {},
): Promise<CompanyPort> {
  const app = companyApp(appSettings);
  const gateway = createLocalPort({
    clock: createRealClock(),
    random: createRandom(7),
    tenant: companyTenant({ ...settings, apps: [app] }),
  }).gateway();
  onTestFinished(() => gateway.close());
  const { url } = await gateway.listen();
  const { appId, appSecret } = app;
  const annToken = userTokenOf(appId, ann.openId);
  return {
    app,
    client: new lark.Client({ appId, appSecret, domain: url, logger: silent }),
    asAnn: lark.withUserAccessToken(annToken),
    async send(method, path, { body, asAnn = false } = {}) {
      const { statusCode, body: answer } = await request(`${url}/open-apis${path}`, {
        method,
        headers: { authorization: `Bearer ${asAnn ? annToken : tenantTokenOf(appId)}` },
        body: body === undefined ? null : JSON.stringify(body),
      });
      return { status: statusCode, body: (await answer.json()) as Response["body"] };
    },
  };
}

const nothing = (): void => {};

const silent = { error: nothing, warn: nothing, info: nothing, debug: nothing, trace: nothing };
