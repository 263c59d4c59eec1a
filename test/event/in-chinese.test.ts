import { describe, expect, it } from "vitest";
import { parseDocument } from "../../src/base/document.js";
import { MocklarkError } from "../../src/base/errors.js";
import { createRandom } from "../../src/base/random.js";
import { createApp } from "../../src/event/app.js";
import { createDirectory } from "../../src/event/directory.js";
import { checkDocument, invalidDocument } from "../../src/event/document-schema.js";
import { expectedText } from "../../src/event/expected-text.js";
import { createEventFactory } from "../../src/event/reserve-config/event-factory.js";
import { mutations } from "../../src/event/reserve-config/event-mutations.js";
import { eventNode } from "../../src/event/reserve-config/event-node.js";
import { checkEvent } from "../../src/event/reserve-config/event-rules.js";
import { eventTypeFromSample } from "../../src/event/sample/event-type-from-sample.js";
import { parseOverride } from "../../src/event/overrides.js";
import type { SchemaNode } from "../../src/event/schema-node.js";

const han = /\p{Script=Han}/u;

/** A node and all below it. */
function nodesIn(node: SchemaNode): SchemaNode[] {
  const inner = [...Object.values(node.properties ?? {}), ...(node.items ? [node.items] : [])];
  return [node, ...inner.flatMap(nodesIn)];
}

function errorOf(act: () => unknown): MocklarkError {
  try {
    act();
  } catch (error) {
    if (error instanceof MocklarkError) return error;
    throw error;
  }
  throw new Error("Nothing was thrown.");
}

describe("what is said of events in Chinese", () => {
  it("has words for every value of the schema", () => {
    const names = nodesIn(eventNode).map((node) => expectedText(node)?.in("zh") ?? "");
    // What is one value is the same in every language.
    expect(names.filter((name) => !han.test(name) && !/^"[\w.]+"$/.test(name))).toEqual([]);
  });

  it("has words for whatever may be wrong with an event", async () => {
    const random = createRandom(1);
    const app = createApp({}, random);
    const directory = await createDirectory({ random, names: false });
    const event = createEventFactory({ random, directory, app, now: () => 0 }).create();
    const violations = mutations.flatMap(({ mutate }) => checkEvent(mutate(event, random)));
    expect(violations.length).toBeGreaterThan(20);
    expect(violations.filter(({ text, message }) => text.in("en") !== message)).toEqual([]);
    const said = violations.map(({ text }) => text.in("zh"));
    expect(said.filter((text) => !/\p{Script=Han}.*[。？]$/u.test(text))).toEqual([]);
    expect(said).toContain("缺少 event.scope_id。");
  });

  it("says where a document breaks its schema", async () => {
    const source = await parseDocument("name: x\nwhy: y\nstep: []\n", "a.yaml");
    const problems = await checkDocument(source, "scenario");
    expect(problems.map(({ message }) => message.in("zh"))).toEqual([
      '整个文件缺少 "steps"。',
      expect.stringMatching(/^整个文件不支持字段 "step"。是否想写「steps?」？$/),
    ]);
    const [first, ...others] = problems;
    if (!first) throw new Error("The document has no problem.");
    const error = invalidDocument(source, "scenario", first, others);
    expect(error.text.in("zh")).toBe(
      '无法将 a.yaml 用作场景：第 1 行第 1 列：整个文件缺少 "steps"。（另有 1 处）',
    );
    expect(error.remedyText?.in("zh")).toBe("运行 mocklark schema scenario，可查看允许的写法。");
  });

  it("says what is wrong with overrides and samples", () => {
    const override = errorOf(() => parseOverride("event.time_config.max_duration=x"));
    expect(override.text.in("zh")).toBe(
      '无法设置 event.time_config.max_duration：应为 1–99 的整数（小时），实际为 "x"。',
    );
    const sample = errorOf(() => eventTypeFromSample({ encrypt: "…" }));
    expect(sample.text.in("zh")).toBe("无法读取样例中的事件：内容已加密。");
    expect(sample.remedyText?.in("zh")).toBe("先用 mocklark decrypt 解密。");
  });
});
