import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { emptyFolder } from "./run-cli.js";
import { bin, startProcess } from "./start-process.js";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** A project whose receiver takes events that are not signed when rules.mjs says so. */
function projectWith(rules: string, begin = ""): string {
  const folder = emptyFolder();
  writeFileSync(join(folder, "rules.mjs"), rules);
  const from = (file: string): string => JSON.stringify(join(root, "test/receivers", file));
  writeFileSync(
    join(folder, "server.mjs"),
    `import { createServer } from "node:http";
import { createEventEndpoint } from ${from("event-endpoint.mjs")};
import { settingsFromEnvironment } from ${from("start-receiver.mjs")};
import { rules } from "./rules.mjs";
${begin}
const endpoint = createEventEndpoint({ ...settingsFromEnvironment(), onEvent: ({ header }) => console.log(header.event_id) }, rules);
createServer(async (request, response) => {
  const parts = [];
  for await (const part of request) parts.push(part);
  const answer = await endpoint.handle({ headers: request.headers, body: Buffer.concat(parts) });
  response.writeHead(answer.status, { "content-type": "application/json" }).end(JSON.stringify(answer.body));
}).listen(process.env.PORT, "127.0.0.1");
`,
  );
  return folder;
}

const good = "export const rules = {};\n";
const lax = "export const rules = { isSigned: () => true };\n";
const broken = "export const rules = {\n";

function startWatch(folder: string, args: readonly string[] = []) {
  const only = ["event/accepted", "security/forged-signature"].flatMap((id) => ["--only", id]);
  const exec = `"${process.execPath}" server.mjs`;
  const running = startProcess(
    [bin, "check", "--watch", "--exec", exec, ...only, "--reporter", "json=report.json", ...args],
    { MOCKLARK_ENCRYPT_KEY: "a key of sixteen" },
    { cwd: folder },
  );
  const checksOf = (): string[] => {
    const text = readFileSync(join(folder, "report.json"), "utf8");
    return (JSON.parse(text) as { checks: { id: string }[] }).checks.map(({ id }) => id);
  };
  return {
    ...running,
    checksOf,
    async says(text: string) {
      await expect.poll(running.output).toContain(text);
    },
    write: (name: string, text: string) => writeFileSync(join(folder, name), text),
  };
}

const oneFails = "1 to mend: security/forged-signature; a change runs it again.";

describe("check --watch", () => {
  it("runs what failed again when a file changes, says which verdicts are others now, and then all", async () => {
    const watch = startWatch(projectWith(lax));
    await watch.says(oneFails);
    watch.write("rules.mjs", good);
    await watch.says("rules.mjs changed: 1 check again");
    await watch.says("security/forged-signature: fail → pass");
    await watch.says("Nothing fails; a change runs all checks.");
    expect(watch.checksOf()).toEqual(["security/forged-signature"]);
    watch.write("rules.mjs", lax);
    await watch.says("rules.mjs changed: all checks again");
    await watch.says("security/forged-signature: pass → fail");
    watch.process.stdin.write("q\n");
    expect(await watch.ended).toBe(1);
    expect(watch.checksOf()).toEqual(["event/accepted", "security/forged-signature"]);
  });

  it("goes on when the receiver does not come up in the middle of an edit", async () => {
    const watch = startWatch(projectWith(broken));
    await watch.says("SyntaxError");
    await watch.says("Nothing was checked; a change runs all checks.");
    watch.write("rules.mjs", good);
    await watch.says("Nothing fails; a change runs all checks.");
    watch.process.stdin.write("q\n");
    expect(await watch.ended).toBe(0);
  });

  it("runs all on Enter, and ends with 130 on Ctrl-C, the receiver stopped", async () => {
    const watch = startWatch(projectWith(lax));
    await watch.says(oneFails);
    watch.process.stdin.write("\n");
    await expect.poll(() => watch.output().split(oneFails).length).toBe(3);
    expect(watch.checksOf()).toEqual(["event/accepted", "security/forged-signature"]);
    watch.process.kill("SIGINT");
    expect(await watch.ended).toBe(130);
  });

  it("is not set off by what is installed, by its own report, nor for ever by what the receiver writes", async () => {
    const writes = `import { writeFileSync } from "node:fs"; writeFileSync("state.json", String(process.pid));`;
    const folder = projectWith(good, writes);
    mkdirSync(join(folder, "node_modules"));
    const watch = startWatch(folder);
    await watch.says("state.json changes in every run: it is not watched any more");
    const before = watch.output();
    watch.write("node_modules/x.js", "");
    watch.write("rules.mjs", lax);
    await watch.says("rules.mjs changed: all checks again");
    await watch.says(oneFails);
    expect(watch.output().slice(before.length)).not.toMatch(
      /(?:state|report|x)\.js(?:on)? changed/,
    );
    watch.process.stdin.write("q\n");
    expect(await watch.ended).toBe(1);
  });

  it("does not end with 0 when its report could not be written", async () => {
    const folder = projectWith(good);
    mkdirSync(join(folder, "report.json"));
    const watch = startWatch(folder);
    await watch.says("Nothing fails");
    expect(watch.output()).toContain("json report was not written");
    watch.process.stdin.write("q\n");
    expect(await watch.ended).toBe(3);
  });

  it("ends at once for a command line that makes no sense", async () => {
    const watch = startWatch(projectWith(good), ["--baseline", "none.yaml"]);
    expect(await watch.ended).toBe(3);
    const misspelt = startWatch(projectWith(good), ["--only", "securty/*"]);
    expect(await misspelt.ended).toBe(2);
  });
});
