import { render } from "preact";
import { Page } from "./page.js";
import { listen } from "./live.js";

const root = document.getElementById("page");
if (root) render(<Page />, root);
listen();
