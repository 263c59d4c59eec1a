import { createServer, type Server } from "node:http";
import { afterAll, beforeAll } from "vitest";
import { createTexts, verbatim, type Check, type Judgement, type Severity } from "mocklark";
import { describeReceiver } from "mocklark/vitest";

function check(name: string, severity: Severity, judgement: Judgement): Check {
  return {
    id: `fixture/${name}`,
    severity,
    appliesTo: "webhook",
    texts: createTexts(`fixture/${name}`, {
      title: { en: `it is ${name}`, zh: `标题 ${name}` },
      clause: { en: "The rule.", zh: "规则。" },
      why: { en: "Because.", zh: "原因。" },
      fix: { en: `Mend ${name}.`, zh: `修改 ${name}。` },
    }),
    page: verbatim("https://open.feishu.cn/document/x"),
    evaluate: () => Promise.resolve(judgement),
  };
}

const broken: Judgement = {
  kind: "broken",
  reason: verbatim("It was not so."),
  expected: verbatim("status 200"),
  actual: verbatim("status 500"),
};

const checks: readonly Check[] = [
  check("good", "must", { kind: "holds", reason: verbatim("It is so.") }),
  check("bad", "must", broken),
  check("unadvised", "should", broken),
  check("beside-the-point", "must", {
    kind: "not-applicable",
    reason: verbatim("There is no key."),
  }),
  check("unclear", "must", { kind: "undecided", reason: verbatim("Add --witness.") }),
  check("signed-for", "must", broken),
  {
    ...check("our-fault", "must", broken),
    evaluate: () => Promise.reject(new Error("a mistake of ours")),
  },
];

const server = createServer((_request, response) => void response.end("{}"));
const options = {
  checks,
  effectTiming: { visibleWithinMs: 50 },
  baseline: [
    { check: "fixture/signed-for", reason: "later", owner: "me", expires: "9999-12-31" },
  ] as const,
};

describeReceiver("lenient", { ...options, target: server });
describeReceiver("strict", { ...options, target: server, strict: true });
describeReceiver("stale", {
  ...options,
  target: server,
  only: ["fixture/good"],
  baseline: [{ check: "fixture/good", reason: "old", owner: "me", expires: "9999-12-31" }],
});

describeReceiver("in Chinese", {
  ...options,
  target: server,
  language: "zh",
  only: ["fixture/bad", "fixture/unclear"],
  baseline: [],
});

let late: Server | undefined;
beforeAll(async () => {
  late = createServer((_request, response) => void response.end("{}"));
  await new Promise<void>((resolve) => late?.listen(0, "127.0.0.1", resolve));
});
afterAll(() => late?.close());

describeReceiver("started late", {
  ...options,
  baseline: [],
  target: { start: () => late ?? "nobody" },
  only: ["fixture/good"],
});
