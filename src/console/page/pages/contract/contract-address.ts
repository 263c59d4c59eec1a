import { hashOf, route } from "../../route.js";

/** What the address says of this page. */
export interface ContractAddress {
  /** The check whose details are open. */
  readonly id?: string | undefined;
  /** Only checks that count as this are shown. */
  readonly tally?: string | undefined;
  /** The checks and whole groups that are chosen for a run. */
  readonly only: readonly string[];
}

export function contractAddress(): ContractAddress {
  const { id, query } = route.value;
  const only = query.get("only")?.split(",") ?? [];
  return { id, tally: query.get("verdict") ?? undefined, only: only.filter((each) => each !== "") };
}

export function contractHash({ id, tally, only }: ContractAddress): string {
  const query = new URLSearchParams();
  if (tally !== undefined) query.set("verdict", tally);
  if (only.length > 0) query.set("only", only.join(","));
  return hashOf("contract", id, query);
}

/** Changes the address without another step to go back by. */
export function setAddress(changes: Partial<ContractAddress>): void {
  location.replace(contractHash({ ...contractAddress(), ...changes }));
}
