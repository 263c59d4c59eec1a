import { shellWord } from "../base/shell-word.js";
import type { Found, Listening, OwnFindings, Route } from "./project.js";
import type { ProjectFiles } from "./project-files.js";
import { findMounts, findRoutes } from "./routes.js";
import { fileOf, findAll, findPlace, sourceFiles, type SourceFile } from "./source-files.js";

/** A project with a go.mod. */
export function readGoProject(files: ProjectFiles): OwnFindings | undefined {
  const manifest = files.read("go.mod");
  if (manifest === undefined) return undefined;
  const sources = sourceFiles(files, /\.go$/);
  return {
    language: "go",
    framework: frameworks.find(([module]) => manifest.includes(module))?.[1] ?? "net/http",
    packageManager: "go",
    start: startOf(sources),
    // The first one compiles.
    startTakes: "120s",
    preparation: { tools: ["go"], commands: ["go build ./..."] },
    listening: listeningOf(sources),
    routes: routesIn(sources),
    longConnection: findPlace(sources, /\b(?:lark)?ws\.NewClient\s*\(/),
  };
}

const frameworks: readonly (readonly [string, string])[] = [
  ["github.com/gin-gonic/gin", "Gin"],
  ["github.com/labstack/echo", "Echo"],
  ["github.com/gofiber/fiber", "Fiber"],
  ["github.com/go-chi/chi", "chi"],
];

/** The package with a main function; of several the one that listens. */
function startOf(sources: readonly SourceFile[]): Found<string> | undefined {
  const mains = findAll(sources, /^(package main)$/gm);
  const listens = mains.find(({ at }) =>
    sources.some(({ name, text }) => name === fileOf(at) && listening.test(text)),
  );
  const chosen = listens ?? mains[0];
  if (!chosen) return undefined;
  const folder = fileOf(chosen.at).split("/").slice(0, -1).join("/");
  return {
    value: folder === "" ? "go run ." : `go run ${shellWord(`./${folder}`)}`,
    at: chosen.at,
  };
}

const listening = /ListenAndServe|\.Run\(|\.Start\(|\.Listen\(|NewClient\(/;

function listeningOf(sources: readonly SourceFile[]): Listening | undefined {
  const [fixed] = findAll(sources, /"(?:[\w.]*):(\d{2,5})"/g);
  if (fixed) return { kind: "fixed", port: Number(fixed.value), at: fixed.at };
  // Gin's default is the variable.
  const bare = findPlace(sources, /\b\w+\.Run\(\)/);
  return bare && { kind: "variable", name: "PORT", at: bare.at };
}

const handled =
  /\b(?<owner>\w+)\.(?:HandleFunc|Handle|POST|Post|Any)\(\s*"(?:POST )?(?<path>\/[^"\s]*)"/g;
const sdkHandled =
  /\b(?<owner>\w+)\.(?:HandleFunc|Handle|POST|Post|Any)\(\s*"(?:POST )?(?<path>\/[^"\s]*)"\s*,[^\n]*\bNew(?:Event|Card\w*)HandlerFunc\(/g;
const groups = /\b(?<target>\w+)\s*:?=\s*\w+\.Group\(\s*"(?<prefix>[^"]*)"/g;

function routesIn(sources: readonly SourceFile[]): Route[] {
  const mounts = findMounts(sources, groups);
  return [
    ...findRoutes(sources, sdkHandled, mounts).map((route) => ({ ...route, isSdk: true })),
    ...findRoutes(sources, handled, mounts),
  ];
}
