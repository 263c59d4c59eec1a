/**
 * Starts one of the receivers that are broken on purpose: `node run.mjs <name>`; without a name it
 * lists them. Environment as for the good receivers.
 */
import { longConnectionSettings } from "../start-long-connection.mjs";
import { listen, settingsFromEnvironment } from "../start-receiver.mjs";
import { longConnectionMutants } from "./long-connection-mutants.mjs";
import { webhookMutants } from "./webhook-mutants.mjs";

const mutants = [...webhookMutants, ...longConnectionMutants];
const wanted = process.argv[2];
const webhook = webhookMutants.find(({ name }) => name === wanted);
const longConnection = longConnectionMutants.find(({ name }) => name === wanted);

if (webhook) {
  listen(webhook.create(settingsFromEnvironment()));
} else if (longConnection) {
  longConnection.create(longConnectionSettings()).start();
} else {
  console.error(`Failed to start "${wanted ?? ""}": there is no such receiver. There are:`);
  for (const { name, caughtBy, describe } of mutants) {
    console.error(`  ${name.padEnd(30)} ${caughtBy.padEnd(36)} ${describe}`);
  }
  process.exitCode = 2;
}
