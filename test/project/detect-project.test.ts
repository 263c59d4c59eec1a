import { describe, expect, it } from "vitest";
import { detectProject } from "../../src/project/detect-project.js";
import { proposeFiles } from "../../src/project/proposed-files.js";
import type { Project } from "../../src/project/project.js";
import { planReceiver } from "../../src/project/receiver-plan.js";

function detect(texts: Readonly<Record<string, string>>): Project {
  return detectProject({ names: Object.keys(texts), read: (name) => texts[name] });
}

/** What a test says of a project, in short. */
function inShort(texts: Readonly<Record<string, string>>) {
  const project = detect(texts);
  const { framework, packageManager, start, listening, path, settings, longConnection } = project;
  return {
    framework,
    packageManager,
    start: start?.value,
    listens: listening?.kind === "variable" ? listening.name : listening?.port,
    path: path?.value,
    env: settings.map(({ name, reference }) => `${name}=@${reference}`),
    longConnection: longConnection?.at,
  };
}

const nothing = {
  framework: undefined,
  packageManager: undefined,
  start: undefined,
  listens: undefined,
  path: undefined,
  env: [],
  longConnection: undefined,
};

const manifest = (more: object): string => JSON.stringify(more);

const projects: readonly [
  title: string,
  texts: Readonly<Record<string, string>>,
  found: Partial<typeof nothing> | Record<string, unknown>,
][] = [
  [
    "Express with a router in a file of its own",
    {
      "package.json": manifest({
        scripts: { start: "node app.js" },
        dependencies: { express: "5" },
      }),
      "app.js": `const larkRouter = require("./routes/lark");
        app.use(express.json());
        app.use("/api/lark", larkRouter);
        app.listen(process.env.PORT || 3000);`,
      "routes/lark.js": `// router.post("/old/event", x)
        const key = process.env.FEISHU_ENCRYPT_KEY;
        router.post("/events", handle);`,
    },
    {
      framework: "Express",
      packageManager: "npm",
      start: "npm start",
      listens: "PORT",
      path: "/api/lark/events",
      env: ["FEISHU_ENCRYPT_KEY=@encrypt-key"],
    },
  ],
  [
    "Express with the SDK's adapter, a fixed port and no script",
    {
      "package.json": manifest({ dependencies: { express: "4" } }),
      "pnpm-lock.yaml": "",
      "server.mjs": `app.post("/login", login);
        app.use("/hook", lark.adaptExpress(dispatcher, { autoChallenge: true }));
        app.listen(8123, () => {});`,
    },
    {
      framework: "Express",
      packageManager: "pnpm",
      start: "node server.mjs",
      listens: 8123,
      path: "/hook",
    },
  ],
  [
    "Fastify with a prefix and a port of its own name",
    {
      "package.json": manifest({ main: "index.js", dependencies: { fastify: "5" } }),
      "index.js": `fastify.register(feishu, { prefix: "/feishu" });
        const { BOT_PORT = "8000", APP_ID } = process.env;
        const feishu = require("./feishu");`,
      "feishu.js": `f.route({ method: "POST", url: "/callback", handler })`,
    },
    {
      framework: "Fastify",
      packageManager: "npm",
      start: "node index.js",
      listens: "BOT_PORT",
      path: "/feishu/callback",
      env: ["APP_ID=@app-id"],
    },
  ],
  [
    "NestJS with a global prefix and a ConfigService",
    {
      "package.json": manifest({
        scripts: { "start:prod": "node dist/main", build: "nest build" },
        dependencies: { "@nestjs/core": "11" },
      }),
      "yarn.lock": "",
      "src/main.ts": `app.setGlobalPrefix("api"); await app.listen(3300);`,
      "src/lark.controller.ts": `@Controller("lark") export class C {
        constructor(config: ConfigService) { config.getOrThrow<string>("LARK_VERIFICATION_TOKEN"); }
        @Post("events") take() {} }`,
    },
    {
      framework: "NestJS",
      packageManager: "yarn",
      start: "yarn run start:prod",
      listens: 3300,
      path: "/api/lark/events",
      env: ["LARK_VERIFICATION_TOKEN=@verification-token"],
    },
  ],
  [
    "node:http on the SDK",
    {
      "package.json": manifest({}),
      "server.ts": `http.createServer(lark.adaptDefault("/webhook/feishu", d)).listen(process.env["PORT"]);`,
    },
    {
      packageManager: "npm",
      start: "npx tsx server.ts",
      listens: "PORT",
      path: "/webhook/feishu",
    },
  ],
  [
    "a client of the long connection",
    {
      "package.json": manifest({ scripts: { start: "node bot.js" } }),
      "bot.js": `const client = new Lark.WSClient({
        appId: process.env.LARK_APP_ID, appSecret: process.env.LARK_APP_SECRET,
        domain: process.env.LARK_DOMAIN });`,
    },
    {
      packageManager: "npm",
      start: "npm start",
      env: ["LARK_APP_ID=@app-id", "LARK_APP_SECRET=@app-secret", "LARK_DOMAIN=@domain"],
      longConnection: "bot.js:1",
    },
  ],
  [
    "Flask with a blueprint",
    {
      "requirements.txt": "Flask==3.1\n",
      "app.py": `app.register_blueprint(hooks.lark, url_prefix="/lark")
if __name__ == "__main__":
    app.run(port=5077)
# os.environ["OLD_ENCRYPT_KEY"]`,
      "hooks.py": `lark = Blueprint("lark", __name__)
KEY = os.environ["LARK_ENCRYPT_KEY"]
TOKEN = os.getenv("LARK_VERIFICATION_TOKEN")
@lark.route("/health")
@lark.route("/webhook", methods=["GET", "POST"])
def hook(): pass`,
    },
    {
      framework: "Flask",
      packageManager: "pip",
      start: "python3 app.py",
      listens: 5077,
      path: "/lark/webhook",
      env: ["LARK_ENCRYPT_KEY=@encrypt-key", "LARK_VERIFICATION_TOKEN=@verification-token"],
    },
  ],
  [
    "FastAPI in a package, run by uv",
    {
      "pyproject.toml": `dependencies = ["fastapi"]`,
      "uv.lock": "",
      "bot/main.py": `app = FastAPI()
@app.post("/feishu/events")
async def events(): ...`,
    },
    {
      framework: "FastAPI",
      packageManager: "uv",
      start: 'uv run python3 -m uvicorn bot.main:app --host "$HOST" --port "$PORT"',
      listens: "PORT",
      path: "/feishu/events",
    },
  ],
  [
    "Go with a command of several",
    {
      "go.mod": "module x\n",
      "cmd/migrate/main.go": "package main\nfunc main() {}",
      "cmd/server/main.go": `package main
// http.HandleFunc("/old/events", h)
func main() { http.HandleFunc("/hooks/lark", h); key := os.Getenv("ENCRYPT_KEY")
http.ListenAndServe(":8099", nil) }`,
    },
    {
      framework: "net/http",
      packageManager: "go",
      start: "go run ./cmd/server",
      listens: 8099,
      path: "/hooks/lark",
      env: ["ENCRYPT_KEY=@encrypt-key"],
    },
  ],
  [
    "Gin with a group and the SDK",
    {
      "go.mod": "require github.com/gin-gonic/gin v1.10.0",
      "main.go": `package main
func main() { api := r.Group("/api")
api.POST("/users", create)
api.POST("/in", sdkginext.NewEventHandlerFunc(handler))
r.Run() }`,
    },
    {
      framework: "Gin",
      packageManager: "go",
      start: "go run .",
      listens: "PORT",
      path: "/api/in",
    },
  ],
  [
    "Spring Boot with a mapping on the class",
    {
      "pom.xml": "<artifactId>spring-boot-starter-web</artifactId>",
      mvnw: "",
      "src/main/java/Hook.java": `@RestController
@RequestMapping("/lark")
public class Hook {
  @Value("\${LARK_ENCRYPT_KEY:}") String key;
  @PostMapping("/events") String take() { return ""; } }`,
      "src/main/resources/application.properties": "server.port=8088\n",
    },
    {
      framework: "Spring Boot",
      packageManager: "maven",
      start: "./mvnw -q spring-boot:run",
      listens: "SERVER_PORT",
      path: "/lark/events",
      env: ["LARK_ENCRYPT_KEY=@encrypt-key"],
    },
  ],
  ["a folder of something else", { "Cargo.toml": "" }, {}],
  ["a manifest in the middle of an edit", { "package.json": "{" }, { packageManager: "npm" }],
];

