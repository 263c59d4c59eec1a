import { randomBytes } from "node:crypto";

/** 64 hex digits that nobody can guess, whatever the seed: for a secret that is one. */
export const randomToken = (): string => randomBytes(32).toString("hex");
