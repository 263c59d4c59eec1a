import { describe, expect, test } from "vitest";
import type { MocklarkError } from "../../src/base/errors.js";
import { isPrivateAddress, parseTarget } from "../../src/network/target.js";

describe("a target", () => {
  test.each([
    "http://localhost:3000/webhook",
    "http://127.0.0.1:8080",
    "https://[::1]:8443/x?y=z",
    "http://0.0.0.0:3000",
    "http://10.1.2.3/",
    "http://172.16.0.9/",
    "http://192.168.1.20:3000/",
    "http://[fd12:3456::1]/",
    "http://receiver:3000/",
    "http://host.docker.internal:3000/",
    "http://my-laptop.local/",
    "http://hooks.test/",
    "http://2130706433/",
  ])("%s is this machine or a private network, and may be used", (target) => {
    expect(parseTarget(target).href).toBe(new URL(target).href);
  });

  test.each([
    "http://example.com/hook",
    "https://8.8.8.8/",
    "http://172.32.0.1/",
    "http://169.254.169.254/latest/meta-data",
    "http://[2001:db8::1]/",
    "http://[::ffff:8.8.8.8]/",
    "http://localhost.example.com/",
  ])("%s is neither, and needs to be allowed by name", (target) => {
    const { hostname } = new URL(target);
    const host = hostname.replace(/^\[|\]$/g, "");
    expect(() => parseTarget(target)).toThrowError(
      expect.objectContaining({
        code: "FORBIDDEN_TARGET",
        message: `Failed to use the target: ${host} is neither this machine nor in a private network.`,
        remedy: `If the receiver there is yours, allow it by name: --allow-host ${host}.`,
      }),
    );
    expect(parseTarget(target, { allowHosts: [host] }).hostname).toBe(hostname);
  });

  test("allowing *.example.com allows every name below, not the name itself", () => {
    const allowHosts = ["*.Example.com"];
    expect(parseTarget("http://a.b.example.com/", { allowHosts }).host).toBe("a.b.example.com");
    expect(() => parseTarget("http://example.com/", { allowHosts })).toThrow(
      /neither this machine/,
    );
    expect(() => parseTarget("http://badexample.com/", { allowHosts })).toThrow(
      /neither this machine/,
    );
  });

  test.each([
    "https://open.feishu.cn/open-apis/bot/v2/hook/x",
    "https://feishu.cn",
    "https://FEISHU.cn.",
    "https://www.feishu.net",
    "https://open.larksuite.com/",
    "https://acme.larkoffice.com/",
    "https://api.larksuite-boe.com/",
  ])("%s is Feishu's own and refused even when allowed", (target) => {
    const allowHosts = [new URL(target).hostname, "*.feishu.cn", "*.larksuite.com"];
    expect(() => parseTarget(target, { allowHosts })).toThrowError(
      expect.objectContaining({ code: "FORBIDDEN_TARGET" }),
    );
  });

  test("a host that only sounds like Feishu is nobody special", () => {
    const target = "http://feishu-receiver.internal/";
    expect(parseTarget(target).href).toBe(target);
  });

  test.each([
    ["localhost:3000", "Did you mean http://localhost:3000?"],
    ["localhost:3000/webhook/event", "Did you mean http://localhost:3000/webhook/event?"],
    ["127.0.0.1:3000", "Did you mean http://127.0.0.1:3000?"],
    ["3000", "Did you mean http://localhost:3000?"],
    [":3000/x", "Did you mean http://localhost:3000/x?"],
    ["//localhost:3000", "Did you mean http://localhost:3000?"],
    ["htp://localhost:3000", "Did you mean http://localhost:3000?"],
    ["ws://localhost:3000", "Did you mean http://localhost:3000?"],
    ["http//localhost:3000", "Did you mean http://localhost:3000?"],
    ["http:/localhost:3000", "Did you mean http://localhost:3000?"],
    ["my receiver", "Give one like http://localhost:3000/webhook."],
    ["http://", "Give one like http://localhost:3000/webhook."],
    ["http://localhost:99999", "Give one like http://localhost:3000/webhook."],
    ["", "Give one like http://localhost:3000/webhook."],
  ])('"%s" is no URL: %s', (target, remedy) => {
    expect(() => parseTarget(target)).toThrowError(
      expect.objectContaining({
        code: "USAGE",
        message: `Failed to read the target: "${target}" is not an http or https URL.`,
        remedy,
      }),
    );
  });

  test("a user name or port 0 in the URL is misuse", () => {
    expect(() => parseTarget("http://me:secret@localhost:3000/")).toThrowError(
      expect.objectContaining({
        code: "USAGE",
        message: "Failed to read the target: localhost:3000 comes with a user name.",
      }),
    );
    expect(() => parseTarget("http://localhost:0/")).toThrowError(
      expect.objectContaining({ code: "USAGE" }),
    );
  });

  test("a URL object is checked like its text", () => {
    expect(() => parseTarget(new URL("ftp://localhost/"))).toThrowError(
      expect.objectContaining({ code: "USAGE" }),
    );
  });
});

