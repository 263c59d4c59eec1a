import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { emptyFolder, runCli } from "./run-cli.js";

function projectOf(texts: Readonly<Record<string, string>>): string {
  const folder = emptyFolder();
  for (const [name, text] of Object.entries(texts)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

const express = {
  "package.json": JSON.stringify({
    scripts: { start: "node app.js" },
    dependencies: { express: "5" },
  }),
  "package-lock.json": "{}",
  "app.js": `app.post("/lark/events", take);
const key = process.env.LARK_ENCRYPT_KEY;
app.listen(process.env.PORT);`,
};

const filesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();

const read = (folder: string, name: string): string => readFileSync(join(folder, name), "utf8");

describe("mocklark init", () => {
  it("shows what it found and what it would write, and writes nothing", async () => {
    const folder = projectOf(express);
    const before = filesOf(folder);
    const { code, stdout, stderr } = await runCli(["init"], { cwd: folder });
    expect(stdout).toContain("Node.js, Express, npm");
    expect(stdout).toMatch(/path +\/lark\/events {2}app\.js:1/);
    expect(stdout).toContain("    exec: npm start\n    path: /lark/events\n");
    expect(stdout).toContain(".github/workflows/mocklark.yml");
    expect(stdout).toContain("Nothing is written yet");
    expect(stderr).toBe("");
    expect(code).toBe(0);
    expect(filesOf(folder)).toEqual(before);
  });

  it("writes with --write what its own validate takes, and the commands of CI read", async () => {
    const folder = projectOf(express);
    const { code } = await runCli(["init", "--write"], { cwd: folder });
    expect(code).toBe(0);
    const names = ["mocklark.config.yaml", "mocklark/first.yaml", "mocklark/baseline.yaml"];
    const validated = await runCli(["validate", ...names], { cwd: folder });
    expect(validated).toMatchObject({ code: 0, stderr: "" });
    expect(read(folder, "mocklark.config.yaml")).toContain("  - LARK_ENCRYPT_KEY=@encrypt-key\n");
    const workflow = read(folder, ".github/workflows/mocklark.yml");
    expect(workflow).toContain("- run: npm ci\n");
    expect(workflow).toMatch(/run: npx --yes mocklark@\d+\.\d+\.\d+ check --reporter pretty/);
  });

  it("has a bot judged by the event it takes, and shows whether it does something with it", async () => {
    const bot = `const port = process.env.ECHO_BOT_PORT || 8081;
      const handlers = { "im.message.receive_v1": ({ header }) => console.log(header.event_id) };
      require("node:http").createServer((request, response) => {
        let body = "";
        request.on("data", (part) => (body += part)).on("end", () => {
          const event = JSON.parse(body);
          handlers[event.header?.event_type]?.(event);
          response.end(JSON.stringify({ challenge: event.challenge }));
        });
      }).listen(port);`;
    const folder = projectOf({ "package.json": "{}", "bot.js": bot });
    const { stdout } = await runCli(["init", "--write"], { cwd: folder });
    expect(stdout).toMatch(/event +im\.message\.receive_v1 {2}bot\.js:2/);
    const config = read(folder, "mocklark.config.yaml");
    expect(config).toContain("event:\n  - im.message.receive_v1\n");
    expect(config).toContain("env:\n  - ECHO_BOT_PORT=@port\n");
    const names = ["mocklark.config.yaml", "mocklark/first.yaml"];
    expect(await runCli(["validate", ...names], { cwd: folder })).toMatchObject({ code: 0 });
    const run = ["run", "mocklark/first.yaml", "--strict"];
    expect(await runCli(run, { cwd: folder })).toMatchObject({ code: 0, stderr: "" });
    writeFileSync(join(folder, "bot.js"), bot.replace("im.message.receive_v1", "other"));
    const ignored = await runCli(run, { cwd: folder });
    expect(ignored.stdout).toContain("????");
    expect(ignored.code).toBe(1);
  });

  it("leaves alone what is there, and says so", async () => {
    const folder = projectOf({
      ...express,
      "mocklark.config.json": "{}",
      "mocklark/first.yaml": "mine",
    });
    symlinkSync("nowhere", join(folder, "mocklark/baseline.yaml"));
    const { stdout } = await runCli(["init", "--write"], { cwd: folder });
    expect(stdout).toContain("kept  mocklark.config.yaml: it is there already");
    expect(stdout).toContain("kept  mocklark/first.yaml: it is there already");
    expect(stdout).toContain("kept  mocklark/baseline.yaml: it is there already");
    expect(stdout).toContain("wrote .github/workflows/mocklark.yml");
    expect(read(folder, "mocklark/first.yaml")).toBe("mine");
    expect(filesOf(folder)).not.toContain("mocklark.config.yaml");
    const again = await runCli(["init", "--write"], { cwd: folder });
    expect(again.stdout).not.toContain("wrote");
  });

  it("puts a GitLab job beside a .gitlab-ci.yml that is there, and into one where there is none", async () => {
    const folder = projectOf({ ...express, ".gitlab-ci.yml": "test: {}\n" });
    const { stdout } = await runCli(["init", "--write"], { cwd: folder });
    expect(stdout).toContain("wrote .gitlab/mocklark.yml");
    expect(stdout).toContain("- local: .gitlab/mocklark.yml");
    expect(read(folder, ".gitlab-ci.yml")).toBe("test: {}\n");
    const hosted = projectOf({
      ...express,
      ".git/config": '[remote "origin"]\n\turl = git@gitlab.com:a/b.git\n',
    });
    expect((await runCli(["init"], { cwd: hosted })).stdout).toContain(".gitlab-ci.yml\n");
  });

  it("takes what it is told instead of what it found", async () => {
    const folder = projectOf(express);
    const args = ["--exec", "make serve", "--url", "http://127.0.0.1:3999/hook", "--ci", "none"];
    const { stdout } = await runCli(["init", "--dir", folder, "--write", ...args]);
    expect(stdout).not.toContain(".yml");
    const config = read(folder, "mocklark.config.yaml");
    expect(config).toContain("exec: make serve\n");
    expect(config).toContain("run:\n  to: http://127.0.0.1:3999/hook\n");
  });

  it.each(["github", "gitlab"])("writes a job on %s in which no URL is run", async (ci) => {
    const folder = projectOf({
      "package.json": "{}",
      "app.js": `app.post("/lark;touch&made|x", take).listen(3000)`,
    });
    const found = await runCli(["init", "--ci", ci], { cwd: folder });
    expect(found.stdout).toContain("check 'http://127.0.0.1:3000/lark;touch&made|x' --reporter");
    const url = "http://127.0.0.1:3000/a?b=$(id)&c=it's # d";
    const given = await runCli(["init", "--ci", ci, "--url", url], { cwd: folder });
    expect(given.stdout).toContain(
      "check 'http://127.0.0.1:3000/a?b=$(id)&c=it%27s#%20d' --reporter".replace("s#", "s%20#"),
    );
  });

  it("refuses a URL that is none", async () => {
    const { code, stderr } = await runCli(["init", "--url", "nonsense"]);
    expect(stderr).toContain("nonsense");
    expect(code).toBe(2);
  });

  it("refuses a URL in which GitHub would replace something, wherever it comes from", async () => {
    const own = "http://127.0.0.1:3000/hook?key=${{secrets.KEY}}";
    const given = await runCli(["init", "--ci", "github", "--url", own]);
    expect(given.stderr).toContain("GitHub would replace");
    expect(given).toMatchObject({ code: 2, stdout: "" });
    const folder = projectOf({
      "package.json": "{}",
      "app.js": "app.post(path, take).listen(3000)",
    });
    const args = ["--ci", "github", "--path", "/lark/${{github.actor}}"];
    const found = await runCli(["init", ...args], { cwd: folder });
    expect(found.stderr).toContain("GitHub would replace");
    expect(found.code).toBe(2);
  });

  it("shows no control characters of a file's name in what it asks for", async () => {
    const folder = projectOf({
      "package.json": "{}",
      "a\u001b[31m.js": `"contact.user.created_v3"`,
    });
    const { stdout } = await runCli(["init"], { cwd: folder });
    expect(stdout).toContain("contact.user.created_v3 (a");
    expect(stdout).not.toContain("\u001b");
  });

  it("says where a package.json breaks off", async () => {
    const folder = projectOf({ ...express, "package.json": '{\n  "scripts": {,}\n}' });
    const { code, stdout } = await runCli(["init"], { cwd: folder });
    expect(stdout).toContain("! package.json cannot be read: line 2, column 15: ");
    expect(code).toBe(0);
  });

  it("says what it assumes in a folder it knows nothing of, and refuses one that is not there", async () => {
    const { code, stdout } = await runCli(["init"]);
    expect(stdout).toContain("a project of an unknown kind");
    expect(stdout).toContain("Say what starts the receiver with --exec.");
    expect(code).toBe(0);
    const missing = await runCli(["init", "--dir", "not/here"]);
    expect(missing.stderr).toContain("there is no such folder");
    expect(missing.code).toBe(3);
  });

  it("looks at no file through a link, and at nothing that was installed", async () => {
    const outside = projectOf({ "secret.js": `app.post("/outside/event", x)` });
    const folder = projectOf({
      "package.json": "{}",
      "node_modules/x/index.js": `app.post("/installed/event", x)`,
    });
    symlinkSync(outside, join(folder, "linked"));
    symlinkSync(join(outside, "secret.js"), join(folder, "linked.js"));
    const { stdout } = await runCli(["init"], { cwd: folder });
    expect(stdout).toContain("/webhook/event is assumed");
    expect(stdout).not.toMatch(/outside\/event|installed\/event/);
  });
});
