// the framework asks every POST for a CSRF token, and says 403 (django/django, CsrfViewMiddleware)
import { serve, text } from "./base.mjs";

serve({
  request(req, res) {
    req.resume();
    text(
      res,
      403,
      "<!DOCTYPE html><html><body><h1>Forbidden <span>(403)</span></h1><p>CSRF verification failed. Request aborted.</p></body></html>",
      "text/html",
    );
    console.error(`Forbidden (CSRF cookie not set.): ${req.url}`);
  },
});
