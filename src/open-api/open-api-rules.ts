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