describe("a host in another writing", () => {
  test.each([
    "http://localhost./",
    "http://LOCALHOST:3000/",
    "http://127.1/",
    "http://0x7f.1/",
    "http://0177.0.0.1/",
    "http://[::ffff:127.0.0.1]/",
    "http://[0:0:0:0:0:0:0:1]/",
  ])("%s is this machine all the same", (target) => {
    expect(parseTarget(target).href).toBe(new URL(target).href);
  });

  test.each([
    "http://2852039166/",
    "http://0xa9fea9fe/",
    "http://0251.0376.0251.0376/",
    "http://169.254.43518/",
    "http://169.254.169.254./",
    "http://\uFF11\uFF16\uFF19.254.169.254/",
    "http://[::ffff:169.254.169.254]/",
    "http://[::ffff:a9fe:a9fe]/",
    "http://[::169.254.169.254]/",
    "http://[64:ff9b::169.254.169.254]/",
    "http://[64:ff9b::127.0.0.1]/",
    "http://[2002:a9fe:a9fe::]/",
    "http://[fe80::1]/",
    "http://[fec0::1]/",
    "http://[fd00:ec2::254]/",
    "http://134744072/",
    "http://127.0.0.1.example.com/",
    "http://example.com./",
  ])("%s is no less forbidden", (target) => {
    expect(() => parseTarget(target)).toThrowError(
      expect.objectContaining({ code: "FORBIDDEN_TARGET" }),
    );
  });

  test.each([
    "https://open.feishu.cn./",
    "https://open.feishu.cn../",
    "https://OPEN.LARKSUITE.COM",
  ])("%s is Feishu itself", (target) => {
    const allowHosts = [new URL(target).hostname, "*.cn", "*.com", "*.cn."];
    expect(() => parseTarget(target, { allowHosts })).toThrow(/is Feishu itself/);
  });

  test("what is there has its name in the message", () => {
    expect(() => parseTarget("http://8.8.8.8/", { role: "witness" })).toThrowError(
      expect.objectContaining({
        message:
          "Failed to use the witness: 8.8.8.8 is neither this machine nor in a private network.",
        remedy: "If the witness there is yours, allow it by name: --allow-host 8.8.8.8.",
      }),
    );
  });
});

test.each([
  ["127.9.9.9", true],
  ["::1", true],
  ["::ffff:127.0.0.1", true],
  ["::ffff:8.8.8.8", false],
  ["fe80::1", false],
  ["169.254.0.1", false],
  ["::ffff:169.254.169.254", false],
  ["fd00:ec2::254", false],
  ["fd00:ec1::254", true],
  ["100.64.0.1", false],
  ["no address", false],
])("the address %s is private: %s", (address, isPrivate) => {
  expect(isPrivateAddress(address)).toBe(isPrivate);
});

describe("in Chinese a target", () => {
  test.each([
    [
      "https://open.feishu.cn/x",
      "无法使用接收端：open.feishu.cn 是飞书自己的地址。",
      "改用自己的接收端：模拟事件只会发往自己的接收端，没有选项可以改变这一点。",
    ],
    [
      "http://example.com/",
      "无法使用接收端：example.com 既不是本机，也不在内网中。",
      "确认该接收端属于自己后，用 --allow-host example.com 按名称放行。",
    ],
    [
      "localhost:3000",
      "无法识别接收端的地址：「localhost:3000」不是 http 或 https URL。",
      "是否想写 http://localhost:3000？",
    ],
  ])("%s is refused in the same way", (target, text, remedy) => {
    let thrown: unknown;
    try {
      parseTarget(target);
    } catch (error) {
      thrown = error;
    }
    const error = thrown as MocklarkError;
    expect([error.text.in("zh"), error.remedyText?.in("zh")]).toEqual([text, remedy]);
  });
});
