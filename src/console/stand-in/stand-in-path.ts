/** Where the stand-in takes events. */
export const standInPath = "/stand-in/webhook/event";
