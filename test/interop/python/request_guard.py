"""Verifying a request the way Feishu documents it.

Needed because the SDK accepts plaintext events although an Encrypt Key is set,
any timestamp, and unknown event types only with an answer that Feishu retries.
"""

import hashlib
import hmac
import json
import re
import time
from dataclasses import dataclass
from typing import Any, Mapping, Tuple, Union

from lark_oapi.core.utils import AESCipher

# Retries go on for a good 7 hours, and whether they are signed anew is undocumented.
REPLAY_WINDOW_SECONDS = 8 * 3600
EVENT_ID_FORM = re.compile(r"[\w-]{1,64}", re.ASCII)


class Refused(Exception):
    """The request is not one of Feishu's. The reason is for the log only."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


@dataclass(frozen=True)
class Challenge:
    """A url_verification request that may be answered."""

    challenge: str


@dataclass(frozen=True)
class Event:
    """A genuine event."""

    event_id: str
    event_type: str
    plaintext: bytes


class RequestGuard:
    def __init__(self, encrypt_key: str, verification_token: str) -> None:
        """`encrypt_key` is "" if the app has none."""
        self._encrypt_key = encrypt_key
        self._verification_token = verification_token

    def judge(self, headers: Mapping[str, str], body: bytes) -> Union[Challenge, Event]:
        """Returns what the request is; raises Refused. `headers` must ignore case."""
        plaintext, signed = self._open(headers, body)
        message = _parse_object(plaintext)
        if message.get("type") == "url_verification":
            self._check_token(message.get("token"))
            return Challenge(str(message.get("challenge", "")))
        if self._encrypt_key and not signed:
            raise Refused(401, "the event is not signed")
        header = message.get("header")
        header = header if isinstance(header, dict) else {}
        self._check_token(header.get("token"))
        event_id, event_type = header.get("event_id"), header.get("event_type")
        if not isinstance(event_id, str) or not EVENT_ID_FORM.fullmatch(event_id):
            raise Refused(400, "the event has no usable event_id")
        return Event(event_id, str(event_type), plaintext)

    def _open(self, headers: Mapping[str, str], body: bytes) -> Tuple[bytes, bool]:
        """The plaintext, and whether a good signature covers it.

        Without an Encrypt Key the signature holds no secret and is not looked at. A
        challenge comes unsigned, so a missing signature is judged later; a wrong one is not.
        """
        outer = _parse_object(body)
        if not self._encrypt_key:
            return body, False
        signed = bool(headers.get("X-Lark-Signature"))
        if signed:
            self._verify_signature(headers, body)
        if "encrypt" not in outer:
            raise Refused(401, "the app has an Encrypt Key, the body is not encrypted")
        try:
            return AESCipher(self._encrypt_key).decrypt_str(outer["encrypt"]).encode(), signed
        except (ValueError, TypeError, AttributeError):
            # Unsigned: the same answer as for any unsigned event, so that nobody may probe the padding.
            raise Refused(400 if signed else 401, "the ciphertext is damaged") from None

    def _verify_signature(self, headers: Mapping[str, str], body: bytes) -> None:
        """X-Lark-Signature is the lower-case hex SHA-256 of timestamp, nonce, Encrypt Key and raw body."""
        timestamp = headers.get("X-Lark-Request-Timestamp", "")
        nonce = headers.get("X-Lark-Request-Nonce", "")
        expected = hashlib.sha256((timestamp + nonce + self._encrypt_key).encode() + body).hexdigest()
        if not _same_secret(expected, headers["X-Lark-Signature"]):
            raise Refused(401, "the signature does not match")
        if not re.fullmatch(r"[0-9]{1,12}", timestamp) or abs(time.time() - int(timestamp)) > REPLAY_WINDOW_SECONDS:
            raise Refused(401, "the timestamp is outside the replay window")

    def _check_token(self, token: Any) -> None:
        if not isinstance(token, str) or not _same_secret(self._verification_token, token):
            raise Refused(403, "another Verification Token")


def _parse_object(body: bytes) -> dict:
    try:
        parsed = json.loads(body.decode("utf-8"))
    except (ValueError, RecursionError):
        raise Refused(400, "the body is not JSON in UTF-8") from None
    if not isinstance(parsed, dict):
        raise Refused(400, "the body is not a JSON object")
    return parsed


def _same_secret(expected: str, actual: str) -> bool:
    return hmac.compare_digest(expected.encode(), actual.encode("utf-8", "surrogatepass"))
