import {
  oneOf,
  type OptionTable,
  trueOrFalse,
  type ValueRule,
  wholeNumberFrom,
} from "../base/option-check.js";
import { openApiTexts } from "./open-api-texts.js";

/** Where nobody knows what the Open API does, and the choice that was made; each can be made otherwise. */
export interface OpenApiRules {
  /** The status of a call over its rate. Default 429. */
  readonly rateLimitStatus: 429 | 400;
  /** Whether calls are counted at all. Default true. */
  readonly rateLimits: boolean;
  /** A JSON number where the documentation has a number as text. Default "accept". */
  readonly numbersForText: "accept" | "refuse";
  /** Rooms and levels on a page when `page_size` is left out. Default 10. */
  readonly pageSize: number;
  /** Seconds a tenant token is good for; tokens never end unless `expireTokens`. Default 7200. */
  readonly tokenSeconds: number;
  /** Whether tokens end. Default false: a client may keep one over a restart. */
  readonly expireTokens: boolean;
}

export const defaultOpenApiRules: OpenApiRules = {
  rateLimitStatus: 429,
  rateLimits: true,
  numbersForText: "accept",
  pageSize: 10,
  tokenSeconds: 7_200,
  expireTokens: false,
};

const rateLimitStatus: ValueRule = (status) =>
  status === 429 || status === 400 ? undefined : openApiTexts("give-429-or-400");

const pageSize: ValueRule = (size) =>
  Number.isInteger(size) && (size as number) >= 1 && (size as number) <= 100
    ? undefined
    : openApiTexts("give-a-page-size");

export const openApiRuleOptions: OptionTable<OpenApiRules> = {
  rateLimitStatus,
  rateLimits: trueOrFalse,
  numbersForText: oneOf(["accept", "refuse"]),
  pageSize,
  tokenSeconds: wholeNumberFrom(1),
  expireTokens: trueOrFalse,
};
