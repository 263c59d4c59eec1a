/**
 * A Date that tells the time `now` gives wherever nobody names one. It is the same class to everybody:
 * `instanceof`, subclasses, `Date.prototype.constructor` and what was made before hold.
 */
export function shiftDate(RealDate: DateConstructor, now: () => number): DateConstructor {
  const Shifted = new Proxy(RealDate, {
    construct: (target, given: unknown[], made) =>
      Reflect.construct(target, given.length === 0 ? [now()] : given, made) as object,
    apply: () => new RealDate(now()).toString(),
  });
  // Node's own code took the real one long ago; everybody else reads it from here.
  RealDate.now = { now: () => now() }.now;
  RealDate.prototype.constructor = Shifted;
  return Shifted;
}
