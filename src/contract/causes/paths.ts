import type { ProbeContext } from "./cause.js";

/** Where tutorials, SDK samples and frameworks put the request URL. */
const commonPaths = [
  "/",
  "/webhook/event",
  "/webhook",
  "/webhook/events",
  "/webhook/feishu",
  "/webhook/lark",
  "/feishu",
  "/feishu/event",
  "/feishu/events",
  "/feishu/webhook",
  "/feishu/callback",
  "/lark",
  "/lark/event",
  "/lark/events",
  "/lark/webhook",
  "/lark/callback",
  "/event",
  "/events",
  "/callback",
  "/api/webhook",
  "/api/feishu",
  "/api/feishu/event",
  "/api/feishu/webhook",
  "/api/lark",
  "/api/lark/event",
  "/api/lark/webhook",
  "/api/webhook/feishu",
  "/api/event",
  "/api/events",
  "/api/callback",
];

const mostPaths = 45;

/** Paths of the same receiver that may be the right one, those it names itself first. */
export function pathsToTry({ url, check, contact }: ProbeContext): string[] {
  const { pathname } = new URL(url);
  const slash = pathname.endsWith("/") ? pathname.slice(0, -1) : `${pathname}/`;
  const parents = pathname
    .split("/")
    .map((_part, index, parts) => parts.slice(0, -index).join("/"))
    .filter((path) => path.startsWith("/"));
  const said = [
    ...(check.saw?.stderr ?? []),
    ...contact.good.map(({ outcome }) => bodyOf(outcome)),
  ];
  const all = [slash, ...said.flatMap(pathsIn), ...parents, ...commonPaths];
  return [...new Set(all)].filter((path) => path !== "" && path !== pathname).slice(0, mostPaths);
}

const bodyOf = (outcome: object): string =>
  "body" in outcome && typeof outcome.body === "string" ? outcome.body.slice(0, 4_000) : "";

/** Routes in a start-up line or an error page: "POST /dalle3", "http://0.0.0.0:3000/feishu". */
function pathsIn(text: string): string[] {
  const routes = text
    .slice(0, 4_000)
    .matchAll(/(?:^|[\s'"(]|:\d{2,5})(\/[\w-]{1,40}(?:\/[\w-]{1,40}){0,4}\/?)(?=[\s'",)<]|$)/g);
  return [...routes].slice(0, 8).map((match) => match[1] ?? "");
}

/** A path that certainly is not served. */
export const unservedPath = ({ random }: ProbeContext): string => `/mocklark-${random.hex(12)}`;
