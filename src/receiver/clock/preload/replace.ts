/** Puts another value there, as writable, enumerable and configurable as the one before. */
export function replace(owner: object, name: string | symbol, value: unknown): void {
  const { get: _get, set: _set, ...before } = Object.getOwnPropertyDescriptor(owner, name) ?? {};
  Object.defineProperty(owner, name, { configurable: true, writable: true, ...before, value });
}
