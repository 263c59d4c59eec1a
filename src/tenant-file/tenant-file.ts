import type { OpenApiRules } from "../open-api/open-api-rules.js";
import type { TenantDefinition } from "../tenant/tenant-definition.js";
import type { TenantRules } from "../tenant/tenant-rules.js";

/** What a tenant file says, every id filled in. */
export interface TenantFile extends TenantDefinition {
  readonly rules: Partial<TenantRules>;
  readonly openApiRules: Partial<OpenApiRules>;
}

/** How many to make up beside what is written. */
export interface Generate {
  readonly people?: number;
  readonly departments?: number;
  readonly levels?: number;
  readonly rooms?: number;
  readonly locale?: "zh" | "en";
}
