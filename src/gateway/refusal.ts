/** How the endpoint says no: HTTP 200, a code, and `data`. */
export interface EndpointRefusal {
  readonly at: "endpoint";
  readonly code: number;
  readonly msg: string;
  /** Default: an empty object. The Node client takes `data` apart before it looks at the code. */
  readonly data?: { readonly URL: string };
}

/** How the upgrade says no: any status but 101, with the reason in `Handshake-*` headers. */
export interface HandshakeRefusal {
  readonly at: "handshake";
  readonly httpStatus: number;
  /** `Handshake-Status`; absent, the headers are left out. */
  readonly status?: number;
  /** `Handshake-Msg` */
  readonly msg: string;
  /** `Handshake-Autherrcode` */
  readonly authErrorCode?: number;
}

export type Refusal = EndpointRefusal | HandshakeRefusal;

/**
 * Every way to turn a client away, by name. A client earns `missing-credentials`, `invalid-app-id`,
 * `invalid-credentials`, `forbidden` (a store app), `too-many-connections` and `handshake-auth-failed` by
 * what it does; the others come when they are planned. Clients retry after `busy` (Node does not),
 * `internal-error`, `handshake-auth-failed` and `handshake-unavailable`, and give up after the others
 * (Node ignores the handshake headers and retries).
 */
export const refusals = {
  busy: { at: "endpoint", code: 1, msg: "system busy" },
  forbidden: { at: "endpoint", code: 403, msg: "forbidden" },
  "auth-failed": { at: "endpoint", code: 514, msg: "auth failed" },
  "internal-error": { at: "endpoint", code: 1000040343, msg: "internal error" },
  "missing-credentials": {
    at: "endpoint",
    code: 1000040344,
    msg: "app_id is required and either app_secret or client_assertion_provider is required",
  },
  "invalid-app-id": {
    at: "endpoint",
    code: 1000040346,
    msg: "app_id is invalid",
    data: { URL: "" },
  },
  "invalid-credentials": {
    at: "endpoint",
    code: 1000040345,
    msg: "app_id or app_secret is invalid",
  },
  "too-many-connections": {
    at: "endpoint",
    code: 1000040350,
    msg: "the number of connections exceeded the limit",
  },
  // An app of Feishu asked at Lark, or the reverse.
  "incorrect-domain": { at: "endpoint", code: 1000040351, msg: "Incorrect domain name" },
  "handshake-forbidden": { at: "handshake", httpStatus: 403, status: 403, msg: "forbidden" },
  "handshake-auth-failed": {
    at: "handshake",
    httpStatus: 400,
    status: 514,
    msg: "the ticket is unknown, used or expired",
    authErrorCode: 1000040343,
  },
  "handshake-too-many-connections": {
    at: "handshake",
    httpStatus: 400,
    status: 514,
    msg: "the number of connections exceeded the limit",
    authErrorCode: 1000040350,
  },
  "handshake-unavailable": { at: "handshake", httpStatus: 503, msg: "Service Unavailable" },
} as const satisfies Readonly<Record<string, Refusal>>;

export type RefusalName = keyof typeof refusals;

export const refusalNames = Object.keys(refusals) as readonly RefusalName[];

export interface RefusalQueue {
  /** Turns away the next `count` clients; 0 withdraws what was planned under that name. */
  plan(name: RefusalName, count: number, appId?: string): void;
  /** The planned refusal that hits this client at this stage, if any; each counts once. */
  take(at: Refusal["at"], appId: string): RefusalName | undefined;
}

interface Planned {
  readonly name: RefusalName;
  readonly appId: string | undefined;
  left: number;
}

/** Refusals waiting for the clients they are meant for. */
export function createRefusalQueue(): RefusalQueue {
  let planned: Planned[] = [];
  return {
    plan(name, count, appId) {
      planned = planned.filter((entry) => entry.name !== name || entry.appId !== appId);
      if (count > 0) planned.push({ name, appId, left: count });
    },
    take(at, appId) {
      const hit = planned.find(
        (entry) => refusals[entry.name].at === at && (entry.appId ?? appId) === appId,
      );
      if (!hit) return undefined;
      hit.left--;
      if (hit.left <= 0) planned = planned.filter((entry) => entry !== hit);
      return hit.name;
    },
  };
}

/** An upgrade that was turned away. */
export interface RefusedUpgrade {
  /** Unknown when the ticket was. */
  readonly appId?: string;
  readonly refusal: RefusalName;
  /** The ticket has let a connection in before: the client came with the URL of an earlier one. */
  readonly usedTicket?: true;
}
