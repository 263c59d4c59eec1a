import { parseStrictJson } from "../base/document.js";
import { MocklarkError, textOf } from "../base/errors.js";
import { isRecord } from "../base/json-path.js";
import { shellWord } from "../base/shell-word.js";
import type { Text } from "../base/text.js";
import { planTexts } from "./plan-texts.js";
import type { Found, Listening, OwnFindings, Preparation, Route } from "./project.js";
import type { ProjectFiles } from "./project-files.js";
import { findMounts, findRoutes, joinPaths } from "./routes.js";
import { fileOf, findAll, findPlace, sourceFiles, type SourceFile } from "./source-files.js";

/** What package.json says, as far as it is of use here. */
interface Manifest {
  readonly main: string | undefined;
  readonly scripts: Readonly<Record<string, unknown>>;
  readonly dependencies: Readonly<Record<string, unknown>>;
  /** Why nothing could be read of it. */
  readonly problem: Text | undefined;
}

/** A project with a package.json. */
export function readNodeProject(files: ProjectFiles): OwnFindings | undefined {
  const text = files.read("package.json");
  if (text === undefined) return undefined;
  const manifest = readManifest(text, files);
  const manager = managerOf(files);
  const sources = sourceFiles(files, /\.[cm]?[jt]sx?$/);
  const start = startOf(manifest, manager, sources);
  const needsBuild = /:prod\b|\bdist\//.test(start?.value ?? "") || startsBuilt(manifest, start);
  return {
    language: "node",
    framework: frameworks.find(([name]) => name in manifest.dependencies)?.[1],
    packageManager: manager,
    start,
    startTakes: undefined,
    preparation: preparationOf(files, manager, needsBuild && "build" in manifest.scripts),
    listening: fixedPortOf(sources),
    routes: routesIn(sources),
    longConnection: findPlace(sources, /new\s+(?:\w+\.)?WSClient\s*\(/),
    hasMocklark: "mocklark" in manifest.dependencies,
    manifestProblem: manifest.problem,
  };
}

const frameworks: readonly (readonly [string, string])[] = [
  ["@nestjs/core", "NestJS"],
  ["fastify", "Fastify"],
  ["express", "Express"],
  ["koa", "Koa"],
  ["hono", "Hono"],
];

function readManifest(text: string, { names }: ProjectFiles): Manifest {
  const { value, problem } = parse(text);
  const part = (name: string): Readonly<Record<string, unknown>> => {
    const found = isRecord(value) ? value[name] : undefined;
    return isRecord(found) ? found : {};
  };
  const main = isRecord(value) ? value["main"] : undefined;
  return {
    // What "npm init" wrote may not be there.
    main: names.find((name) => typeof main === "string" && name === main.replace(/^\.\//, "")),
    scripts: part("scripts"),
    dependencies: { ...part("devDependencies"), ...part("dependencies") },
    problem,
  };
}

/** Somebody may be in the middle of editing it. */
function parse(text: string): { readonly value?: unknown; readonly problem?: Text } {
  try {
    // npm takes one that begins with a byte order mark.
    return { value: parseStrictJson(text.replace(/^\uFEFF/, ""), "package.json") };
  } catch (error) {
    const reason = error instanceof MocklarkError ? error.reasonText : textOf(error);
    return { problem: planTexts("unreadable-manifest", { reason }) };
  }
}

type Manager = "npm" | "pnpm" | "yarn" | "bun";

function managerOf({ names }: ProjectFiles): Manager {
  if (names.includes("pnpm-lock.yaml")) return "pnpm";
  if (names.includes("yarn.lock")) return "yarn";
  return names.some((name) => /^bun\.lockb?$/.test(name)) ? "bun" : "npm";
}

/** What starts it as in production, not what starts it anew with each change. */
function startOf(
  { scripts, main }: Manifest,
  manager: Manager,
  sources: readonly SourceFile[],
): Found<string> | undefined {
  for (const name of ["start:prod", "start", "serve", "dev"]) {
    if (!(name in scripts)) continue;
    const run = name === "start" ? "start" : `run ${name}`;
    return { value: `${manager} ${run}`, at: "package.json" };
  }
  if (main !== undefined) return { value: `node ${shellWord(main)}`, at: "package.json" };
  const listens = findPlace(sources, listening);
  if (!listens) return undefined;
  const file = fileOf(listens.at);
  return {
    value: `${/\.[cm]?tsx?$/.test(file) ? "npx tsx" : "node"} ${shellWord(file)}`,
    at: listens.at,
  };
}

const listening = /\.listen\s*\(|\bserve\s*\(\s*\{/;

/** "start": "node dist/main" needs what "build" makes. */
function startsBuilt({ scripts }: Manifest, start: Found<string> | undefined): boolean {
  const script = scripts[start?.value.split(" ").at(-1) ?? ""];
  return typeof script === "string" && /\b(?:dist|build|out|lib)\//.test(script);
}

function preparationOf(
  { names }: ProjectFiles,
  manager: Manager,
  needsBuild: boolean,
): Preparation {
  const isLocked = names.includes("package-lock.json") || names.includes("npm-shrinkwrap.json");
  const install: Readonly<Record<Manager, readonly string[]>> = {
    npm: [isLocked ? "npm ci" : "npm install"],
    pnpm: ["corepack enable", "pnpm install --frozen-lockfile"],
    yarn: ["corepack enable", "yarn install --immutable || yarn install --frozen-lockfile"],
    bun: ["npm install --global bun", "bun install --frozen-lockfile"],
  };
  return {
    tools: [],
    commands: [...install[manager], ...(needsBuild ? [`${manager} run build`] : [])],
  };
}

/** A port in a call of listen, or in the constant or the options that it is given. */
const ports =
  /\.listen\s*\(\s*(?:\{[^}]*?port\s*:\s*)?(\d{2,5})\b|\b(?:port|PORT)\s*[:=]\s*(\d{2,5})\b/g;

function fixedPortOf(sources: readonly SourceFile[]): Listening | undefined {
  const [found] = findAll(sources, ports);
  return found && { kind: "fixed", port: Number(found.value), at: found.at };
}

const quoted = String.raw`["'${"`"}](?<path>\/[^"'${"`"}\s]*)["'${"`"}]`;

/** app.post("/x", …), also app.post<Types>("/x", …). */
const posts = new RegExp(
  String.raw`\b(?<owner>\w+)\s*\.(?:post|all)\s*(?:<[^()]*>)?\(\s*${quoted}`,
  "g",
);
const routeChains = new RegExp(
  String.raw`\b(?<owner>\w+)\s*\.route\s*\(\s*${quoted}\s*\)\s*\.(?:post|all)\b`,
  "g",
);
/** fastify.route({ method: "POST", url: "/x" }) */
const routeObjects = new RegExp(
  String.raw`\b(?<owner>\w+)\s*\.route\s*\(\s*\{\s*method\s*:\s*(?:\[[^\]]*)?["']POST["'][^{}]*?url\s*:\s*${quoted}`,
  "g",
);
/** if (request.url === "/x") */
const comparisons = new RegExp(String.raw`\b(?<owner>url|pathname|path)\s*===?\s*${quoted}`, "g");
/** The SDK's adapters: lark.adaptDefault("/x", …), app.use("/x", lark.adaptExpress(…)). */
const adapters = [
  new RegExp(String.raw`(?<owner>)\badaptDefault\s*\(\s*${quoted}`, "g"),
  new RegExp(
    String.raw`\b(?<owner>\w+)\s*\.(?:use|post|all)\s*\(\s*${quoted}\s*,[^;]*?\badapt\w+\s*\(`,
    "g",
  ),
];

const mounts = [
  /\.use\s*\(\s*["'`](?<prefix>\/[^"'`\s]*)["'`]\s*,[^;]*?\b(?<target>\w+)(?:\.routes\(\))?\s*\)/g,
  /\.register\s*\(\s*(?<target>\w+)\s*,\s*\{[^{}]*?\bprefix\s*:\s*["'`](?<prefix>\/?[^"'`\s]*)["'`]/g,
  /\.route\s*\(\s*["'`](?<prefix>\/[^"'`\s]*)["'`]\s*,\s*(?<target>\w+)\s*\)/g,
];

function routesIn(sources: readonly SourceFile[]): Route[] {
  const mounted = mounts.flatMap((pattern) => findMounts(sources, pattern));
  const found = (pattern: RegExp): Route[] => findRoutes(sources, pattern, mounted);
  return [
    ...adapters.flatMap(found).map((route) => ({ ...route, isSdk: true })),
    ...[posts, routeChains, routeObjects, comparisons].flatMap(found),
    ...sources.flatMap(decoratedRoutesIn),
  ];
}

/** NestJS: @Controller("lark") above @Post("events"), and a prefix for all of them. */
function decoratedRoutesIn(
  source: SourceFile,
  _index: number,
  all: readonly SourceFile[],
): Route[] {
  const [controller] = findAll(
    [source],
    /@Controller\s*\(\s*(?:\{[^}]*?path\s*:\s*)?(?:["'`]([^"'`]*)["'`])?/g,
  );
  if (!/@Controller\s*\(/.test(source.text)) return [];
  const [prefix] = findAll(all, /\.setGlobalPrefix\s*\(\s*["'`]([^"'`]*)["'`]/g);
  return [
    ...findAll([source], /@(?:Post|All)\s*\(\s*["'`]([^"'`]*)["'`]/g),
    ...findAll([source], /@(?:Post|All)\s*\(()\s*\)/g),
  ].map(({ value, at }) => ({
    path: joinPaths(prefix?.value ?? "", controller?.value ?? "", value),
    at,
  }));
}
