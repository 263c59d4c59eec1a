import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";
import { createConsoleReceiver } from "../../src/cli/console-receiver.js";
import { requestUrlOf, setRequestUrl } from "../../src/cli/first-app.js";
import { createServeProcess } from "../../src/cli/serve-process.js";
import type { ServeReceiver } from "../../src/cli/serve-receiver.js";
import { checkReceiver } from "../../src/contract/check-receiver.js";
import { startManagedReceiver } from "../../src/receiver/managed-receiver.js";
import { createOutputWitness } from "../../src/receiver/witness/output-witness.js";
import { createSimulator } from "../../src/simulator/simulator.js";

const express = fileURLToPath(new URL("../receivers/express.mjs", import.meta.url));
const exec = `${process.execPath} ${express}`;

/** What `serve --exec` holds of its receiver. */
async function openCommand(command = exec) {
  const simulator = createSimulator({ seed: 5, app: { encryptKey: "a-key" } });
  onTestFinished(() => simulator.close());
  const managed = await startManagedReceiver({ command, app: simulator.app });
  const problems: string[] = [];
  let onProblem: () => void = () => {};
  const whenLost = new Promise<void>((resolve) => (onProblem = resolve));
  const process = createServeProcess(managed, simulator, ({ message }) => {
    problems.push(message);
    onProblem();
  });
  onTestFinished(() => process.stop());
  setRequestUrl(simulator, managed.url);
  const opened: ServeReceiver = {
    url: managed.url,
    process,
    witness: createOutputWitness(managed.output),
    stop: () => process.stop(),
  };
  const receiver = createConsoleReceiver({
    flags: { exec: command, allowHost: [] },
    simulator,
    standIn: undefined,
    tls: {},
    opened: () => opened,
  });
  return { simulator, managed, process, receiver, problems, whenLost };
}

describe("the receiver of serve --exec", () => {
  it("makes room for the suite's own copy, and comes back with the keys the app has by then", async () => {
    const { simulator, managed, receiver, problems } = await openCommand();
    expect(receiver.view()).toEqual({ kind: "command", name: exec, hasWitness: true });
    const pid = managed.pid();
    const report = await receiver.whileChecked((where) => {
      expect(managed.pid()).toBeUndefined();
      simulator.changeApp({ encryptKey: "another-key" });
      return checkReceiver({ ...where, app: simulator.app, only: ["event/accepted"] });
    });
    expect(report.summary).toMatchObject({ pass: 1, fail: 0 });
    expect(managed.pid()).not.toBe(pid);
    const delivery = await simulator.push({ to: requestUrlOf(simulator) ?? "" });
    expect([delivery.status, problems.length]).toEqual(["succeeded", 0]);
  });

  it("is back after a run that failed, one run after the other", async () => {
    const { managed, receiver, problems } = await openCommand();
    const order: string[] = [];
    const failing = receiver.whileChecked(() => {
      order.push("first");
      return Promise.reject(new Error("no run"));
    });
    const second = receiver.whileChecked(() => Promise.resolve(order.push("second")));
    await expect(failing).rejects.toThrow("no run");
    await second;
    expect([order, problems.length]).toEqual([["first", "second"], 0]);
    expect(managed.exit()).toBeUndefined();
    expect(managed.pid()).toBeDefined();
  });

  it("says so when it ends by itself, and can be started again", async () => {
    const { managed, receiver, problems, whenLost } = await openCommand();
    await receiver.whileChecked(() => Promise.resolve());
    globalThis.process.kill(managed.pid() ?? 0, "SIGKILL");
    await whenLost;
    expect(problems).toEqual([expect.stringContaining("it ended with signal SIGKILL")]);
    expect(receiver.view().problem?.in("en")).toBe(problems[0]);
    await receiver.whileChecked(() => Promise.resolve());
    expect(managed.pid()).toBeDefined();
    expect(receiver.view().problem).toBeUndefined();
  });

  it("is judged where its events go: at another URL that was saved since", async () => {
    const { simulator, receiver } = await openCommand();
    setRequestUrl(simulator, "http://127.0.0.1:9/hook");
    expect(receiver.view()).toMatchObject({ kind: "url", name: "http://127.0.0.1:9/hook" });
    const where = await receiver.whileChecked((given) => Promise.resolve(given));
    expect(where).toMatchObject({ target: "http://127.0.0.1:9/hook", allowHosts: [] });
    setRequestUrl(simulator, undefined);
    expect(receiver.view().kind).toBe("long-connection");
    expect(await receiver.whileChecked((given) => Promise.resolve(given))).toMatchObject({
      longConnection: true,
    });
  });

  it("stays ended once serve ends it", async () => {
    const { managed, process, receiver, problems } = await openCommand();
    let end: () => void = () => {};
    const ended = new Promise<void>((resolve) => (end = resolve));
    const running = receiver.whileChecked(() => ended);
    const stopped = process.stop();
    end();
    await Promise.all([running, stopped]);
    expect([managed.pid(), problems.length]).toEqual([undefined, 0]);
  });
});
