import { words } from "../words.js";

export function RoomsPage() {
  return <h2>{words.value.rooms.title}</h2>;
}
