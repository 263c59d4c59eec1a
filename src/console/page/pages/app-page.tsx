import { words } from "../words.js";

export function AppPage() {
  return <h2>{words.value.app.title}</h2>;
}
