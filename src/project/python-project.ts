import { shellWord } from "../base/shell-word.js";
import type { Found, Listening, OwnFindings, Preparation, Route } from "./project.js";
import type { ProjectFiles } from "./project-files.js";
import { findMounts, findRoutes } from "./routes.js";
import {
  fileOf,
  findAll,
  findPlace,
  hashComments,
  sourceFiles,
  type SourceFile,
} from "./source-files.js";

const manifests = ["pyproject.toml", "requirements.txt", "Pipfile", "setup.py"];

/** A project with a pyproject.toml, a requirements.txt, a Pipfile or a setup.py. */
export function readPythonProject(files: ProjectFiles): OwnFindings | undefined {
  const said = manifests.flatMap((name) => files.read(name) ?? []).join("\n");
  if (!manifests.some((name) => files.names.includes(name))) return undefined;
  const sources = sourceFiles(files, /\.py$/, hashComments);
  const manager = managerOf(files, said);
  const framework = frameworks.find(({ name }) => new RegExp(`\\b${name}\\b`, "i").test(said));
  const bare = framework?.start(sources, files);
  const before = { uv: "uv run ", poetry: "poetry run ", pip: "" }[manager];
  return {
    language: "python",
    framework: framework?.title,
    packageManager: manager,
    start: bare && { value: `${before}${bare.value}`, at: bare.at },
    startTakes: undefined,
    preparation: preparationOf(files, manager),
    listening: listeningOf(sources, bare),
    routes: routesIn(sources),
    longConnection: findPlace(sources, /\bws\.Client\s*\(/),
  };
}

interface Framework {
  /** In a manifest. */
  readonly name: string;
  readonly title: string;
  readonly start: (
    sources: readonly SourceFile[],
    files: ProjectFiles,
  ) => Found<string> | undefined;
}

/** `app = Flask(__name__)` makes "app.py" and "app". */
const created = (constructor: string) =>
  new RegExp(String.raw`^(\w+)\s*=\s*${constructor}\(`, "gm");

const frameworks: readonly Framework[] = [
  {
    name: "flask",
    title: "Flask",
    start: (sources) =>
      ownMain(sources) ??
      byModule(
        sources,
        "Flask",
        (app) => `python3 -m flask --app ${app} run --host "$HOST" --port "$PORT"`,
      ),
  },
  {
    name: "fastapi",
    title: "FastAPI",
    start: (sources) =>
      byModule(
        sources,
        "FastAPI",
        (app) => `python3 -m uvicorn ${app} --host "$HOST" --port "$PORT"`,
      ) ?? ownMain(sources),
  },
  {
    name: "django",
    title: "Django",
    start: (_sources, { names }) =>
      names.includes("manage.py")
        ? { value: 'python3 manage.py runserver --noreload "$HOST:$PORT"', at: "manage.py" }
        : undefined,
  },
  { name: "lark[_-]oapi", title: "lark-oapi", start: (sources) => ownMain(sources) },
];

/** A file that runs the server when it is the one that is run. */
function ownMain(sources: readonly SourceFile[]): Found<string> | undefined {
  const runs = sources.find(
    ({ text }) => /\b\w+\.(?:run|start|serve_forever)\s*\(/.test(text) && /__main__/.test(text),
  );
  const found = runs && findPlace([runs], /__main__/);
  return runs && found && { value: `python3 ${shellWord(runs.name)}`, at: found.at };
}

function byModule(
  sources: readonly SourceFile[],
  constructor: string,
  command: (app: string) => string,
): Found<string> | undefined {
  const [found] = findAll(sources, created(constructor));
  if (!found) return undefined;
  const module = fileOf(found.at)
    .replace(/\.py$/, "")
    .replace(/\/__init__$/, "")
    .replaceAll("/", ".");
  return { value: command(shellWord(`${module}:${found.value}`)), at: found.at };
}

type Manager = "uv" | "poetry" | "pip";

function managerOf({ names }: ProjectFiles, said: string): Manager {
  if (names.includes("uv.lock")) return "uv";
  return names.includes("poetry.lock") || said.includes("[tool.poetry]") ? "poetry" : "pip";
}

function preparationOf({ names }: ProjectFiles, manager: Manager): Preparation {
  if (manager === "uv") return { tools: ["python"], commands: ["pip install uv", "uv sync"] };
  if (manager === "poetry") {
    return { tools: ["python"], commands: ["pip install poetry", "poetry install"] };
  }
  const what = names.includes("requirements.txt") ? "-r requirements.txt" : ".";
  return { tools: ["python"], commands: [`pip install ${what}`] };
}

function listeningOf(
  sources: readonly SourceFile[],
  start: Found<string> | undefined,
): Listening | undefined {
  if (start?.value.includes("$PORT") === true)
    return { kind: "variable", name: "PORT", at: start.at };
  const [fixed] = findAll(sources, /\bport\s*=\s*(\d{2,5})\b/g);
  if (fixed) return { kind: "fixed", port: Number(fixed.value), at: fixed.at };
  const flask = findPlace(sources, /\bapp\.run\s*\(/);
  return flask && { kind: "fixed", port: 5000, at: flask.at };
}

/** Flask's route says its methods behind the path; a bare route takes GET only. */
const decorated =
  /@(?<owner>\w+)\.(?:post\s*\(\s*|(?:api_)?route\s*\(\s*(?=[^)]*methods\s*=\s*[[({][^\])}]*["']POST["']))["'](?<path>\/[^"'\s]*)["']/g;
const added =
  /\b(?<owner>\w+)\.(?:add_url_rule|add_post|add_route)\s*\(\s*["'](?<path>\/[^"'\s]*)["']/g;
const mounts = [
  /\b(?<target>\w+)\s*=\s*(?:Blueprint|APIRouter)\s*\([^()]*?\b(?:url_)?prefix\s*=\s*["'](?<prefix>[^"']*)["']/g,
  /\.(?:register_blueprint|include_router)\s*\(\s*(?:\w+\.)?(?<target>\w+)\s*,[^()]*?\b(?:url_)?prefix\s*=\s*["'](?<prefix>[^"']*)["']/g,
];

function routesIn(sources: readonly SourceFile[]): Route[] {
  const mounted = mounts.flatMap((pattern) => findMounts(sources, pattern));
  return [decorated, added].flatMap((pattern) => findRoutes(sources, pattern, mounted));
}
