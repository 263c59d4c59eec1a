import { lookup as systemLookup, type LookupAddress } from "node:dns";
import type { LookupFunction } from "node:net";
import { MocklarkError } from "../base/errors.js";
import { isAllowedHost, isPrivateAddress } from "./target.js";

/**
 * Resolves names when a connection is made, and refuses a name that was let through because it looks
 * local (`receiver`, `hooks.test`) when it leads to a public address after all. Names that were
 * allowed may lead anywhere.
 */
export function createGuardedLookup({
  allowHosts = [],
  lookup = systemLookup,
}: {
  readonly allowHosts?: readonly string[] | undefined;
  readonly lookup?: LookupFunction | undefined;
}): LookupFunction {
  return (host, options, callback) => {
    lookup(host, options, (error, addresses, family) => {
      const strays = error === null && !isAllowedHost(host, allowHosts) ? publicOf(addresses) : [];
      if (strays.length === 0) callback(error, addresses, family);
      else callback(forbidden(host, strays.join(", ")), addresses, family);
    });
  };
}

function publicOf(addresses: string | LookupAddress[]): string[] {
  const all = typeof addresses === "string" ? [addresses] : addresses.map(({ address }) => address);
  return all.filter((address) => !isPrivateAddress(address));
}

function forbidden(host: string, addresses: string): MocklarkError {
  return new MocklarkError(
    "FORBIDDEN_TARGET",
    `Failed to use the target: ${host} resolves to ${addresses}, which is not in a private network.`,
    { remedy: `If the receiver there is yours, allow it by name: --allow-host ${host}.` },
  );
}
