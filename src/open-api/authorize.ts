import type { Tenant } from "../tenant/tenant.js";
import type { TenantApp } from "../tenant/tenant-app.js";
import type { TenantPerson } from "../tenant/company.js";
import { gatewayErrors, tokenErrors, type GatewayError } from "./api-error.js";
import type { Operation } from "./operation.js";
import type { TokenOwner, Tokens } from "./tokens.js";

/** Who calls: an app, for its tenant or for one person of it. */
export interface Caller {
  readonly app: TenantApp;
  readonly user?: TenantPerson;
}

/**
 * Who calls with this `Authorization`, or why nobody may.
 * @see https://open.feishu.cn/document/server-docs/api-call-guide/generic-error-code
 */
export function authorize(
  operation: Operation,
  authorization: string | undefined,
  { tenant, tokens }: { readonly tenant: Tenant; readonly tokens: Tokens },
): Caller | GatewayError {
  const [, token] = /^Bearer +(\S+) *$/.exec(authorization ?? "") ?? [];
  if (token === undefined) return tokenErrors.missing;
  const isUser = /^(?:u-|eyJ)/.test(token);
  if (!isUser && !token.startsWith("t-")) return tokenErrors.malformed;
  const owner = tokens.find(token);
  if (owner === "expired") return isUser ? tokenErrors.userExpired : tokenErrors.unknown;
  const caller = owner && callerOf(owner, tenant);
  if (!caller) return isUser ? tokenErrors.ofUser : tokenErrors.unknown;
  if (!operation.tokens.includes(isUser ? "user" : "tenant")) {
    return isUser ? tokenErrors.userNotSupported : tokenErrors.tenantNotSupported;
  }
  if (caller.app.state === "stopped") return gatewayErrors.stoppedApp;
  return caller.app.state === "uninstalled" ? gatewayErrors.uninstalledApp : caller;
}

function callerOf(owner: TokenOwner, tenant: Tenant): Caller | undefined {
  const app = tenant.findApp(owner.appId);
  if (!app || owner.kind === "app") return undefined;
  if (owner.kind === "tenant") return { app };
  const user = tenant.findPerson(owner.openId, "open_id");
  return user && { app, user };
}
