/** One call that was answered. */
export interface ApiCall {
  /** Unix milliseconds, real time. */
  readonly atMs: number;
  readonly operation: string;
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  /** Absent when the call did not say whose it is. */
  readonly appId?: string;
  readonly httpStatus: number;
  readonly code: number;
  readonly logId: string;
}

const kept = 200;

/** The last calls, oldest first. */
export interface ApiCalls {
  add(call: ApiCall): void;
  list(): readonly ApiCall[];
}

export function createApiCalls(): ApiCalls {
  const ring: ApiCall[] = [];
  let next = 0;
  return {
    add(call) {
      ring[next % kept] = call;
      next++;
    },
    list: () => {
      const start = next % kept;
      return next <= kept ? [...ring] : [...ring.slice(start), ...ring.slice(0, start)];
    },
  };
}
