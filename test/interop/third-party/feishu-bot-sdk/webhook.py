"""The SDK's webhook receiver behind Flask.

Its own example has the standard library's server, whose backlog of 5 loses some of
50 requests at once; which server to use is left to you.
"""

import os

from feishu_bot_sdk.webhook import WebhookReceiver
from flask import Flask, jsonify, request
from waitress.server import create_server

from print_handled import registry

receiver = WebhookReceiver(
    registry,
    encrypt_key=os.environ.get("MOCKLARK_ENCRYPT_KEY"),
    verification_token=os.environ["MOCKLARK_VERIFICATION_TOKEN"],
)

app = Flask(__name__)


@app.post("/webhook/event")
def event():
    return jsonify(receiver.handle(request.headers, request.get_data()))


@app.errorhandler(Exception)
def refuse(error: Exception):
    return jsonify(msg=str(error)), 500


if __name__ == "__main__":
    create_server(app, host="127.0.0.1", port=int(os.environ["PORT"]), threads=16).run()
