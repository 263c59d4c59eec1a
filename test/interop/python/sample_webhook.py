"""The documented Python sample for the event, by webhook with Flask.

Mended: as printed its empty Verification Token refuses every request that has one.
"""

import os

import lark_oapi as lark
from flask import Flask
from lark_oapi.adapter.flask import parse_req, parse_resp
from werkzeug.serving import make_server

from print_handled import print_handled

app = Flask(__name__)

handler = (
    lark.EventDispatcherHandler.builder(
        os.environ.get("MOCKLARK_ENCRYPT_KEY", ""),
        os.environ.get("MOCKLARK_VERIFICATION_TOKEN", ""),
        lark.LogLevel.INFO,
    )
    .register_p2_vc_reserve_config_updated_v1(print_handled)
    .build()
)


@app.route("/webhook/event", methods=["POST"])
def event():
    return parse_resp(handler.do(parse_req()))


if __name__ == "__main__":
    server = make_server("127.0.0.1", int(os.environ.get("PORT", "3000")), app, threaded=True)
    print(f"listening on http://127.0.0.1:{server.server_port}/webhook/event", flush=True)
    server.serve_forever()
