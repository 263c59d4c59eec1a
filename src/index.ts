export { createSimulator } from "./simulator/simulator.js";
export type {
  ForgeOptions,
  GenerateOptions,
  PushOptions,
  SendOptions,
  Simulator,
  SimulatorOptions,
} from "./simulator/simulator.js";
export type { Receiver } from "./simulator/receiver-target.js";
