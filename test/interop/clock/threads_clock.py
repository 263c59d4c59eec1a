"""The same with threads: Python's own HTTP server, and timers that sleep in threads of their own."""

import datetime
import http.server
import json
import os
import threading
import time

started_at = (time.time(), time.monotonic(), datetime.datetime.now())
fired = {"timer": False, "sleep": False, "wait": False}


def note(name: str) -> None:
    fired[name] = True


def sleeper() -> None:
    time.sleep(3600)
    note("sleep")


def waiter() -> None:
    threading.Event().wait(3600)
    note("wait")


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        if self.path.endswith("/nap"):
            time.sleep(0.1)
            threading.Event().wait(0.1)
            timer = threading.Timer(0.1, lambda: None)
            timer.start()
            timer.join(30)
        body = json.dumps(
            {
                "wall": time.time() - started_at[0],
                "monotonic": time.monotonic() - started_at[1],
                "date": (datetime.datetime.now() - started_at[2]).total_seconds(),
                "fired": fired,
            }
        ).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


timer = threading.Timer(3600, note, ["timer"])
timer.daemon = True
timer.start()
for target in (sleeper, waiter):
    threading.Thread(target=target, daemon=True).start()
http.server.ThreadingHTTPServer(("127.0.0.1", int(os.environ["PORT"])), Handler).serve_forever()
