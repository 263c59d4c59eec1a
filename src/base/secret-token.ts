import { randomBytes } from "node:crypto";

/** 32 hex digits that nobody can foretell, whatever the seed: for what opens a door, not for test data. */
export const secretToken = (): string => randomBytes(16).toString("hex");
