import { describe, expect, it } from "vitest";
import { portsNamedIn, type ListeningAddress } from "../../src/receiver/listening-ports.js";
import {
  describeMisplacement,
  findByOutput,
  watchPlace,
} from "../../src/receiver/misplaced-receiver.js";
import { manualWallClock } from "../base/manual-wall-clock.js";

const expected: ListeningAddress = { host: "127.0.0.1", port: 3000 };
const at = (host: string, port: number): ListeningAddress => ({ host, port });

describe("the ports an output names", () => {
  it.each([
    ["listening on http://localhost:8080/webhook", [8080]],
    ["Server port = 29917", [29_917]],
    ["Tomcat started on port(s): 8081 (http)", [8081]],
    [":3000 then :4000 then :3000", [3000, 4000]],
    ["no port here, id 29917, :99999, :1", []],
  ])("are found in %j", (output, ports) => {
    expect(portsNamedIn(output)).toEqual(ports);
  });

  it("are ten at most, the last", () => {
    const output = Array.from({ length: 50 }, (_, index) => `:${2000 + index}`).join(" ");
    expect(portsNamedIn(output)).toEqual(Array.from({ length: 10 }, (_, index) => 2049 - index));
  });

  it("are tried, and the expected one on IPv6", async () => {
    const open = [at("::1", 3000), at("127.0.0.1", 8080)];
    const accepts = ({ host, port }: ListeningAddress): Promise<boolean> =>
      Promise.resolve(open.some((one) => one.host === host && one.port === port));
    const found = await findByOutput({ expected, output: () => "on :8080, db on :5432", accepts });
    expect(found).toEqual(open);
  });
});

describe("a receiver that is not where it was told to be", () => {
  it.each([
    ["nowhere", [], undefined],
    ["on IPv6 only", [at("::1", 3000)], "it listens on [::1]:3000 only"],
    ["on every IPv6 address only", [at("::", 3000)], "it listens on [::]:3000 only"],
    ["on another address", [at("10.0.0.7", 3000)], "it listens on 10.0.0.7:3000 only"],
    ["on another port", [at("0.0.0.0", 29_917)], "it listens on port 29917, not on 3000"],
    [
      "on several others",
      [at("0.0.0.0", 9100), at("::", 9100), at("127.0.0.1", 8080)],
      "it listens on port 9100 and 8080, not on 3000",
    ],
    ["where it should be", [at("127.0.0.1", 3000), at("0.0.0.0", 9100)], undefined],
    ["everywhere", [at("0.0.0.0", 3000)], undefined],
    ["on a debugger's port only", [at("127.0.0.1", 9229)], undefined],
  ])("is found %s", (_where, addresses, reason) => {
    expect(describeMisplacement(addresses, expected)?.reason.in("en")).toBe(reason);
  });

  it("is told what to do about it", () => {
    expect(describeMisplacement([at("::1", 3000)], expected)?.remedy.in("en")).toBe(
      "Feishu calls IPv4: listen on 127.0.0.1 or 0.0.0.0.",
    );
    expect(describeMisplacement([at("::", 8080)], expected)?.remedy.in("en")).toContain(
      "read its port from PORT, or give the URL it listens at beside --exec: http://127.0.0.1:8080/",
    );
  });

  it("counts as settled only when neither its place nor its output has changed for a while", async () => {
    const clock = manualWallClock();
    let addresses = [at("127.0.0.1", 9100)];
    let output = "starting\n";
    const place = watchPlace({
      pid: 1,
      expected,
      wall: clock.wall,
      output: () => output,
      accepts: () => Promise.resolve(false),
      settledMs: 2_000,
      find: () => Promise.resolve(addresses),
    });
    const during = async (ms: number): Promise<(string | undefined)[]> => {
      const reasons: (string | undefined)[] = [];
      for (let passed = 0; passed < ms; passed += 250) {
        clock.pass(250);
        reasons.push((await place.settled())?.reason.in("en"));
      }
      return reasons;
    };
    const nothing = Array.from({ length: 8 }, () => undefined);
    expect(await during(2_000)).toEqual(nothing);
    output += "still starting\n";
    expect(await during(2_000)).toEqual(nothing);
    addresses = [at("127.0.0.1", 9100), at("127.0.0.1", 8080)];
    expect(await during(2_250)).toEqual([
      ...nothing,
      "it listens on port 9100 and 8080, not on 3000",
    ]);
    addresses = [];
    expect(await during(250)).toEqual([undefined]);
    expect(await place.look()).toBeUndefined();
  });
});
