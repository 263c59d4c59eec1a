import { createRandom } from "../base/random.js";

const base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".split("");

/**
 * The access token of an app's tenant: "t-" and 40 characters, in the form of today's. It depends on the app
 * id alone, because the official SDKs keep a token for hours and ask with it again after a restart.
 * @param generation how many of them ended before it
 * @see https://open.feishu.cn/document/server-docs/authentication-management/access-token/tenant_access_token_internal
 */
export function tenantTokenOf(appId: string, generation = 0): string {
  return `t-${opaque(`tenant-token/${appId}`, generation)}`;
}

/**
 * A person's access token in an app, which depends on the two alone.
 * @see https://open.feishu.cn/document/authentication-management/access-token/get-user-access-token
 */
export function userTokenOf(appId: string, openId: string, generation = 0): string {
  return `u-${opaque(`user-token/${appId}/${openId}`, generation)}`;
}

/** What a store app asks for the tokens of its tenants with. */
export function appTokenOf(appId: string, generation = 0): string {
  return `a-${opaque(`app-token/${appId}`, generation)}`;
}

/** What Feishu pushes to a store app every hour, and takes from it for an app token. */
export function appTicketOf(appId: string): string {
  return opaque(`app-ticket/${appId}`, 0);
}

function opaque(name: string, generation: number): string {
  const random = createRandom(0).fork(generation === 0 ? name : `${name}/${generation}`);
  const start = random.alphanumeric(5, { lower: true });
  const end = Array.from({ length: 32 }, () => random.pick(base32)).join("");
  return `g10${start}${end}`;
}
