import type { Request } from "express";
import { languageNamed } from "../base/language.js";
import type { Language } from "../base/text.js";

/** What somebody wants to be answered in: `?lang=zh`; without it, and for anything else, English. */
export const languageAsked = ({ query }: Pick<Request, "query">): Language =>
  languageNamed(query["lang"]);
