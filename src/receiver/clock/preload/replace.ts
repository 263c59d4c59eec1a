/** Puts another value there, as writable, enumerable and configurable as the one before. */
export function replace(owner: object, name: string | symbol, value: unknown): void {
  const before = { ...Object.getOwnPropertyDescriptor(owner, name) };
  delete before.get;
  delete before.set;
  Object.defineProperty(owner, name, { configurable: true, writable: true, ...before, value });
}
