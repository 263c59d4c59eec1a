import type { IncomingMessage, ServerResponse } from "node:http";
import { messageOf, MocklarkError, textOf } from "../base/errors.js";
import { isRecord } from "../base/json-path.js";
import { languageNamed } from "../base/language.js";
import { isLoopbackHost } from "../base/loopback-host.js";
import type { Language, Text } from "../base/text.js";
import { openApiTexts } from "./open-api-texts.js";
import { readRequestBody } from "./read-request-body.js";

/**
 * Answers a call that steers the simulated world, JSON in and out: 200 with what the action returns, 400 for
 * a mistake of the caller, 403 where the request's Host is not this machine. What it says to people is in the
 * language that the request asks for with `?lang=zh`, otherwise in English. Never rejects.
 */
export async function answerControl(
  action: (body: Readonly<Record<string, unknown>>) => unknown,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const language = languageAsked(request);
  if (!isLoopbackHost(request.headers.host)) {
    const message = openApiTexts("this-machine-only").in(language);
    return send(response, 403, { error: { code: "USAGE", message } });
  }
  const body = request.method === "GET" ? "" : await readRequestBody(request);
  if (body === "left") return;
  try {
    send(response, 200, action(parse(body.toString())));
  } catch (error) {
    if (error instanceof MocklarkError) {
      const { code, text, remedyText } = error;
      const [message, remedy] = [text.in(language), remedyText?.in(language)];
      send(response, 400, { error: { code, message, remedy } });
    } else {
      send(response, 500, { error: { code: "INTERNAL", message: messageOf(error) } });
    }
  }
}

function parse(body: string): Readonly<Record<string, unknown>> {
  if (body === "") return {};
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch (error) {
    throw unreadable(textOf(error));
  }
  if (!isRecord(parsed)) throw unreadable(openApiTexts("no-object"));
  return parsed;
}

const unreadable = (why: Text): MocklarkError =>
  new MocklarkError("MALFORMED_DOCUMENT", openApiTexts("unreadable-body", { why }), {
    remedy: openApiTexts("send-an-object"),
  });

function languageAsked({ url = "" }: IncomingMessage): Language {
  return languageNamed(new URLSearchParams(url.split("?", 2)[1]).get("lang"));
}

function send(response: ServerResponse, status: number, body: unknown): void {
  const json = JSON.stringify(body);
  response.writeHead(status, {
    "Content-Type": "application/json; charset=utf-8",
    "Content-Length": Buffer.byteLength(json),
  });
  response.end(json);
}