describe("detectProject", () => {
  it.each(projects)("finds its way around %s", (_title, texts, found) => {
    expect(inShort(texts)).toEqual({ ...nothing, ...found });
  });

  it("says where it found each thing", () => {
    const { path, listening, settings } = detect({
      "package.json": "{}",
      "a.js": `\n\napp.post("/event", h);\nprocess.env.LARK_ENCRYPT_KEY;\napp.listen(3000);`,
    });
    expect(path?.at).toBe("a.js:3");
    expect(listening?.at).toBe("a.js:5");
    expect(settings[0]?.at).toBe("a.js:4");
  });

  it("chooses no path among several of which none tells", () => {
    const project = detect({
      "package.json": "{}",
      "a.js": `app.post("/users", h); app.post("/orders", h); app.post("/users/:id/events", h);`,
    });
    expect(project.path).toBeUndefined();
    expect(project.otherPaths).toEqual(["/users", "/orders", "/users/:id/events"]);
  });

  it("does not take what a test listens to for the program's", () => {
    const { path } = detect({
      "package.json": "{}",
      "a.test.js": `app.post("/webhook/event", h);`,
      "jest.config.js": `process.env.X_ENCRYPT_KEY`,
    });
    expect(path).toBeUndefined();
  });
});

describe("the port's variable", () => {
  it.each<[string, Record<string, string>]>([
    ["const port = process.env.BOT_X_PORT || 8081", { "package.json": "{}", "a.js": "" }],
    [
      "export default { port: Number(process.env['BOT_X_PORT']) }",
      { "package.json": "{}", "a.js": "" },
    ],
    ["app.listen(process.env.BOT_X_PORT)", { "package.json": "{}", "a.js": "" }],
    ['port = int(os.environ.get("BOT_X_PORT", 8081))', { "requirements.txt": "flask", "a.py": "" }],
    ['app.run(port=os.getenv("BOT_X_PORT"))', { "requirements.txt": "flask", "a.py": "" }],
    ['port := os.Getenv("BOT_X_PORT")', { "go.mod": "", "a.go": "" }],
    ['http.ListenAndServe(":"+os.Getenv("BOT_X_PORT"), nil)', { "go.mod": "", "a.go": "" }],
  ])("has any name in %s", (line, texts) => {
    const file = Object.keys(texts)[1] ?? "";
    const database = file.endsWith(".js") ? "connect({ port: process.env.DB_PORT });" : "";
    const project = detect({ ...texts, [file]: `${database}\n${line}\n` });
    expect(project.listening).toEqual({ kind: "variable", name: "BOT_X_PORT", at: `${file}:2` });
    expect(planReceiver(project).env).toEqual(["BOT_X_PORT=@port"]);
    expect(project.otherVariables).not.toContain("BOT_X_PORT");
  });

  it("is not that of something else", () => {
    const text = "redis({ port: process.env.REDIS_PORT }); const dbPort = process.env.DB_PORT;";
    expect(detect({ "package.json": "{}", "a.js": text }).listening).toBeUndefined();
  });
});

