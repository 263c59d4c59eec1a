import { BlockList, isIPv4, isIPv6 } from "node:net";
import { MocklarkError } from "../base/errors.js";

export interface TargetOptions {
  /**
   * Hosts that may be reached although they are neither this machine nor a private network:
   * a name (`hooks.example.com`), an address, or `*.example.com` for every name below.
   */
  readonly allowHosts?: readonly string[];
}

/**
 * A receiver's URL, checked. http and https only; this machine and private networks always, other
 * hosts only when allowed, Feishu's and Lark's own hosts never.
 * @throws MocklarkError USAGE for what is no such URL, FORBIDDEN_TARGET for a host that is not allowed
 */
export function parseTarget(target: string | URL, { allowHosts = [] }: TargetOptions = {}): URL {
  const url = parseUrl(String(target).trim());
  checkHost(hostOf(url), allowHosts);
  return url;
}

/** The host as people write it: IPv6 without brackets, no final dot. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
}

/** This machine or a private network (RFC 1918, RFC 4193). Link-local is not: clouds keep secrets there. */
export function isPrivateAddress(address: string): boolean {
  if (isIPv4(address)) return privateAddresses.check(address, "ipv4");
  return isIPv6(address) && privateAddresses.check(address, "ipv6");
}

/** The port, the scheme's own when the URL names none. */
export function portOf(url: URL): number {
  if (url.port !== "") return Number(url.port);
  return url.protocol === "https:" ? 443 : 80;
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

const privateAddresses = new BlockList();
for (const [network, prefix] of [
  ["0.0.0.0", 32],
  ["127.0.0.0", 8],
  ["10.0.0.0", 8],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
] as const) {
  privateAddresses.addSubnet(network, prefix, "ipv4");
}
for (const [network, prefix] of [
  ["::", 128],
  ["::1", 128],
  ["fc00::", 7],
] as const) {
  privateAddresses.addSubnet(network, prefix, "ipv6");
}

const feishuHosts =
  /(^|\.)(feishu|feishucdn|larksuite|larksuitecdn|larksuite-[a-z0-9-]+|larkoffice)\.(cn|com|net)$/;

/** Names that never leave a local network; a name without a dot is one of Docker's or of /etc/hosts. */
const localNames = /^[^.:]+$|\.(localhost|local|internal|test|lan|localdomain|home\.arpa)$/;

function parseUrl(text: string): URL {
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase();
  if (scheme !== "http" && scheme !== "https") throw notAUrl(text);
  if (!URL.canParse(text)) throw notAUrl(text);
  const url = new URL(text);
  if (url.username !== "" || url.password !== "") {
    throw new MocklarkError(
      "USAGE",
      `Failed to read the target: ${url.host} comes with a user name.`,
      {
        remedy: "Leave user name and password out: Feishu sends none.",
      },
    );
  }
  if (url.port === "0") {
    throw new MocklarkError("USAGE", `Failed to read the target: "${text}" has port 0.`, {
      remedy: "Name the port the receiver listens on.",
    });
  }
  return url;
}

function notAUrl(text: string): MocklarkError {
  const guess = guessUrl(text);
  return new MocklarkError(
    "USAGE",
    `Failed to read the target: "${text}" is not an http or https URL.`,
    {
      remedy:
        guess === undefined
          ? "Give one like http://localhost:3000/webhook."
          : `Did you mean ${guess}?`,
    },
  );
}

/** What was probably meant by `localhost:3000`, `:3000`, `3000`, `//host/path`, `htp://host` or `ws://host`. */
function guessUrl(text: string): string | undefined {
  const port = /^:?(\d{2,5})(\/\S*)?$/.exec(text);
  const rest = text.replace(/^([a-z][a-z0-9+.-]*:\/+|[a-z]*\/\/)/i, "");
  const guess = port === null ? `http://${rest}` : `http://localhost:${port[1]}${port[2] ?? ""}`;
  const plausible = /^http:\/\/[^\s/]+/.test(guess) && URL.canParse(guess);
  return plausible && guess !== text ? guess : undefined;
}

function checkHost(host: string, allowHosts: readonly string[]): void {
  if (feishuHosts.test(host)) {
    throw new MocklarkError(
      "FORBIDDEN_TARGET",
      `Failed to use the target: ${host} is Feishu itself.`,
      {
        remedy: "Simulated events go to receivers of your own only; no option changes that.",
      },
    );
  }
  if (isPrivateAddress(host) || localNames.test(host) || isAllowedHost(host, allowHosts)) return;
  throw new MocklarkError(
    "FORBIDDEN_TARGET",
    `Failed to use the target: ${host} is neither this machine nor in a private network.`,
    { remedy: `If the receiver there is yours, allow it by name: --allow-host ${host}.` },
  );
}
