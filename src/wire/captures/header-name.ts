/**
 * A header's name from the one a log, CGI, WSGI, Rack or PHP gives it: HTTP_X_LARK_SIGNATURE,
 * http_x_lark_signature and x_lark_signature are X-Lark-Signature. Other names stay as they are.
 */
export function headerName(name: string): string {
  const match = /^(?:http_(\w+)|(x_?lark_?\w+)|(content_(?:length|type)))$/i.exec(name);
  if (match === null) return name;
  const words = (match[1] ?? match[2] ?? match[3] ?? "").toLowerCase();
  return words
    .replace(/^x_?lark_?(request_?)?/, (_, request) => `x_lark_${request ? "request_" : ""}`)
    .split("_")
    .map(capitalise)
    .join("-");
}

const capitalise = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
