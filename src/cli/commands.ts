import type { Command } from "./commander.js";
import type { CommandContext, RegisterCommand } from "./command.js";

/** Each command is loaded only when it is the one that runs, or when help lists them all. */
export const commands: Readonly<Record<string, () => Promise<RegisterCommand>>> = {
  demo: async () => (await import("./commands/demo.js")).registerDemo,
  send: async () => (await import("./commands/send.js")).registerSend,
  "verify-url": async () => (await import("./commands/verify-url.js")).registerVerifyUrl,
  generate: async () => (await import("./commands/generate.js")).registerGenerate,
  validate: async () => (await import("./commands/validate.js")).registerValidate,
  check: async () => (await import("./commands/check.js")).registerCheck,
  load: async () => (await import("./commands/load.js")).registerLoad,
  init: async () => (await import("./commands/init.js")).registerInit,
  run: async () => (await import("./commands/run.js")).registerRun,
  record: async () => (await import("./commands/record.js")).registerRecord,
  replay: async () => (await import("./commands/replay.js")).registerReplay,
  explain: async () => (await import("./commands/explain.js")).registerExplain,
  sign: async () => (await import("./commands/sign.js")).registerSign,
  encrypt: async () => (await import("./commands/encrypt.js")).registerEncrypt,
  decrypt: async () => (await import("./commands/decrypt.js")).registerDecrypt,
  gateway: async () => (await import("./commands/gateway.js")).registerGateway,
  serve: async () => (await import("./commands/serve.js")).registerServe,
  certs: async () => (await import("./commands/certs.js")).registerCerts,
  checks: async () => (await import("./commands/checks.js")).registerChecks,
  "explain-check": async () => (await import("./commands/explain-check.js")).registerExplainCheck,
  report: async () => (await import("./commands/report.js")).registerReport,
  schema: async () => (await import("./commands/schema.js")).registerSchema,
};

/** Adds all of them, for those who ask what there is: nothing that they end with is heard. */
export async function registerEveryCommand(
  program: Command,
  context: CommandContext,
): Promise<void> {
  for (const load of Object.values(commands)) (await load())(program, context, () => {});
}
