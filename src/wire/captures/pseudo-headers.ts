import type { RawHeader } from "../webhook-request.js";

interface RequestHead {
  readonly method?: string;
  readonly target?: string;
  readonly headers: readonly RawHeader[];
}

/** HTTP/2 has no request line: method and path stand among the headers, as `:method` and `:path`. */
export function withoutPseudoHeaders({ headers, ...head }: RequestHead): RequestHead {
  const pseudo = new Map(headers.filter(([name]) => name.startsWith(":")));
  if (pseudo.size === 0) return { ...head, headers };
  const [method, target] = [
    head.method ?? pseudo.get(":method"),
    head.target ?? pseudo.get(":path"),
  ];
  return {
    ...(method !== undefined && { method }),
    ...(target !== undefined && { target }),
    headers: headers.filter(([name]) => !name.startsWith(":")),
  };
}
