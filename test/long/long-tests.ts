/**
 * The files that `npm test` leaves to `npm run test:long`: they start the compiled program again and again, play
 * whole runs of the suite, wait for real processes, or prove a law over very many cases. By patterns, from the root.
 */
export const longTests: readonly string[] = [
  "test/ci/ci-jobs.test.ts",
  "test/cli/{bad-input,certs,check-watch,config-schema,data-folder,demo,environment}.test.ts",
  "test/cli/{event-commands,event-types,gateway,init,language,load,processes,public-hosts}.test.ts",
  "test/cli/{receiver-clock,record,run-command,run-tenant,secrets,send-many,stopped}.test.ts",
  "test/cli/{serve,serve-console,serve-kill,serve-process,serve-rooms,serve-stand-in}.test.ts",
  "test/console/{access,serve-restart,stand-in}.test.ts",
  "test/contract/{check-receiver,every-text-in-chinese,kill-matrix,kill-matrix-messages}.test.ts",
  "test/contract/{long-connection-matrix,official-sample,receivers-of-any-type}.test.ts",
  "test/contract/causes/find-causes.test.ts",
  "test/contract/checks/{event-checks,idempotency-horizon,security-wrong-formula}.test.ts",
  "test/contract/report/merge-reports.test.ts",
  "test/contract/suite/suite-runner.test.ts",
  "test/delivery/journal-kill.test.ts",
  "test/docs/{reference,typed-commands}.test.ts",
  "test/event/reserve-config/event-laws.test.ts",
  "test/examples/*.test.ts",
  "test/field-cases/*.test.ts",
  "test/gateway/bad-input.test.ts",
  "test/linear-time.test.ts",
  "test/receiver/clock/{node-clock,node-timers}.test.ts",
  "test/receiver/managed-receiver.test.ts",
  "test/receivers/{long-connection,mutants/mutants}.test.ts",
  "test/record/transparency.test.ts",
  "test/scenario/shipped-scenarios.test.ts",
  "test/suites.test.ts",
  "test/tenant/tenant-laws.test.ts",
  "test/vitest.test.ts",
  "test/wire/{captures/long-lines,explain-request}.test.ts",
];

/** Suites that have a folder, a config and a script of their own. */
export const otherSuites: readonly string[] = [
  "test/attack/**",
  "test/bench/**",
  "test/browser/**",
  "test/interop/**",
  "test/seeds/**",
];