describe("the types of events", () => {
  const reserve = "vc.reserve_config.updated_v1";
  const shippedTypes = [reserve, "im.message.receive_v1", "vc.room_level.created_v1"];

  function propose(texts: Readonly<Record<string, string>>) {
    const files = { names: Object.keys(texts), read: (name: string) => texts[name] };
    const project = detectProject(files, { shippedTypes });
    const plan = planReceiver(project);
    const proposed = proposeFiles({
      project,
      plan,
      ci: "none",
      version: "0.1.0",
      hasGitlabFile: false,
      language: "en",
    });
    const [config = "", scenario = ""] = proposed.map(({ text }) => text);
    const types = project.eventTypes.shipped.map(({ value, at }) => `${value} ${at}`);
    return { types, config, scenario, notes: plan.notes.map((note) => note.in("en")).join("\n") };
  }

  it.each([
    ["a.js", "on('im.message.receive_v1', f)"],
    ["a.go", "d.OnP2MessageReceiveV1(f)"],
    ["A.java", ".onP2MessageReceiveV1(new ImService.P2MessageReceiveV1Handler() {})"],
    ["a.py", "builder.register_p2_im_message_receive_v1(f)"],
  ])("are found in %s: %s", (name, text) => {
    expect(propose({ [name]: `\n${text}` }).types).toEqual([`im.message.receive_v1 ${name}:2`]);
  });

  it("go into the config in the order they are met in, but for changes of room limits, which are first", () => {
    const { config, scenario } = propose({
      "a.go": `d.OnP2RoomLevelCreatedV1(f)\n"im.message.receive_v1" "${reserve}"`,
    });
    expect(config).toContain(
      `event:\n  - ${reserve}\n  - im.message.receive_v1\n  - vc.room_level.created_v1\n`,
    );
    expect(scenario).toContain("send: { scope: room }");
  });

  it("are left out of the config where changes of room limits are the only one", () => {
    const { config, notes } = propose({ "a.js": `on("${reserve}")` });
    expect(config).not.toContain("event:");
    expect(notes).not.toContain("No type of event");
  });

  it("are asked for where none is found, and not made up where no sample of one is there", () => {
    const none = propose({ "a.js": `"logo.bg_v2" // "im.message.receive_v1"` });
    expect(none.config).not.toContain("event:");
    expect(none.notes).toContain(`No type of event was found in the sources: changes of room`);
    const unknown = propose({ "a.js": `on("contact.user.created_v3")` });
    expect(unknown.config).not.toContain("event:");
    expect(unknown.notes).toContain("contact.user.created_v3 (a.js:1): put one captured event");
    expect(unknown.notes).toContain("event: [mocklark/x.json]");
  });
});

