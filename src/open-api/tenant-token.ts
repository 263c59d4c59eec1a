import { createRandom } from "../base/random.js";

const base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".split("");

/**
 * The access token of an app's tenant: "t-" and 40 characters, in the form of today's. It depends on the app
 * id alone, because the official SDKs keep a token for hours and ask with it again after a restart.
 * @see https://open.feishu.cn/document/server-docs/authentication-management/access-token/tenant_access_token_internal
 */
export function tenantTokenOf(appId: string): string {
  const random = createRandom(0).fork(`tenant-token/${appId}`);
  const start = random.alphanumeric(5, { lower: true });
  const end = Array.from({ length: 32 }, () => random.pick(base32)).join("");
  return `t-g10${start}${end}`;
}
