import { lookup as systemLookup, type LookupAddress } from "node:dns";
import type { LookupFunction } from "node:net";
import { MocklarkError } from "../base/errors.js";
import { networkTexts } from "./network-texts.js";
import { mayLeadTo, type TargetOptions } from "./target.js";

export interface GuardedLookupOptions extends TargetOptions {
  /** Resolves names; default: the system's resolver. */
  readonly lookup?: LookupFunction | undefined;
}

/**
 * Resolves names when a connection is made, and refuses a name that was let through because it looks
 * local (`receiver`, `hooks.test`) when it leads to a public address after all, or because it was allowed
 * when it leads to where clouds keep secrets. The connection goes to the addresses seen here: nothing
 * resolves the name a second time.
 */
export function createGuardedLookup(options: GuardedLookupOptions): LookupFunction {
  const { allowHosts = [], lookup = systemLookup } = options;
  return (host, lookupOptions, callback) => {
    lookup(host, lookupOptions, (error, addresses, family) => {
      const strays =
        error === null
          ? listOf(addresses).filter((address) => !mayLeadTo(host, address, allowHosts))
          : [];
      if (strays.length === 0) callback(error, addresses, family);
      else callback(forbidden(host, strays, options), addresses, family);
    });
  };
}

const listOf = (addresses: string | LookupAddress[]): string[] =>
  typeof addresses === "string" ? [addresses] : addresses.map(({ address }) => address);

function forbidden(
  host: string,
  strays: readonly string[],
  { allowHosts = [], role = "receiver" }: TargetOptions,
): MocklarkError {
  const isAllowed = strays.every((address) => mayLeadTo(host, address, [...allowHosts, host]));
  return new MocklarkError(
    "FORBIDDEN_TARGET",
    networkTexts("leads-outside", { role, host, addresses: strays }),
    { remedy: networkTexts("allow-it", { role, hosts: isAllowed ? [host] : strays }) },
  );
}
