/** The folder of this package, with its package.json. Source, compiled and bundled code stand two folders below it. */
export const packageRoot = new URL("../../", import.meta.url);
