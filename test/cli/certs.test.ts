import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { emptyFolder, runCli } from "./run-cli.js";

const names = ["ca.pem", "cert.pem", "key.pem"];

const certs = (folder: string, ...args: string[]) => runCli(["certs", "--out", folder, ...args]);

const read = (folder: string): string[] =>
  names.map((name) => readFileSync(join(folder, name), "utf8"));

function verify(folder: string): string {
  const [ca, cert] = [join(folder, "ca.pem"), join(folder, "cert.pem")];
  return execFileSync("openssl", ["verify", "-x509_strict", "-CAfile", ca, cert]).toString();
}

describe.concurrent("mocklark certs", () => {
  it("writes a chain that verifies, and a key only its owner may read", async () => {
    const folder = emptyFolder();
    expect(await certs(folder, "--host", "10.0.0.7")).toMatchObject({ code: 0 });
    expect(verify(folder)).toContain("OK");
    expect(statSync(join(folder, "key.pem")).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder).toSorted()).toEqual(names);
  });

  it.each([
    [["ca.pem"], "ca.pem is there already."],
    [["cert.pem", "key.pem"], "cert.pem, key.pem are there already."],
  ])("leaves everything as it was where %j would be overwritten", async (there, says) => {
    const folder = emptyFolder();
    for (const name of there) writeFileSync(join(folder, name), "mine");
    const { code, stdout, stderr } = await certs(folder);
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    expect(stderr).toContain(`Failed to write to ${folder}: ${says}`);
    expect(stderr).toContain("--force");
    expect(readdirSync(folder).toSorted()).toEqual(there);
    for (const name of there) expect(readFileSync(join(folder, name), "utf8")).toBe("mine");
  });

  it("overwrites with --force; a key that others could read is theirs no more", async () => {
    const folder = emptyFolder();
    await certs(folder);
    const before = read(folder);
    chmodSync(join(folder, "key.pem"), 0o644);
    expect(await certs(folder, "--force")).toMatchObject({ code: 0 });
    for (const [index, text] of read(folder).entries()) expect(text).not.toBe(before[index]);
    expect(verify(folder)).toContain("OK");
    expect(statSync(join(folder, "key.pem")).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder).toSorted()).toEqual(names);
  });

  it("replaces nothing where one of the names is a folder, also with --force", async () => {
    const folder = emptyFolder();
    mkdirSync(join(folder, "key.pem"));
    writeFileSync(join(folder, "ca.pem"), "mine");
    const { code, stderr } = await certs(folder, "--force");
    expect(code).toBe(3);
    expect(stderr).toContain("key.pem is a folder there");
    expect(readFileSync(join(folder, "ca.pem"), "utf8")).toBe("mine");
    expect(readdirSync(folder).toSorted()).toEqual(["ca.pem", "key.pem"]);
  });

  it("mixes nothing where two run at once", async () => {
    const folder = emptyFolder();
    const runs = await Promise.all([certs(folder), certs(folder), certs(folder)]);
    expect(runs.filter(({ code }) => code === 0)).toHaveLength(1);
    expect(runs.filter(({ code }) => code === 3)).toHaveLength(2);
    expect(verify(folder)).toContain("OK");
    expect(readdirSync(folder).toSorted()).toEqual(names);
  });
});
