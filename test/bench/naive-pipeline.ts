import { faker } from "@faker-js/faker";
import { Ajv2020 } from "ajv/dist/2020.js";
import { createCipheriv, createHash, randomBytes, randomUUID } from "node:crypto";
import { eventSchema } from "../../src/event/reserve-config/event-schema.js";
import { encryptKey } from "./bench-app.js";

/*
 * What one would write at first: faker for every field, ajv compiled at run time, and node:crypto as its
 * documentation shows it. It makes the same events and the same requests.
 */
const digits32 = (): string =>
  faker.string.hexadecimal({ length: 32, casing: "lower", prefix: "" });

const person = () => ({
  user_id: {
    open_id: `ou_${digits32()}`,
    union_id: `on_${digits32()}`,
    user_id: faker.string.alphanumeric({ length: 8, casing: "lower" }),
  },
});

const department = () => ({ department_id: `od-${digits32()}` });

const seconds = (min: number, max: number): string =>
  String(faker.number.int({ min: min / 1800, max: max / 1800 }) * 1800);

export function naiveEvent(): object {
  return {
    schema: "2.0",
    header: {
      event_id: digits32(),
      token: faker.string.alphanumeric(32),
      create_time: String(Date.now()),
      event_type: "vc.reserve_config.updated_v1",
      tenant_key: faker.string.hexadecimal({ length: 16, casing: "lower", prefix: "" }),
      app_id: `cli_${faker.string.hexadecimal({ length: 16, casing: "lower", prefix: "" })}`,
    },
    event: {
      approve_config: {
        approval_condition: faker.number.int({ min: 0, max: 1 }),
        approval_switch: 1,
        approvers: faker.helpers.multiple(person, { count: { min: 1, max: 3 } }),
        meeting_duration: faker.number.int({ min: 1, max: 48 }) / 4,
      },
      reserve_scope_config: {
        allow_all_users: faker.number.int({ min: 0, max: 1 }),
        allow_depts: faker.helpers.multiple(department, { count: { min: 0, max: 2 } }),
        allow_users: faker.helpers.multiple(person, { count: { min: 1, max: 4 } }),
      },
      scope_id: `omm_${digits32()}`,
      scope_type: 2,
      time_config: {
        days_in_advance: faker.number.int({ min: 1, max: 730 }),
        end_time: seconds(43_200, 86_400),
        max_duration: faker.number.int({ min: 1, max: 99 }),
        opening_hour: seconds(0, 86_400),
        start_time: seconds(0, 41_400),
        time_switch: 1,
      },
    },
  };
}

const conforms = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(eventSchema);

export function naiveAssertValid(event: object): void {
  if (!conforms(event)) throw new Error(JSON.stringify(conforms.errors));
}

const key = createHash("sha256").update(encryptKey).digest();

/** A signed request for a text, encrypted with a cipher of its own. */
export function naiveRequest(plaintext: string): { headers: object; body: string } {
  const iv = randomBytes(16);
  const cipher = createCipheriv("aes-256-cbc", key, iv);
  const bytes = Buffer.concat([iv, cipher.update(plaintext, "utf8"), cipher.final()]);
  const body = JSON.stringify({ encrypt: bytes.toString("base64") });
  const timestamp = String(Math.floor(Date.now() / 1000));
  const nonce = String(100_000_000 + (randomBytes(4).readUInt32LE(0) % 900_000_000));
  const signature = createHash("sha256")
    .update(timestamp + nonce + encryptKey + body)
    .digest("hex");
  const headers = {
    "User-Agent": "Go-http-client/1.1",
    "Content-Length": Buffer.byteLength(body),
    "Content-Type": "application/json;charset=utf-8",
    Unit: "eu_nc",
    "X-Lark-Request-Nonce": nonce,
    "X-Lark-Request-Timestamp": timestamp,
    "X-Lark-Signature": signature,
    "X-Request-Id": randomUUID(),
    "Accept-Encoding": "gzip",
  };
  return { headers, body };
}
