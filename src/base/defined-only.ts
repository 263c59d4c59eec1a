/** An object without the keys whose value is undefined, for options with exact optional properties. */
export function definedOnly<T extends object>(
  value: T,
): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const defined: { [K in keyof T]?: Exclude<T[K], undefined> } = {};
  // Key by key: several run per event, and by way of a list of entries each takes four times as long.
  for (const key of Object.keys(value) as (keyof T)[]) {
    const entry = value[key];
    if (entry !== undefined) defined[key] = entry as Exclude<T[typeof key], undefined>;
  }
  return defined;
}
