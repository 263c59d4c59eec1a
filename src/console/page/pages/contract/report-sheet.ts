import { reportStyle } from "../../../../contract/reporters/html/report-style.js";

/** The HTML report carries its style in itself; here it is a style sheet of the page. */
const sheet = new CSSStyleSheet();
sheet.replaceSync(reportStyle);
document.adoptedStyleSheets.push(sheet);
