/** A receiver whose answer is meant for whoever shows it: markup, scripts, terminal escapes, reversed text. */
import { createServer } from "node:http";

export const hostile = [
  `<img src=x onerror="globalThis.ran='img'">`,
  `<script>globalThis.ran='script'</script>`,
  `</pre></script><svg onload="globalThis.ran='svg'">`,
  `<iframe srcdoc="<script>parent.ran='frame'</script>"></iframe>`,
  `javascript:globalThis.ran='link'`,
  "\u001b[31m\u001b]0;title\u0007",
  "\u202Egnp.exe\u2066",
  "{{constructor.constructor('globalThis.ran=1')()}}",
].join("\n");

const server = createServer((request, response) => {
  request.resume();
  response.statusMessage = "<b>bold</b>";
  response.writeHead(500, {
    "Content-Type": "text/html",
    "X-Markup": "<img src=x onerror=globalThis.ran='header'>",
  });
  response.end(hostile);
});
server.listen(0, "127.0.0.1", () => {
  console.log(`listening on http://127.0.0.1:${server.address().port}/<i>x</i>`);
});
