import type { Found, Listening, OwnFindings, Preparation, Route } from "./project.js";
import type { ProjectFiles } from "./project-files.js";
import { joinPaths } from "./routes.js";
import { findAll, findPlace, hashComments, sourceFiles, type SourceFile } from "./source-files.js";

/** A project with a pom.xml or a build.gradle. */
export function readJavaProject(files: ProjectFiles): OwnFindings | undefined {
  const gradle = files.names.find((name) => /^build\.gradle(?:\.kts)?$/.test(name));
  const manifest = files.names.includes("pom.xml") ? "pom.xml" : gradle;
  if (manifest === undefined) return undefined;
  const isSpring = /spring-boot|springframework\.boot/.test(files.read(manifest) ?? "");
  const sources = sourceFiles(files, /\.(?:java|kt)$/);
  const manager = manifest === "pom.xml" ? "maven" : "gradle";
  const command = commandOf(files, manager);
  const run = { maven: "-q spring-boot:run", gradle: "-q bootRun" }[manager];
  return {
    language: "java",
    framework: isSpring ? "Spring Boot" : undefined,
    packageManager: manager,
    start: isSpring ? { value: `${command} ${run}`, at: manifest } : undefined,
    startTakes: "180s",
    preparation: preparationOf(manager, command),
    listening: listeningOf(files, isSpring ? manifest : undefined),
    routes: sources.flatMap(routesIn),
    longConnection: findPlace(
      sources,
      /\bws\.Client\b|new\s+Client\.Builder\s*\([^)]*\)[^;]*\.eventHandler\(/,
    ),
  };
}

type Manager = "maven" | "gradle";

function commandOf({ names }: ProjectFiles, manager: Manager): string {
  if (manager === "maven") return names.includes("mvnw") ? "./mvnw" : "mvn";
  return names.includes("gradlew") ? "./gradlew" : "gradle";
}

function preparationOf(manager: Manager, command: string): Preparation {
  const build =
    manager === "maven" ? `${command} -B -q -DskipTests package` : `${command} -q assemble`;
  return { tools: ["java"], commands: [build] };
}

/** Spring Boot takes SERVER_PORT, whatever stands in its files. */
function listeningOf(files: ProjectFiles, spring: string | undefined): Listening | undefined {
  const settings = sourceFiles(
    files,
    /(?:^|\/)application[\w-]*\.(?:properties|ya?ml)$/,
    hashComments,
  );
  const [said] = findAll(settings, /^\s*(?:server\.)?(port)\s*[:=]/gm);
  const at = said?.at ?? spring;
  return at === undefined ? undefined : { kind: "variable", name: "SERVER_PORT", at };
}

/** @RequestMapping above the class is the prefix of those above its methods. */
function routesIn({ name, text }: SourceFile): Route[] {
  const source = [{ name, text }];
  const head = /^[^]*?\b(?:class|interface)\s/.exec(text)?.[0] ?? "";
  const [prefix] = findAll([{ name, text: head }], pathOf("RequestMapping"));
  const body = [{ name, text: head.replaceAll(/[^\n]/g, " ") + text.slice(head.length) }];
  const found: Found<string>[] = [
    ...findAll(source, pathOf("PostMapping")),
    ...findAll(body, pathOf("RequestMapping")),
    ...findAll(source, /@(?:WebServlet|Path)\s*\(\s*(?:\w+\s*=\s*)?\{?\s*"([^"]*)"/g),
    ...findAll(source, /@PostMapping()(?!\s*\()/g),
  ];
  return found.map(({ value, at }) => ({ path: joinPaths(prefix?.value ?? "", value), at }));
}

const pathOf = (annotation: string): RegExp =>
  new RegExp(String.raw`@${annotation}\s*\(\s*(?:(?:value|path)\s*=\s*)?\{?\s*"([^"]*)"`, "g");
