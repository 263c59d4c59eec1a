"""A complete receiver of vc.reserve_config.updated_v1 by webhook."""

import logging
import os
import sys

from flask import Flask, jsonify, request
from lark_oapi.core.model import RawRequest
from waitress.server import create_server
from werkzeug.exceptions import HTTPException

from event_handler import EVENT_TYPE, create_event_handler
from request_guard import Challenge, Refused, RequestGuard

logging.basicConfig(stream=sys.stderr, level=logging.INFO)
log = logging.getLogger("receiver")

verification_token = os.environ.get("MOCKLARK_VERIFICATION_TOKEN") or sys.exit("MOCKLARK_VERIFICATION_TOKEN is not set")
guard = RequestGuard(os.environ.get("MOCKLARK_ENCRYPT_KEY", ""), verification_token)
handler = create_event_handler(verification_token)

app = Flask(__name__)
# An event with 500 subscribers, the documented ceiling, is about 150 KB when encrypted.
app.config["MAX_CONTENT_LENGTH"] = 1024 * 1024


@app.post("/webhook/event")
def receive():
    if request.mimetype != "application/json":
        raise Refused(415, "the content type is not application/json")
    message = guard.judge(request.headers, request.get_data())
    if isinstance(message, Challenge):
        return jsonify(challenge=message.challenge)
    # The SDK answers 500 here, which would make Feishu retry what we shall never handle.
    if message.event_type != EVENT_TYPE:
        return jsonify(msg="ignored")
    verified = RawRequest()
    verified.uri, verified.body = request.path, message.plaintext
    answer = handler.do(verified)
    # Not the SDK's error text: it is the exception's, and not escaped.
    return (jsonify(msg="success"), 200) if answer.status_code == 200 else (jsonify(msg="internal error"), 500)


@app.errorhandler(Refused)
def refuse(refused: Refused):
    log.warning("answered %d: %s", refused.status, refused)
    return jsonify(msg="refused"), refused.status


@app.errorhandler(HTTPException)
def refuse_http(error: HTTPException):
    return jsonify(msg=error.name), error.code


@app.errorhandler(Exception)
def fail(_error: Exception):
    log.exception("answered 500")
    return jsonify(msg="internal error"), 500


if __name__ == "__main__":
    # Waitress reads bodies and keeps connections alive by itself; a thread is needed per running effect only.
    server = create_server(app, host="127.0.0.1", port=int(os.environ.get("PORT", "3000")), threads=16)
    print(f"listening on http://127.0.0.1:{server.effective_port}/webhook/event", flush=True)
    server.run()
