import { hostOf, portOf } from "../network/url-host.js";

/** Where requests go: a URL taken apart once for all of them. */
export interface Endpoint {
  readonly url: URL;
  readonly secure: boolean;
  /** What is connected to; IPv6 without brackets. */
  readonly host: string;
  readonly port: number;
  /** What stands in `Host`. */
  readonly authority: string;
  /** Path and query, as the request line has them. */
  readonly path: string;
  /** The same for all URLs that one connection can serve. */
  readonly origin: string;
}

export function createEndpoint(url: URL): Endpoint {
  return {
    url,
    secure: url.protocol === "https:",
    host: hostOf(url),
    port: portOf(url),
    authority: url.host,
    path: url.pathname + url.search,
    origin: url.origin,
  };
}
