import { BlockList, isIPv4, isIPv6 } from "node:net";
import { MocklarkError } from "../base/errors.js";
import { networkTexts, type TargetRole } from "./network-texts.js";
import { hostOf } from "./url-host.js";

export type { TargetRole } from "./network-texts.js";

export interface TargetOptions {
  /**
   * Hosts that may be reached although they are neither this machine nor a private network:
   * a name (`hooks.example.com`), an address, or `*.example.com` for every name below.
   */
  readonly allowHosts?: readonly string[] | undefined;
  /** What is there, for messages; default "receiver". */
  readonly role?: TargetRole;
}

/**
 * The URL of a receiver, or of something else that is connected to, checked. http and https only; this machine
 * and private networks always, other hosts only when allowed, Feishu's and Lark's own hosts never.
 * @throws MocklarkError USAGE for what is no such URL, FORBIDDEN_TARGET for a host that is not allowed
 */
export function parseTarget(target: string | URL, options: TargetOptions = {}): URL {
  const url = parseUrl(String(target).trim(), options.role ?? "receiver");
  assertHostAllowed(hostOf(url), options);
  return url;
}

/** This machine or a private network (RFC 1918, RFC 4193), and nowhere a cloud keeps secrets. */
export function isPrivateAddress(address: string): boolean {
  return isIn(privateAddresses, address) && !isMetadataAddress(address);
}

/** Where clouds tell a machine its own secrets, most of them at a link-local address; however it is written. */
export function isMetadataAddress(address: string): boolean {
  return isIn(metadataAddresses, address);
}

/**
 * Whether a name may lead to this address. An allowed name may lead anywhere but to where clouds keep
 * secrets: that takes the address itself among those allowed.
 */
export function mayLeadTo(host: string, address: string, allowHosts: readonly string[]): boolean {
  if (isPrivateAddress(address) || isAllowedHost(address, allowHosts)) return true;
  return isAllowedHost(host, allowHosts) && !isMetadataAddress(address);
}

/** True when `allowHosts` has the host itself, or `*.` and a domain above it. */
export function isAllowedHost(host: string, allowHosts: readonly string[]): boolean {
  return allowHosts.some((allowed) => {
    const name = allowed
      .trim()
      .toLowerCase()
      .replace(/^\[|\]$/g, "");
    return name.startsWith("*.") ? host.endsWith(name.slice(1)) : host === name;
  });
}

function isIn(list: BlockList, address: string): boolean {
  if (isIPv4(address)) return list.check(address, "ipv4");
  return isIPv6(address) && list.check(address, "ipv6");
}

/** IPv4 addresses written as IPv6 ones (::ffff:127.0.0.1) are in a list with their IPv4 subnet. */
function listOf(subnets: readonly (readonly [network: string, prefix: number])[]): BlockList {
  const list = new BlockList();
  for (const [network, prefix] of subnets) {
    list.addSubnet(network, prefix, isIPv4(network) ? "ipv4" : "ipv6");
  }
  return list;
}

const privateAddresses = listOf([
  ["0.0.0.0", 32],
  ["127.0.0.0", 8],
  ["10.0.0.0", 8],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
  ["::", 128],
  ["::1", 128],
  ["fc00::", 7],
]);

const metadataAddresses = listOf([
  ["169.254.0.0", 16],
  // Alibaba's.
  ["100.100.100.200", 32],
  ["fe80::", 10],
  // The same by way of NAT64 and of 6to4.
  ["64:ff9b::a9fe:0", 112],
  ["2002:a9fe::", 32],
  // Amazon's, inside the private networks of IPv6.
  ["fd00:ec2::", 32],
]);

const feishuHosts =
  /(^|\.)(feishu|feishucdn|larksuite|larksuitecdn|larksuite-[a-z0-9-]+|larkoffice)\.(cn|com|net)$/;

/** Names that never leave a local network; a name without a dot is one of Docker's or of /etc/hosts. */
const localNames = /^[^.:]+$|\.(localhost|local|internal|test|lan|localdomain|home\.arpa)$/;

function parseUrl(text: string, role: TargetRole): URL {
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase();
  if (scheme !== "http" && scheme !== "https") throw notAUrl(text, role);
  if (!URL.canParse(text)) throw notAUrl(text, role);
  const url = new URL(text);
  if (url.username !== "" || url.password !== "") {
    throw new MocklarkError("USAGE", networkTexts("with-user-name", { role, host: url.host }), {
      remedy: networkTexts("leave-user-out"),
    });
  }
  if (url.port === "0") {
    throw new MocklarkError("USAGE", networkTexts("port-0", { role, text }), {
      remedy: networkTexts("name-the-port", { role }),
    });
  }
  return url;
}

function notAUrl(text: string, role: TargetRole): MocklarkError {
  const guess = guessUrl(text);
  return new MocklarkError("USAGE", networkTexts("not-a-url", { role, text }), {
    remedy:
      guess === undefined
        ? networkTexts("give-a-url")
        : networkTexts("did-you-mean", { url: guess }),
  });
}

/** What was probably meant by `localhost:3000`, `:3000`, `3000`, `//host/path`, `htp://host` or `ws://host`. */
function guessUrl(text: string): string | undefined {
  const port = /^:?(\d{2,5})(\/\S*)?$/.exec(text);
  const rest = text.replace(/^([a-z][a-z0-9+.-]*:\/+|[a-z]*\/\/)/i, "");
  const guess = port === null ? `http://${rest}` : `http://localhost:${port[1]}${port[2] ?? ""}`;
  const plausible = /^http:\/\/[^\s/]+/.test(guess) && URL.canParse(guess);
  return plausible && guess !== text ? guess : undefined;
}

/**
 * What `parseTarget` says about a host by its name alone; where the name leads is seen when it is resolved.
 * @throws MocklarkError FORBIDDEN_TARGET
 */
export function assertHostAllowed(
  host: string,
  { allowHosts = [], role = "receiver" }: TargetOptions = {},
): void {
  if (feishuHosts.test(host)) {
    throw new MocklarkError("FORBIDDEN_TARGET", networkTexts("feishu-itself", { role, host }), {
      remedy: networkTexts("own-receivers-only"),
    });
  }
  if (isPrivateAddress(host) || localNames.test(host) || isAllowedHost(host, allowHosts)) return;
  throw new MocklarkError("FORBIDDEN_TARGET", networkTexts("not-private", { role, host }), {
    remedy: networkTexts("allow-it", { role, hosts: [host] }),
  });
}
