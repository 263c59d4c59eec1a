import type { Fault, WebhookFault } from "./fault.js";

/** What is done to a connection, in this order, instead of simply writing the request. */
export type WriteStep =
  | { readonly kind: "write"; readonly bytes: Buffer }
  | { readonly kind: "pause"; readonly ms: number }
  /** Our side of the connection ends; the answer is still read. */
  | { readonly kind: "end-writing" }
  /** The connection is given up, orderly (FIN) or abruptly (RST); no answer is waited for. */
  | { readonly kind: "close" }
  | { readonly kind: "reset" };

/** How a request is written. */
export interface WriteScript {
  readonly steps: readonly WriteStep[];
  /** How many answers belong to what was written. */
  readonly answers: number;
}

/** Long enough for the receiver to read one piece before the next one comes. */
const betweenPiecesMs = 5;
const slowPieces = 10;

/** The ordinary request: head and body in one piece, so that they leave in one packet. */
export function scriptRequest(head: string, body: Buffer): WriteScript {
  const bytes = Buffer.allocUnsafe(head.length + body.length);
  bytes.write(head, "latin1");
  body.copy(bytes, head.length);
  return script([write(bytes)]);
}

/**
 * What a fault means for one request.
 * @param headText request line and headers with the empty line, one byte per character
 */
export function scriptFault(fault: WebhookFault, headText: string, body: Buffer): WriteScript {
  const head = Buffer.from(headText, "latin1");
  const whole = write(Buffer.concat([head, body]));
  switch (fault.name) {
    case "body-in-pieces":
      return script(inPieces(head, body, cutsOf(fault, body), fault.pauseMs ?? betweenPiecesMs));
    case "slow-body":
      return script(inPieces(head, body, evenCuts(body), fault.pauseMs ?? 100));
    case "cut-in-body":
      return script([...begun(fault, head, body), { kind: "close" }]);
    case "reset":
      return script([...begun(fault, head, body), { kind: "reset" }]);
    case "half-close":
      return script([whole, { kind: "end-writing" }]);
    case "wrong-content-length":
      return script([
        write(withLength(head, body.length + (fault.lengthOffset ?? 16))),
        write(body),
      ]);
    case "clock-skew":
      // The timestamp is wrong; nothing is about how it is written.
      return script([whole]);
    case "pipelined":
      return { steps: [write(Buffer.concat([head, body, head, body]))], answers: 2 };
    default:
      return fault.name satisfies never;
  }
}

function script(steps: readonly WriteStep[]): WriteScript {
  return { steps, answers: 1 };
}

function write(bytes: Buffer): WriteStep {
  return { kind: "write", bytes };
}

function inPieces(head: Buffer, body: Buffer, cuts: readonly number[], ms: number): WriteStep[] {
  const edges = [0, ...cuts, body.length];
  const pieces = edges.slice(1).map((end, index) => body.subarray(edges[index], end));
  return pieces.flatMap((piece, index): WriteStep[] =>
    index === 0 ? [write(Buffer.concat([head, piece]))] : [{ kind: "pause", ms }, write(piece)],
  );
}

/** The head and the body up to the first cut, then time for the receiver to read them. */
function begun(fault: Fault, head: Buffer, body: Buffer): WriteStep[] {
  const [cut] = cutsOf(fault, body);
  return [
    write(Buffer.concat([head, body.subarray(0, cut)])),
    { kind: "pause", ms: fault.pauseMs ?? betweenPiecesMs },
  ];
}

function cutsOf({ cutAt }: Fault, body: Buffer): readonly number[] {
  const wanted = cutAt === undefined || cutAt.length === 0 ? [defaultCut(body)] : cutAt;
  return wanted
    .map((offset) => Math.min(Math.max(0, Math.trunc(offset)), body.length))
    .sort((left, right) => left - right);
}

/** Inside the first character of several bytes, where a receiver that decodes piece by piece breaks; else the middle. */
function defaultCut(body: Buffer): number {
  const lead = body.findIndex((byte) => byte >= 0xc0);
  return lead >= 0 ? lead + 1 : Math.floor(body.length / 2);
}

function evenCuts(body: Buffer): number[] {
  return Array.from({ length: slowPieces - 1 }, (_, index) =>
    Math.floor((body.length * (index + 1)) / slowPieces),
  );
}

function withLength(head: Buffer, length: number): Buffer {
  const text = head.toString("latin1");
  return Buffer.from(
    text.replace(/^(content-length: *)\d+/im, `$1${Math.max(0, length)}`),
    "latin1",
  );
}
