import { fileURLToPath } from "node:url";
import { startNode, type Started } from "./child-process.js";

const bin = fileURLToPath(new URL("../../dist/cli/bin.js", import.meta.url));

/** The first line of `mocklark serve --json`. */
export interface Beginning {
  readonly url: string;
  readonly app_id: string;
  readonly app_secret: string;
  readonly rooms: readonly { readonly room_id: string; readonly name: string }[];
}

/** `mocklark serve` as users run it: compiled, in a process of its own. */
export interface Served extends Beginning {
  readonly process: Started;
}

export async function serve(args: readonly string[] = []): Promise<Served> {
  const port = args.includes("--port") ? [] : ["--port", "0"];
  const started = startNode([bin, "serve", "--json", ...port, ...args]);
  const first = await started.line((line) => line.includes('"kind":"listening"'));
  return { ...(JSON.parse(first) as Beginning), process: started };
}
