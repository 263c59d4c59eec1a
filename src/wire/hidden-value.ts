/** What stands in a capture where a filter has taken a value out: ****, <redacted>, [Filtered]. */
export function isHidden(value: string): boolean {
  return (
    /[*•█●]{3}|…|\.{3}|^x{4,}$/i.test(value) ||
    (value.length < 60 &&
      /redact|mask|filter|hidden|secret|censor|sensitive|omitted|removed|scrubbed|private/i.test(
        value,
      ))
  );
}
