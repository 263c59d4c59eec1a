import { MocklarkError } from "../base/errors.js";
import { defaultOpenApiRules, type OpenApiRules } from "../open-api/open-api-rules.js";
import { defaultTenantRules, type TenantRules } from "../tenant/tenant-rules.js";
import { fileTexts } from "./texts/file-texts.js";
import { withSuggestion } from "../base/suggestions.js";

/** What --rule says, each rule where it belongs. */
export interface SaidRules {
  readonly tenantRules: Partial<TenantRules>;
  readonly openApiRules: Partial<OpenApiRules>;
}

/**
 * Rules as "name=value". Whether a text is one that the rule knows is looked at where the rule is used.
 * @throws MocklarkError USAGE
 */
export function parseRules(texts: readonly string[]): SaidRules {
  const tenantRules: Record<string, unknown> = {};
  const openApiRules: Record<string, unknown> = {};
  for (const text of texts) {
    const [name, value] = splitRule(text);
    if (name in defaultTenantRules) tenantRules[name] = valueFor(defaultTenantRules, name, value);
    else openApiRules[name] = valueFor(defaultOpenApiRules, name, value);
  }
  return { tenantRules, openApiRules };
}

const names: readonly string[] = [
  ...Object.keys(defaultTenantRules),
  ...Object.keys(defaultOpenApiRules),
];

function splitRule(text: string): [name: string, value: string] {
  const [, name = "", value = ""] = /^([^=]+)=(.+)$/s.exec(text) ?? [];
  if (names.includes(name)) return [name, value];
  const refused = { text: JSON.stringify(text), isPair: name !== "" };
  throw new MocklarkError("USAGE", fileTexts("no-such-rule", refused), {
    remedy: withSuggestion(name, names, fileTexts("rules-are", { names })),
  });
}

/** Of the kind that the rule's default is of. */
function valueFor(defaults: object, name: string, text: string): unknown {
  const kind = typeof (defaults as Record<string, unknown>)[name];
  const value = kind === "string" ? text : (literals.get(text) ?? Number(text));
  if (typeof value === kind && !Number.isNaN(value)) return value;
  throw new MocklarkError("USAGE", fileTexts("rule-value", { name, text: JSON.stringify(text) }), {
    remedy: fileTexts(kind === "boolean" ? "give-true-or-false" : "give-a-number"),
  });
}

const literals: ReadonlyMap<string, boolean> = new Map([
  ["true", true],
  ["false", false],
]);
