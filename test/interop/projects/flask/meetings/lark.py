import base64
import hashlib
import hmac
import json
import os
import threading
import time

from Crypto.Cipher import AES
from Crypto.Util.Padding import unpad
from flask import Blueprint, jsonify, request

ENCRYPT_KEY = os.environ["LARK_ENCRYPT_KEY"]
VERIFICATION_TOKEN = os.environ["LARK_VERIFICATION_TOKEN"]
STATE_FILE = os.environ.get("RECEIVER_STATE", "handled_events.txt")

lark = Blueprint("lark", __name__)
lock = threading.Lock()
handled = set(open(STATE_FILE).read().split()) if os.path.exists(STATE_FILE) else set()


def same(left, right):
    return hmac.compare_digest(str(left).encode("utf-8", "replace"), right.encode())


def decrypt(text):
    raw = base64.b64decode(text)
    key = hashlib.sha256(ENCRYPT_KEY.encode()).digest()
    return unpad(AES.new(key, AES.MODE_CBC, raw[:16]).decrypt(raw[16:]), 16).decode("utf-8")


def is_signed(headers, body):
    timestamp = headers.get("X-Lark-Request-Timestamp", "0")
    signed = (timestamp + headers.get("X-Lark-Request-Nonce", "") + ENCRYPT_KEY).encode() + body
    if not same(headers.get("X-Lark-Signature"), hashlib.sha256(signed).hexdigest()):
        return False
    return timestamp.isdigit() and abs(time.time() - int(timestamp)) < 8 * 3600


def handle_once(message):
    event_id = message["header"]["event_id"]
    with lock:
        if event_id in handled:
            return
        with open(STATE_FILE, "a") as state:
            state.write(event_id + "\n")
        handled.add(event_id)
    print("limits changed", message["event"].get("scope_id"), event_id, flush=True)


@lark.route("/webhook", methods=["POST"])
def webhook():
    body = request.get_data()
    try:
        message = json.loads(decrypt(json.loads(body)["encrypt"]))
    except (ValueError, KeyError, TypeError):
        return jsonify(error="unauthorized"), 401
    if message.get("type") == "url_verification":
        if not same(message.get("token"), VERIFICATION_TOKEN):
            return jsonify(error="unauthorized"), 401
        return jsonify(challenge=message["challenge"])
    header = message.get("header") or {}
    if not is_signed(request.headers, body) or not same(header.get("token"), VERIFICATION_TOKEN):
        return jsonify(error="unauthorized"), 401
    if not isinstance(header.get("event_id"), str):
        return jsonify(error="no event"), 400
    if header.get("event_type") == "vc.reserve_config.updated_v1":
        handle_once(message)
    return jsonify({})
