import { createHash } from "node:crypto";
import { appendFileSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { array, assert, nat, property } from "fast-check";
import { describe, expect, it } from "vitest";
import { createOutputCapture } from "../../../src/receiver/output-capture.js";
import { createCommandWitness } from "../../../src/receiver/witness/command-witness.js";
import { createFunctionWitness } from "../../../src/receiver/witness/function-witness.js";
import { createIdCounter, type IdCounter } from "../../../src/receiver/witness/id-counter.js";
import { createLogWitness } from "../../../src/receiver/witness/log-witness.js";
import { createOutputWitness } from "../../../src/receiver/witness/output-witness.js";
import { parseWitness } from "../../../src/receiver/witness/parse-witness.js";
import { createUrlWitness } from "../../../src/receiver/witness/url-witness.js";

const first = { eventId: "5e3702a84e847582be8db7fb73283c02", subjectId: `omm_${"ab".repeat(16)}` };
const second = { eventId: "0123456789abcdef0123456789abcdef", subjectId: `omb_${"cd".repeat(16)}` };
const folder = mkdtempSync(join(tmpdir(), "mocklark-witness-"));

async function withServer<T>(
  listener: RequestListener,
  use: (url: string) => Promise<T>,
): Promise<T> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  try {
    return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

describe("the id counter", () => {
  it("counts the same wherever the stream is cut", () => {
    const text = Buffer.from(
      `{"event_id":"${first.eventId}","scope_id":"${first.subjectId}"} 中文 ${first.eventId}`,
    );
    const inOne = createIdCounter();
    inOne.add(text);
    const whole = inOne.count(first);
    assert(
      property(array(nat(text.length), { maxLength: 8 }), (cuts) => {
        const counter = createIdCounter();
        const places = [0, ...cuts.toSorted((left, right) => left - right), text.length];
        places.slice(1).forEach((end, index) => counter.add(text.subarray(places[index], end)));
        expect(counter.count(first)).toMatchObject({ eventId: 2, subjectId: 1 });
        expect(counter.count(first).wordings).toEqual(whole.wordings);
      }),
    );
  });

  it("finds an id between other hex digits, and none in a dump", () => {
    const counter = createIdCounter();
    counter.add(Buffer.from(`id=%22${first.eventId}%22 `));
    counter.add(Buffer.from(`${"00".repeat(200)}${second.eventId} `));
    expect(counter.count(first).eventId).toBe(1);
    expect(counter.count(second).eventId).toBe(0);
  });

  it("keeps up with a receiver that prints digest after digest", () => {
    const counter = createIdCounter();
    const digests = createHash("shake256", { outputLength: 32 * 30_000 }).digest("hex");
    counter.add(Buffer.from(digests.replaceAll(/.{64}/g, "$&\n")));
    counter.add(Buffer.from(`${first.eventId}\n`));
    expect(counter.count(first).eventId).toBe(1);
    expect(counter.count({ ...first, eventId: digests.slice(-32) }).eventId).toBe(1);
  });

  const manyIds = (count: number): string[] => {
    const digits = createHash("shake256", { outputLength: 16 * count }).digest("hex");
    return Array.from({ length: count }, (_, index) => digits.slice(index * 32, index * 32 + 32));
  };

  it("counts the same on one line of JSON as on a line for each id", () => {
    const ids = manyIds(20_000);
    const [onOne, onMany] = [createIdCounter(), createIdCounter()];
    onOne.add(Buffer.from(JSON.stringify([...ids, ids[7]])));
    onMany.add(Buffer.from([...ids, ids[7]].join("\n")));
    const countsOf = (counter: IdCounter): number[] =>
      ids.map((eventId) => counter.count({ ...first, eventId }).eventId);
    expect(countsOf(onOne)).toEqual(ids.map((_, index) => (index === 7 ? 2 : 1)));
    expect(countsOf(onMany)).toEqual(countsOf(onOne));
  });

  it.each([
    ["one line at once", { separator: '","', piece: 1 << 20, looks: false }],
    ["one line in pieces, looked up after each", { separator: '","', piece: 1_024, looks: true }],
    ["many lines in pieces, looked up after each", { separator: "\n", piece: 1_024, looks: true }],
    ["a dump without end", { separator: "", piece: 1_024, looks: true }],
  ])("does work that grows with the bytes alone: %s", (_how, { separator, piece, looks }) => {
    const workFor = (count: number): number => {
      let scanned = 0;
      const counter = createIdCounter({ onScanned: (characters) => (scanned += characters) });
      const text = Buffer.from(manyIds(count).join(separator));
      for (let from = 0; from < text.length; from += piece) {
        counter.add(text.subarray(from, from + piece));
        if (looks) counter.count(first);
      }
      counter.count(first);
      return scanned / text.length;
    };
    expect(workFor(20_000)).toBeLessThan(12);
    expect(workFor(20_000)).toBeLessThan(1.1 * workFor(5_000));
  });

  it("knows the wording of an id on an endless line, wherever its pieces end", () => {
    const ids = manyIds(200);
    const text = Buffer.from(ids.map((id) => `handled "${id}", duplicate "${id}"; `).join(""));
    const whole = createIdCounter();
    whole.add(text);
    for (const piece of [1, 7, 64, 97, 500, 1_000]) {
      const counter = createIdCounter();
      for (let from = 0; from < text.length; from += piece) {
        counter.add(text.subarray(from, from + piece));
      }
      for (const eventId of ids) {
        expect(counter.count({ ...first, eventId })).toEqual(whole.count({ ...first, eventId }));
      }
    }
    const wordings = ids
      .slice(5, -5)
      .map((eventId) => [...whole.count({ ...first, eventId }).wordings.eventId]);
    expect(new Set(wordings.map((each) => JSON.stringify(each))).size).toBe(1);
    expect(wordings[0]).toHaveLength(2);
  });

  it("survives binary output", () => {
    const counter = createIdCounter();
    counter.add(Buffer.from([0xff, 0, 0xc3]));
    counter.add(Buffer.from(`${first.eventId}\xFF`, "latin1"));
    expect(counter.count(first).eventId).toBe(1);
  });
});

describe("a witness", () => {
  it("of output hears of news and counts across chunks", async () => {
    const output = createOutputCapture();
    const witness = createOutputWitness(output);
    let news = 0;
    witness.onNews?.(() => news++);
    output.write(Buffer.from(`got ${first.eventId.slice(0, 10)}`));
    output.write(Buffer.from(`${first.eventId.slice(10)}\n`));
    expect(news).toBe(2);
    expect(await witness.look([first, second])).toMatchObject([
      { eventId: 1, subjectId: 0 },
      { eventId: 0, subjectId: 0 },
    ]);
  });

  it("of a log counts only what is written from now on, and reads a rotated file from its start", async () => {
    const file = join(folder, "app.log");
    writeFileSync(file, `old ${first.eventId}\n`);
    const witness = await createLogWitness(file);
    expect(await witness.look([first])).toMatchObject([{ eventId: 0, subjectId: 0 }]);
    appendFileSync(file, `new ${first.eventId}\n`);
    const looks = await Promise.all([witness.look([first]), witness.look([first])]);
    expect(looks).toMatchObject([[{ eventId: 1, subjectId: 0 }], [{ eventId: 1, subjectId: 0 }]]);
    writeFileSync(file, `${second.subjectId}\n`);
    expect(await witness.look([second])).toMatchObject([{ eventId: 0, subjectId: 1 }]);
  });

  it("of a log waits for a file that is not there yet, and refuses a folder", async () => {
    const file = join(folder, "later.log");
    const witness = await createLogWitness(file);
    expect(await witness.look([first])).toMatchObject([{ eventId: 0, subjectId: 0 }]);
    writeFileSync(file, first.eventId);
    expect(await witness.look([first])).toMatchObject([{ eventId: 1, subjectId: 0 }]);
    await expect(createLogWitness(folder)).rejects.toThrow("it is not a file");
  });

  it("of a URL searches the answer", async () => {
    await withServer(
      (_request, response) => response.end(JSON.stringify([first, first])),
      async (url) => {
        expect(await createUrlWitness(url).look([first, second])).toEqual([
          { eventId: 2, subjectId: 2 },
          { eventId: 0, subjectId: 0 },
        ]);
      },
    );
  });

  it("of a URL says why it does not work", async () => {
    await withServer(
      (_request, response) => response.writeHead(503).end(),
      async (url) => {
        await expect(createUrlWitness(url).look([first])).rejects.toThrow("it answered 503");
      },
    );
    await withServer(
      () => {},
      async (url) => {
        await expect(createUrlWitness(url, { timeoutMs: 50 }).look([first])).rejects.toThrow(
          `Failed to ask the witness ${url}`,
        );
      },
    );
    const gone = await withServer(
      () => {},
      (url) => Promise.resolve(url),
    );
    await expect(createUrlWitness(gone).look([first])).rejects.toMatchObject({
      code: "ENVIRONMENT",
      message: expect.stringContaining("ECONNREFUSED") as string,
    });
  });

  it("of a command searches what it prints", async () => {
    const witness = createCommandWitness(`echo ${first.eventId} ${first.eventId}`);
    expect(await witness.look([first])).toEqual([{ eventId: 2, subjectId: 0 }]);
  });

  it("of a command does not wait for what it leaves running", async () => {
    const witness = createCommandWitness(`sleep 1000 & echo ${first.eventId}; echo $! >&2`);
    expect(await witness.look([first])).toEqual([{ eventId: 1, subjectId: 0 }]);
    const file = join(mkdtempSync(join(tmpdir(), "mocklark-witness-")), "pid");
    const outside = `(setsid sh -c 'echo $$ > "${file}"; exec sleep 1000' &); until [ -s "${file}" ]; do :; done`;
    const looked = createCommandWitness(`${outside}; echo ${first.eventId}`).look([first]);
    const seen = await looked.finally(() => process.kill(Number(readFileSync(file, "utf8"))));
    expect(seen).toEqual([{ eventId: 1, subjectId: 0 }]);
  });

  it.each([
    ["echo broken >&2; exit 4", "exit code 4"],
    ["sleep 30", "it took more than 100 ms"],
  ])("of a command says why %s does not work", async (command, reason) => {
    const looking = createCommandWitness(command, { timeoutMs: 100 }).look([first]);
    await expect(looking).rejects.toThrow(reason);
  });

  it("that is a function must return a count", async () => {
    expect(await createFunctionWitness(() => 3).look([first])).toEqual([
      { eventId: 3, subjectId: 0 },
    ]);
    await expect(createFunctionWitness(() => Number.NaN).look([first])).rejects.toThrow(
      "the witness returned NaN",
    );
  });

  it.each([
    ["logs:x", 'Did you mean "log"?'],
    ["log:", 'Say what follows "log:".'],
    ["url:localhost", "It needs a whole http or https URL."],
  ])("%s is refused with a hint", async (text, hint) => {
    await expect(parseWitness(text)).rejects.toMatchObject({
      code: "USAGE",
      remedy: expect.stringContaining(hint) as string,
    });
  });

  it("is made from its text form", async () => {
    expect((await parseWitness("command: psql -Atc 'select 1'")).kind).toBe("command");
    expect((await parseWitness("url:http://127.0.0.1:9/x")).kind).toBe("url");
  });
});
