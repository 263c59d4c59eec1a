import type { ConsoleContext } from "./console-context.js";
import type { ContractView } from "./console-state.js";

/** Runs the contract suite for the page, one run at a time. */
export interface ContractRunner {
  view(): ContractView;
  stop(): void;
}

export function createContractRunner(_context: ConsoleContext): ContractRunner {
  return { view: () => ({ isRunning: false, results: [], planned: 0 }), stop: () => {} };
}
