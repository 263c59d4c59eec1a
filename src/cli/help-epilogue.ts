import type { Command } from "commander";
import type { Language } from "../base/text.js";
import { mainTexts } from "./texts/main-texts.js";

const url = "http://localhost:3000/webhook/event";

/** Lines a reader can paste, by command. */
const examples: Readonly<Record<string, readonly string[]>> = {
  demo: ["mocklark demo", "mocklark demo --seed 42"],
  send: [
    `mocklark send ${url} --encrypt-key-file key.txt`,
    `mocklark send ${url} --set event.time_config.max_duration=4`,
    `mocklark send ${url} --count 1000 --concurrency 20 --rate 200/s`,
    `mocklark send ${url} --dry-run --print curl`,
  ],
  "verify-url": [`mocklark verify-url ${url} --encrypt-key-file key.txt`],
  generate: [
    "mocklark generate --count 10 --seed 42",
    "mocklark generate --variant minimal --format json",
  ],
  validate: ["mocklark validate event.json scenario.yaml", "mocklark validate captured.ndjson"],
  check: [
    'mocklark check --exec "node server.js"',
    `mocklark check ${url} --witness log:receiver.log --strict`,
    'mocklark check --exec "node server.js" --reporter pretty --reporter junit=report.xml',
    'mocklark check --long-connection --exec "node client.js"',
    "mocklark check --exec \"node server.js\" --only 'idempotency/*' --seed 42",
  ],
  init: [
    "mocklark init",
    "mocklark init --write",
    'mocklark init --exec "node server.js" --path /lark/events --ci gitlab',
  ],
  run: [
    `mocklark run scenarios/*.yaml --to ${url}`,
    `mocklark run story.yaml --to ${url} --clock 60x`,
    'mocklark run scenarios/*.yaml --exec "node server.js" --receiver-clock auto',
  ],
  record: [
    `mocklark record --to ${url} --encrypt-key-file key.txt`,
    `mocklark record --to ${url} --anonymise --out shared --format json`,
    "lark-cli event consume im.chat.updated_v1 | mocklark record --lark-cli -",
  ],
  load: [
    `mocklark load ${url} --rate 500/s --duration 30s --threshold 'p99<800ms'`,
    `mocklark load ${url} --rate 500/s --ramp 10s --reporter pretty --reporter html=load.html`,
    `mocklark load --exec "node server.js" --concurrency 20`,
    `mocklark load ${url} --export k6 > load.js`,
  ],
  replay: [
    `mocklark replay recording/captures.ndjson ${url} --encrypt-key-file key.txt`,
    `mocklark replay recording/captures.har ${url} --rhythm at-once`,
  ],
  explain: [
    "mocklark explain captured.txt",
    "pbpaste | mocklark explain --json",
    "mocklark explain captured.txt --computed 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
  ],
  sign: ["mocklark sign body.json --timestamp 1700000000 --nonce 123456789"],
  encrypt: ["mocklark encrypt event.json --encrypt-key-file key.txt"],
  decrypt: ["mocklark decrypt body.json --encrypt-key-file key.txt"],
  gateway: [
    "mocklark gateway --app-id cli_0123456789abcdef --app-secret secret",
    "mocklark gateway --count 3 --quick --wait-for 30s",
    "mocklark gateway --count 1 --quick --fault kill-connection",
    "mocklark gateway connections",
    "mocklark gateway kick connection-1",
    "mocklark gateway client-config PingInterval=3",
  ],
  serve: [
    'mocklark serve --exec "node server.js"',
    "mocklark serve --tenant tenant.yaml --target http://127.0.0.1:3000/webhook/event --data data",
    'mocklark serve --long-connection --exec "node client.js"',
  ],
  certs: ["mocklark certs --out certs --host receiver.test"],
  checks: ["mocklark checks", "mocklark checks --json"],
  "explain-check": ["mocklark explain-check idempotency/duplicate"],
  report: ["mocklark report merge node=node.json go=go.json --out matrix.html"],
  schema: ["mocklark schema", "mocklark schema event > event.schema.json"],
};

/** Ends a command's help with examples and what its exit codes mean. */
export function addHelpEpilogue(command: Command, language: Language): void {
  const own = examples[command.name()] ?? [];
  const lines = own.map((example) => `  ${example}`).join("\n");
  const [title, exitCodes] = [mainTexts("Examples"), mainTexts("exit-codes")];
  command.addHelpText("afterAll", `\n${title.in(language)}\n${lines}\n\n${exitCodes.in(language)}`);
}
