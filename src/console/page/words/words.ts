import type { PageName } from "../route.js";
import type { AppWords } from "./app-words.js";
import type { ContractWords } from "./contract-words.js";
import type { DeliveriesWords } from "./deliveries-words.js";
import type { RoomsWords } from "./rooms-words.js";

/** Every text of the page: one that is missing in a language, or too many, does not compile. */
export interface Words {
  readonly skipToContent: string;
  readonly pages: string;
  readonly page: Readonly<Record<PageName, string>>;
  readonly language: string;
  readonly connecting: string;
  readonly notConnected: string;
  /** Something was asked for, and nothing answered. */
  readonly unreachable: string;
  readonly rooms: RoomsWords;
  readonly deliveries: DeliveriesWords;
  readonly app: AppWords;
  readonly contract: ContractWords;
}
