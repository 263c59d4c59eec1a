import { describe, expect, it } from "vitest";
import { verbatim } from "../../src/base/text.js";
import { judgeUrlVerification } from "../../src/wire/url-verification.js";

const challenge = "5d1c2b8e-0f6a-4c3d-9e7b-1a2b3c4d5e6f";
const right = JSON.stringify({ challenge });
const answered = (body: string, { status = 200, durationMs = 20 } = {}) =>
  judgeUrlVerification({ kind: "answered", status, body, durationMs }, { challenge });

describe("judgeUrlVerification", () => {
  it.each([
    ["the challenge alone", right],
    ["further members beside it", JSON.stringify({ code: 0, challenge, msg: "ok" })],
    ["white space and a newline around it", ` {\n "challenge" : "${challenge}" }\r\n`],
  ])("accepts %s", (_, body) => {
    expect(answered(body)).toMatchObject({ verified: true });
    expect(answered(body)).not.toHaveProperty("consoleMessage");
  });

  it("accepts an answer that took exactly the limit and refuses a later one", () => {
    expect(answered(right, { durationMs: 1000 }).verified).toBe(true);
    expect(answered(right, { durationMs: 1001 })).toMatchObject({
      verified: false,
      consoleMessage: "Challenge code没有返回",
      reason: "The answer took 1001 ms; the limit is 1000 ms.",
    });
  });

  it.each([
    ["another challenge", '{"challenge":"x"}', "Challenge code没有返回", /is "x" instead of/],
    ["no challenge", '{"msg":"success"}', "Challenge code没有返回", /no `challenge`/],
    ["the challenge as a bare string", `"${challenge}"`, "Challenge code没有返回", /not an object/],
    ["the challenge in an array", `["${challenge}"]`, "Challenge code没有返回", /not an object/],
    ["null", "null", "Challenge code没有返回", /not an object/],
    ["the challenge as plain text", challenge, "返回数据不是合法的JSON格式", /not JSON/],
    ["an empty body", "", "返回数据不是合法的JSON格式", /empty/],
    [
      "a login page",
      "<!doctype html>\n  <p>Log in",
      "返回数据不是合法的JSON格式",
      /not JSON: <!doctype html> <p>Log in\.$/,
    ],
    ["the still encrypted request", '{"encrypt":"AAAA"}', "Challenge code没有返回", /no `chall/],
  ])("refuses %s", (_, body, consoleMessage, reason) => {
    expect(answered(body)).toMatchObject({
      verified: false,
      consoleMessage,
      reason: expect.stringMatching(reason) as string,
    });
  });

  it.each([201, 204, 302, 400, 500])("refuses the right challenge with status %i", (status) => {
    expect(answered(right, { status })).toMatchObject({
      verified: false,
      consoleMessage: "Challenge code没有返回",
      reason: `The status is ${status} instead of 200.`,
    });
  });

  it("says in the console's words that nothing answered, or too late", () => {
    expect(
      judgeUrlVerification(
        { kind: "unreachable", reason: verbatim("connection refused") },
        { challenge },
      ),
    ).toMatchObject({ verified: false, consoleMessage: "请填写有效的 HTTP/HTTPS URL" });
    expect(judgeUrlVerification({ kind: "late", durationMs: 1003 }, { challenge })).toMatchObject({
      verified: false,
      consoleMessage: "Challenge code没有返回",
    });
  });

  it("gives its reasons in Chinese, and the console's words as they are", () => {
    const inChinese = (verdict: ReturnType<typeof answered>) => verdict.reasonText.in("zh");
    const reason = verbatim("127.0.0.1:9 拒绝连接，该端口没有服务在监听");
    const unreachable = judgeUrlVerification({ kind: "unreachable", reason }, { challenge });
    expect(unreachable.consoleMessage).toBe("请填写有效的 HTTP/HTTPS URL");
    expect(inChinese(unreachable)).toBe(
      "请求地址无法访问：127.0.0.1:9 拒绝连接，该端口没有服务在监听。",
    );
    expect(inChinese(answered("", { status: 502 }))).toBe(
      "返回 502 状态码，响应体不是 JSON：内容为空。",
    );
    expect(inChinese(answered(right, { durationMs: 1001 }))).toBe(
      "响应耗时 1001 毫秒，超过上限 1000 毫秒。",
    );
  });
});
