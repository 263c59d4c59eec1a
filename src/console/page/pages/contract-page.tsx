import { words } from "../words.js";

export function ContractPage() {
  return <h2>{words.value.contract.title}</h2>;
}
