import type { Tenant } from "../tenant/tenant.js";
import type { OpenApiRules } from "./open-api-rules.js";
import type { Fields, Operation } from "./operation.js";
import type { Tokens } from "./tokens.js";

export interface TokenRequest {
  /** The members of the body that are texts. */
  readonly fields: Readonly<Record<string, string>>;
  readonly tenant: Tenant;
  readonly tokens: Tokens;
  readonly rules: OpenApiRules;
  /** Pushes a store app its ticket; a failure of it is nobody's answer. */
  readonly pushAppTicket: (appId: string, ticket: string) => void;
}

export interface TokenAnswer {
  readonly httpStatus: number;
  readonly body: Fields & { readonly code: number };
}

/** A call that gives a token and therefore takes none. Its answers are flat, without `data`. */
export interface TokenOperation extends Pick<
  Operation,
  "id" | "method" | "path" | "summary" | "page" | "errors"
> {
  readonly body: NonNullable<Operation["body"]>;
  /** Of the whole answer. */
  readonly answerSchema: NonNullable<Operation["body"]>;
  answerToken(request: TokenRequest): TokenAnswer;
}
