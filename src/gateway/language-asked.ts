import type { Request } from "express";
import { type Language, languages } from "../base/text.js";

/** What somebody wants to be answered in: `?lang=zh`; without it, and for anything else, English. */
export const languageAsked = ({ query }: Pick<Request, "query">): Language =>
  languages.find((language) => language === query["lang"]) ?? "en";
