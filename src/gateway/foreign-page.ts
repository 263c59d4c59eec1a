import type { IncomingHttpHeaders, IncomingMessage } from "node:http";

/**
 * Whether a browser sent this for a page that is not ours: it names another origin than the one it asks, or
 * reached us by a name that somebody may have pointed at this machine. Only browsers say where a request
 * comes from; the official clients do not, and are taken by whatever name they use.
 */
export function isFromForeignPage(headers: IncomingHttpHeaders): boolean {
  const { origin, host = "" } = headers;
  if (origin !== undefined) return !isOurOwn(origin, host);
  const site = headers["sec-fetch-site"];
  return site === "cross-site" || site === "same-site";
}

/**
 * Whether somebody follows a link on a foreign page to ours, into a window of its own: that changes nothing,
 * and the page with the link can read nothing of it.
 */
export function isVisit({ method, url, headers }: IncomingMessage): boolean {
  const isLink = method === "GET" && url === "/" && headers.origin === undefined;
  return (
    isLink && headers["sec-fetch-mode"] === "navigate" && headers["sec-fetch-dest"] === "document"
  );
}

function isOurOwn(origin: string, host: string): boolean {
  if (!URL.canParse(origin)) return false;
  const from = new URL(origin);
  const asked = `${from.protocol}//${host}`;
  if (!URL.canParse(asked)) return false;
  return new URL(asked).host === from.host && cannotBeRebound(from.hostname);
}

/** An address, a name without a dot, or one of an ending that nobody can register. */
function cannotBeRebound(hostname: string): boolean {
  const isAddress = hostname.startsWith("[") || /^\d+(?:\.\d+){3}$/.test(hostname);
  return isAddress || /^[^.]+$|\.(?:localhost|internal|test)$/.test(hostname);
}
