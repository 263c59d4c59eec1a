import type { IncomingMessage } from "node:http";

/** More than any call takes: 500 people in each of three lists are 100 kB. */
const mostBytes = 1_048_576;

/** The bytes; "too-long", with the rest thrown away; "left" when the client went before their end. */
export function readRequestBody(request: IncomingMessage): Promise<Buffer | "too-long" | "left"> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size <= mostBytes) chunks.push(chunk);
      else chunks.length = 0;
    });
    request.once("end", () =>
      resolve(
        size > mostBytes ? "too-long" : chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks),
      ),
    );
    request.once("error", () => resolve("left"));
    request.once("close", () => resolve("left"));
  });
}
