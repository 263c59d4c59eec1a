import type { Permission } from "../event/app.js";
import type { Caller } from "./authorize.js";
import { gatewayErrors, type GatewayError } from "./api-error.js";

const troubleShooting =
  "https://open.feishu.cn/document/uAjLw4CM/ugTN1YjL4UTN24CO1UjN/trouble-shooting";

/**
 * What the caller's app lacks: one of these permissions is enough, and none are needed where none are listed.
 * @see https://open.feishu.cn/document/uAjLw4CM/ugTN1YjL4UTN24CO1UjN/trouble-shooting/how-to-fix-the-99991672-error
 */
export function lackOfScopes(
  { app, user }: Caller,
  scopes: readonly Permission[],
): GatewayError | undefined {
  if (scopes.length === 0 || scopes.some((scope) => app.permissions.includes(scope))) {
    return undefined;
  }
  const sorted = scopes.toSorted();
  return user ? lackOfUserScopes(sorted) : lackOfAppScopes(app.appId, sorted);
}

/** In the words seen on the wire, both languages in one text. */
function lackOfAppScopes(appId: string, scopes: readonly string[]): GatewayError {
  const list = `[${scopes.join(", ")}]`;
  const link = `https://open.feishu.cn/app/${appId}/auth?q=${scopes.join(",")}&op_from=openapi&token_type=tenant`;
  return {
    ...gatewayErrors.missingScope,
    msg: `Access denied. One of the following scopes is required: ${list}.应用尚未开通所需的应用身份权限：${list}，点击链接申请并开通任一权限即可：${link}`,
    details: {
      message: `Refer to the documentation to fix the error: ${troubleShooting}/how-to-fix-the-99991672-error`,
      permission_violations: violations("action_scope_required", scopes),
    },
  };
}

function lackOfUserScopes(scopes: readonly string[]): GatewayError {
  const list = `[${scopes.join(", ")}]`;
  const page = `${troubleShooting}/how-to-resolve-error-99991679`;
  return {
    ...gatewayErrors.missingUserScope,
    msg: `${gatewayErrors.missingUserScope.msg} Please request user re-authorization and try again. required one of these privileges under the user identity: ${list}.应用未获取所需的用户授权：${list}，点击链接查看解决方案：${page}`,
    details: {
      message: `Refer to the documentation to fix the error: ${page}`,
      permission_violations: violations("action_privilege_required", scopes),
    },
  };
}

const violations = (type: string, scopes: readonly string[]): readonly object[] =>
  scopes.map((subject) => ({ subject, type }));
