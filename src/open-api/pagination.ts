import type { Fields, Schema } from "./operation.js";

/** The part of a list that a call asks for. */
export interface PageRequest {
  /** How many come before it. */
  readonly offset: number;
  readonly size: number;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  /** Where the next page begins; absent on the last. */
  readonly nextOffset?: number;
}

/** Why there is no such page. */
export type PageMistake = "page-size" | "page-token";

/**
 * What a list is asked for by: query parameters, or members of a body. Pages over the maximum do not get
 * past the schema (99992402).
 */
export const pageParameters = (maximum: number): Readonly<Record<string, Schema>> => ({
  page_size: { type: "integer", maximum, description: "How many on a page." },
  page_token: { type: "string", description: "Of the page before; absent for the first." },
});

/** The members of an answer's `data` beside the list itself. */
export const pageData: Readonly<Record<string, Schema>> = {
  has_more: { type: "boolean" },
  page_token: { type: "string", description: "Only when there are more." },
};

/** A page token is how many items come before the page, in decimal digits: "10". */
export function readPageRequest(
  { page_size: size, page_token: token }: Fields,
  defaultSize: number,
): PageRequest | PageMistake {
  const request = { offset: Number(token || 0), size: Number(size ?? defaultSize) };
  if (!Number.isSafeInteger(request.size) || request.size < 1) return "page-size";
  return /^\d{0,9}$/.test((token as string | undefined) ?? "") ? request : "page-token";
}

/** The part of a list that was asked for. Of a long list no more is made, or copied, than the page needs. */
export function takePage<Item>(list: Iterable<Item>, { offset, size }: PageRequest): Page<Item> {
  const end = offset + size;
  if (Array.isArray(list)) {
    const items = (list as readonly Item[]).slice(offset, end);
    return list.length > end ? { items, nextOffset: end } : { items };
  }
  const items: Item[] = [];
  let index = 0;
  for (const item of list) {
    if (index >= end) return { items, nextOffset: end };
    if (index >= offset) items.push(item);
    index += 1;
  }
  return { items };
}

/**
 * `has_more` and `page_token`. The token is left out on the last page: the Go client's iterators stop at
 * nothing else.
 */
export function pageFields({ nextOffset }: Page<unknown>): Fields {
  return nextOffset === undefined
    ? { has_more: false }
    : { has_more: true, page_token: String(nextOffset) };
}
