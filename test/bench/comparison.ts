import type { Row } from "./table.js";

/** How much is measured: the whole of it, or enough to see that every comparison runs. */
export interface Extent {
  readonly quick: boolean;
}

/** A group of measurements that share their set-up. */
export interface Comparison {
  /** For `--only`. */
  readonly name: string;
  run(extent: Extent): Promise<readonly Row[]>;
}