describe("planReceiver", () => {
  it("names the URL of a receiver with a port of its own, and only the path of one that takes a port", () => {
    const fixed = detect({
      "go.mod": "",
      "a.go": `"/events" http.HandleFunc("/events", h) ":8080"`,
    });
    expect(planReceiver(fixed)).toMatchObject({
      url: "http://127.0.0.1:8080/events",
      path: undefined,
    });
    const free = detect({
      "package.json": "{}",
      "a.js": `app.post("/events", h); process.env.SERVER_PORT`,
    });
    expect(planReceiver(free)).toMatchObject({
      url: undefined,
      path: "/events",
      env: ["SERVER_PORT=@port"],
    });
  });

  it.each<[string, Record<string, string>]>([
    [
      "node 'my app/it'\\''s $(id).js'",
      { "package.json": "{}", "my app/it's $(id).js": "a.listen(1)" },
    ],
    ["go run './cmd/a;b'", { "go.mod": "", "cmd/a;b/main.go": "package main\n" }],
    ["python3 'a b.py'", { "requirements.txt": "flask", "a b.py": "if '__main__': app.run()" }],
  ])("quotes what a shell would take apart: %s", (exec, texts) => {
    expect(planReceiver(detect(texts)).exec).toBe(exec);
  });

  it("reads a package.json that begins with a byte order mark", () => {
    const text = `\uFEFF${manifest({ scripts: { start: "node a.js" } })}`;
    expect(detect({ "package.json": text }).start?.value).toBe("npm start");
  });

  it("takes what a user says instead", () => {
    const project = detect({ "package.json": "{}", "a.js": `app.post("/events", h).listen(3000)` });
    const plan = planReceiver(project, { exec: "make run", url: "http://localhost:4000/x" });
    expect(plan).toMatchObject({ exec: "make run", url: "http://localhost:4000/x" });
    expect(planReceiver(project, { path: "/y" }).url).toBe("http://127.0.0.1:3000/y");
  });

  it("says the same in Chinese", () => {
    const project = detect({ "package.json": "{", "a.js": `on("contact.user.created_v3")` });
    const notes = planReceiver(project).notes.map((note) => note.in("zh"));
    expect(notes).toContain("未找到接收事件的路径，暂按 /webhook/event 处理。用 --path 指定。");
    expect(notes[0]).toMatch(/^无法读取 package\.json：第 1 行第 2 列：.*[^.]。$/);
    expect(notes.at(-1)).toMatch(
      /^mocklark 没有这些事件的样例：contact\.user\.created_v3（a\.js:1）。.*在此之前，推送的是会议室预定限制变更事件/,
    );
    expect(notes.join("")).not.toMatch(/undefined|\[object/);
  });

  it("says what it did not find, and what it assumes", () => {
    const notes = planReceiver(detect({}))
      .notes.map((note) => note.in("en"))
      .join("\n");
    expect(notes).toContain("No package.json, go.mod");
    expect(notes).toContain("/webhook/event is assumed");
    expect(notes).toContain("the port in PORT");
    expect(notes).toContain("No variable for the Encrypt Key");
    const other = detect({ "package.json": "{}", "a.js": "process.env.DATABASE_URL" });
    expect(
      planReceiver(other)
        .notes.map((note) => note.in("en"))
        .join("\n"),
    ).toContain("It also reads DATABASE_URL");
  });
});

it("proposes files in Chinese, for a CI that prints Chinese", () => {
  const files = { names: ["a.js"], read: () => "process.env.LARK_ENCRYPT_KEY" };
  const project = detectProject(files, { shippedTypes: [] });
  const proposed = proposeFiles({
    project,
    plan: planReceiver(project),
    ci: "github",
    version: "0.1.0",
    hasGitlabFile: false,
    language: "zh",
  });
  const workflow = proposed.at(-1)?.text ?? "";
  expect(workflow.match(/npx --yes mocklark@0\.1\.0 --lang zh (check|run)/g)).toHaveLength(2);
  const shown = proposed.flatMap(({ text }) =>
    text
      .split("\n")
      .filter((line) => /^ *(- )?(#(?!  )|title:|why:|name: (?!mocklark))/.test(line)),
  );
  expect(shown.filter((line) => !/\p{Script=Han}|why: >-/u.test(line))).toEqual([]);
});
