import { createCipheriv, createHash, hash, randomFillSync } from "node:crypto";
import { createRandom } from "../../src/base/random.js";
import { createRequestBuilder } from "../../src/wire/request-builder.js";
import { createEventCipher } from "../../src/wire/event-cipher.js";
import { serializeEvent } from "../../src/wire/serialize-event.js";
import { computeSignature } from "../../src/wire/signature.js";
import { app, createValidEvents, encryptKey } from "./bench-app.js";
import type { Comparison } from "./comparison.js";
import { naiveAssertValid, naiveEvent, naiveRequest } from "./naive-pipeline.js";
import { ratePerCpuSecond, runInTurns } from "./paired-rounds.js";
import { atLeast, perSecond } from "./table.js";

/** Generate, validate, serialise, encrypt, sign: per second of one processor. */
export const perEvent: Comparison = {
  name: "per-event",
  async run({ quick }) {
    const count = quick ? 1_500 : 5_000;
    const plaintext = serializeEvent((await createValidEvents())());
    const turns = await runInTurns(
      [
        contestant("mocklark", count, await createPipeline()),
        contestant("naive", count, naivePipeline),
        contestant("crypto", count, createCryptoFloor(plaintext)),
        contestant("hardware", count, createHardwareFloor(plaintext)),
      ],
      quick ? 7 : 31,
    );
    const overNaive = turns.ratio("mocklark", "naive");
    return [
      {
        what: "fresh, validated event to signed request, against faker + ajv + node:crypto",
        figure: perSecond(turns.rate("mocklark")),
        ratio: overNaive,
        goal: atLeast(overNaive, 10),
      },
      {
        what: "... against the same crypto on a ready-made text",
        figure: perSecond(turns.rate("crypto")),
        ratio: turns.ratio("mocklark", "crypto"),
      },
      {
        what: "... against one cipher and one hash call on ready-made bytes",
        figure: perSecond(turns.rate("hardware")),
        ratio: turns.ratio("mocklark", "hardware"),
      },
    ];
  },
};

/** The crypto alone, both ways, on the same text. */
export const encryptAndSign: Comparison = {
  name: "encrypt-and-sign",
  async run({ quick }) {
    const plaintext = serializeEvent((await createValidEvents())());
    const count = quick ? 2_000 : 10_000;
    const turns = await runInTurns(
      [
        contestant("mocklark", count, createEncryptAndSign(plaintext)),
        contestant("naive", count, () => naiveRequest(plaintext)),
      ],
      quick ? 7 : 31,
    );
    const ratio = turns.ratio("mocklark", "naive");
    return [
      {
        what: "encrypt + sign, against node:crypto as its documentation shows it",
        figure: perSecond(turns.rate("mocklark")),
        ratio,
        goal: atLeast(ratio, 2.5),
      },
    ];
  },
};

const contestant = (name: string, count: number, work: () => unknown) => ({
  name,
  round: () => ratePerCpuSecond(count, work),
});

async function createPipeline(): Promise<() => unknown> {
  const next = await createValidEvents();
  const builder = createRequestBuilder(app);
  const random = createRandom(2);
  return () => builder.event(next(), { random, timestampMs: Date.now() });
}

function naivePipeline(): unknown {
  const event = naiveEvent();
  naiveAssertValid(event);
  return naiveRequest(JSON.stringify(event));
}

function createEncryptAndSign(plaintext: string): () => unknown {
  const builder = createRequestBuilder(app);
  const cipher = createEventCipher(encryptKey);
  const random = createRandom(3);
  return () => {
    const body = Buffer.from(`{"encrypt":"${cipher.encrypt(plaintext, random)}"}`, "latin1");
    return builder.sign({ body, plaintext }, { random, timestampMs: Date.now() });
  };
}

/** A cipher and a hash per event, as cheaply as node:crypto gives them one at a time. */
function createCryptoFloor(plaintext: string): () => unknown {
  const key = createHash("sha256").update(encryptKey).digest();
  const iv = Buffer.alloc(16);
  return () => {
    randomFillSync(iv);
    const cipher = createCipheriv("aes-256-cbc", key, iv);
    const text = iv.toString("base64") + cipher.update(plaintext, "utf8", "base64");
    const body = `{"encrypt":"${text}${cipher.final("base64")}"}`;
    return computeSignature({ timestamp: "1700000000", nonce: "123456789", encryptKey, body });
  };
}

/** What `openssl speed` does: bytes in, bytes out, nothing set up and nothing converted. */
function createHardwareFloor(plaintext: string): () => unknown {
  const key = createHash("sha256").update(encryptKey).digest();
  const cipher = createCipheriv("aes-256-cbc", key, Buffer.alloc(16)).setAutoPadding(false);
  const padded = Buffer.alloc(16 * Math.ceil(Buffer.byteLength(plaintext) / 16 + 1), plaintext);
  const body = Buffer.from(`{"encrypt":"${padded.toString("base64")}"}`);
  return () => {
    cipher.update(padded);
    return hash("sha256", body, "hex");
  };
}
