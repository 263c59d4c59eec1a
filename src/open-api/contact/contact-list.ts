import { listSchema, objectSchema } from "../object-schema.js";
import type { Fields, Schema } from "../operation.js";
import { type Page, pageData, pageFields } from "../pagination.js";

/** The size of a page when `page_size` is left out; 50 is the most. */
export const contactPageSize = { default: 10, maximum: 50 };

export const contactListSchema = (item: Schema): Schema =>
  objectSchema({ items: listSchema(item), ...pageData }, { optional: ["items", "page_token"] });

/** A list without items has no `items` either: `{"has_more":false}`, as seen on the wire. */
export function contactList<Item>(page: Page<Item>, toObject: (item: Item) => Fields): Fields {
  if (page.items.length === 0) return pageFields(page);
  const { has_more, ...token } = pageFields(page);
  return { has_more, items: page.items.map(toObject), ...token };
}
