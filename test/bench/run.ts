/**
 * `npm run bench`: how fast mocklark is, as ratios to something else measured in the same run.
 * A measurement, not a gate: it fails only when a comparison could not run.
 *
 *   --quick        fewer and shorter rounds
 *   --only NAME    one comparison; may be given several times
 */
import { cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import type { Comparison } from "./comparison.js";
import { consolePage } from "./console.js";
import { healthyCheck } from "./healthy-check.js";
import { journalCost, manyDeliveries, rawReceiver, verifyingReceiver } from "./http-load.js";
import { wholeLadder } from "./ladder.js";
import { longConnection } from "./long-connection.js";
import { encryptAndSign, perEvent } from "./per-event.js";
import { startUp } from "./start-up.js";
import { formatTable, type Row } from "./table.js";
import { tenantEvent, tenantPatch, tenantSize } from "./tenant.js";

const comparisons: readonly Comparison[] = [
  perEvent,
  encryptAndSign,
  verifyingReceiver,
  rawReceiver,
  startUp,
  healthyCheck,
  manyDeliveries,
  longConnection,
  journalCost,
  wholeLadder,
  tenantPatch,
  tenantEvent,
  tenantSize,
  consolePage,
];

const { values } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    only: { type: "string", multiple: true, default: [] },
  },
});

process.exitCode = await run(values);

async function run({ quick, only }: { quick: boolean; only: string[] }): Promise<number> {
  const names = comparisons.map(({ name }) => name);
  const unknown = only.find((name) => !names.includes(name));
  if (unknown !== undefined) {
    console.error(`There is no comparison "${unknown}". There are: ${names.join(", ")}.`);
    return 2;
  }
  const loadBefore = loadavg()[0] ?? 0;
  const rows: Row[] = [];
  const failures: string[] = [];
  for (const comparison of comparisons) {
    if (only.length > 0 && !only.includes(comparison.name)) continue;
    const startedAt = performance.now();
    try {
      rows.push(...(await comparison.run({ quick })));
    } catch (error) {
      failures.push(
        `${comparison.name}: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
    console.error(`${comparison.name}: ${seconds} s`);
  }
  console.log(
    `Node ${process.version}, ${cpus().length} processors, load ${loadBefore.toFixed(1)} before and ${(loadavg()[0] ?? 0).toFixed(1)} after.`,
  );
  console.log("Ratios are medians of paired rounds in turns; figures are this machine's, now.\n");
  console.log(formatTable(rows));
  for (const failure of failures) console.error(`Could not run ${failure}`);
  return failures.length > 0 ? 1 : 0;
}
