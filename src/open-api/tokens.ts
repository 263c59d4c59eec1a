import type { WallClock } from "../base/clock.js";
import type { Tenant } from "../tenant/tenant.js";
import type { OpenApiRules } from "./open-api-rules.js";
import { appTokenOf, tenantTokenOf, userTokenOf } from "./tenant-token.js";

/** Whose a token is. */
export type TokenOwner =
  | { readonly kind: "tenant"; readonly appId: string }
  | { readonly kind: "app"; readonly appId: string }
  | { readonly kind: "user"; readonly appId: string; readonly openId: string };

export interface IssuedToken {
  readonly token: string;
  /** Seconds it is still good for. */
  readonly expire: number;
}

/** The tokens that are out. */
export interface Tokens {
  /** @param seconds what a new one is good for; default: the rule's */
  issue(owner: TokenOwner, seconds?: number): IssuedToken;
  find(token: string): TokenOwner | "expired" | undefined;
  /** Ends every token that is out, or those of one app. */
  expireAll(appId?: string): void;
}

interface Series {
  generation: number;
  token: string;
  endsAtMs: number;
}

interface Known {
  readonly owner: TokenOwner;
  endsAtMs: number;
}

/**
 * "With at least 30 minutes left the same token is returned; with less a new one, and the old one stays valid
 * until its own end."
 * @see https://open.feishu.cn/document/server-docs/authentication-management/access-token/tenant_access_token_internal
 */
const renewedBelowMs = 30 * 60_000;

const never = Number.POSITIVE_INFINITY;

export function createTokens({
  tenant,
  rules,
  wall,
}: {
  readonly tenant: Tenant;
  readonly rules: OpenApiRules;
  readonly wall: WallClock;
}): Tokens {
  const series = new Map<string, Series>();
  const known = new Map<string, Known>();
  const firstGeneration = new Map<string, number>();

  function begin(owner: TokenOwner, generation: number, seconds: number): Series {
    const token = tokenOf(owner, generation);
    const endsAtMs = rules.expireTokens ? wall.now() + seconds * 1_000 : never;
    const begun = { generation, token, endsAtMs };
    series.set(keyOf(owner), begun);
    known.set(token, { owner, endsAtMs });
    return begun;
  }

  function current(owner: TokenOwner, seconds: number): Series {
    const found = series.get(keyOf(owner));
    if (!found) return begin(owner, firstGeneration.get(owner.appId) ?? 0, seconds);
    const isFresh = found.endsAtMs - wall.now() >= renewedBelowMs;
    return isFresh ? found : begin(owner, found.generation + 1, seconds);
  }

  /** Tokens that never end are good without having been asked for: a client may have one from before. */
  function rememberLasting(kind: string): void {
    if (rules.expireTokens) return;
    for (const { appId } of tenant.apps) {
      if (kind === "u-") rememberPeople(appId);
      else current({ kind: kind === "a-" ? "app" : "tenant", appId } as const, rules.tokenSeconds);
    }
  }

  function rememberPeople(appId: string): void {
    for (const { openId } of tenant.people) {
      current({ kind: "user", appId, openId }, rules.tokenSeconds);
    }
  }

  return {
    issue(owner, seconds = rules.tokenSeconds) {
      const { token, endsAtMs } = current(owner, seconds);
      const leftMs = endsAtMs - wall.now();
      return { token, expire: endsAtMs === never ? seconds : Math.floor(leftMs / 1_000) };
    },
    find(token) {
      if (!known.has(token)) rememberLasting(token.slice(0, 2));
      const found = known.get(token);
      if (!found) return undefined;
      return found.endsAtMs > wall.now() ? found.owner : "expired";
    },
    expireAll(appId) {
      const ends = (owner: TokenOwner): boolean => appId === undefined || owner.appId === appId;
      for (const each of known.values()) if (ends(each.owner)) each.endsAtMs = -never;
      for (const app of tenant.apps) {
        if (appId !== undefined && app.appId !== appId) continue;
        firstGeneration.set(app.appId, generationAfter(app.appId));
      }
    },
  };

  function generationAfter(appId: string): number {
    let last = firstGeneration.get(appId) ?? 0;
    for (const [key, { generation }] of series) {
      if (!key.includes(`/${appId}/`)) continue;
      last = Math.max(last, generation);
      series.delete(key);
    }
    return last + 1;
  }
}

function tokenOf(owner: TokenOwner, generation: number): string {
  switch (owner.kind) {
    case "tenant":
      return tenantTokenOf(owner.appId, generation);
    case "app":
      return appTokenOf(owner.appId, generation);
    case "user":
      return userTokenOf(owner.appId, owner.openId, generation);
  }
}

const keyOf = (owner: TokenOwner): string =>
  `${owner.kind}/${owner.appId}/${owner.kind === "user" ? owner.openId : ""}`;
