import type { Router } from "express";
import type { ContractRunner } from "../contract-runner.js";

export function createContractRouter(router: Router, _contract: ContractRunner): Router {
  return router;
}
