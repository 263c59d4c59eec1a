interface Check {
  readonly id: string;
}

const groupOf = (id: string): string => id.split("/", 1)[0] ?? id;

/** The chosen ones of these checks. */
export function chosenOf(checks: readonly Check[], only: readonly string[]): ReadonlySet<string> {
  const wanted = new Set(only);
  return new Set(
    checks.map(({ id }) => id).filter((id) => wanted.has(id) || wanted.has(groupOf(id))),
  );
}

/** The shortest way to say so: a group by its name where all of it is chosen. */
export function onlyOf(checks: readonly Check[], chosen: ReadonlySet<string>): readonly string[] {
  const partly = new Set(checks.filter(({ id }) => !chosen.has(id)).map(({ id }) => groupOf(id)));
  const named = checks
    .filter(({ id }) => chosen.has(id))
    .map(({ id }) => (partly.has(groupOf(id)) ? id : groupOf(id)));
  return [...new Set(named)];
}
