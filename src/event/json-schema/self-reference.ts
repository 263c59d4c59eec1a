import { resolveLocal } from "./node-of-schema.js";

/** Whether any part of the schema holds itself. */
export function isRecursive(root: object): boolean {
  return [...new Set(referencesIn(root))].some((reference) => refersToItself(root, reference));
}

/** Whether what "#/$defs/name" leads to holds that again. */
export function refersToItself(root: object, reference: string): boolean {
  const reached = new Set<string>();
  const pending: unknown[] = [resolveLocal(root, reference)];
  while (pending.length > 0) {
    for (const next of referencesIn(pending.pop())) {
      if (next === reference) return true;
      if (reached.has(next)) continue;
      reached.add(next);
      pending.push(resolveLocal(root, next));
    }
  }
  return false;
}

function referencesIn(schema: unknown): string[] {
  if (typeof schema !== "object" || schema === null) return [];
  const inner = Object.values(schema).flatMap(referencesIn);
  const { $ref } = schema as { readonly $ref?: unknown };
  return typeof $ref === "string" ? [$ref, ...inner] : inner;
}
