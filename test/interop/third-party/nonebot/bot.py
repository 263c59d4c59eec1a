"""A bot of NoneBot with its Feishu adapter, by webhook or by long connection.

The adapter has no model of the reserve config event: a matcher for its type sees it as a
plain Event. A message it knows.
"""

import json
import os
import socket
import sys

import nonebot
from nonebot import on, on_message
from nonebot.adapters.feishu import Adapter, Event, MessageEvent

EVENT_TYPE = "vc.reserve_config.updated_v1"


def settings(protocol: str) -> dict:
    """What the adapter's documentation has one write into .env."""
    return {
        "driver": "~fastapi+~httpx+~websockets",
        "host": "127.0.0.1",
        # A bot by long connection has to listen as well.
        "port": int(os.environ["PORT"]) if protocol == "http" else free_port(),
        # At info the framework logs every event whole, also what no matcher wants.
        "log_level": "WARNING",
        "feishu_bots": [
            {
                "app_id": os.environ["MOCKLARK_APP_ID"],
                "app_secret": os.environ["MOCKLARK_APP_SECRET"],
                "verification_token": os.environ["MOCKLARK_VERIFICATION_TOKEN"],
                "encrypt_key": os.environ.get("MOCKLARK_ENCRYPT_KEY") or None,
                "api_base": os.environ["MOCKLARK_DOMAIN"],
                "protocol": protocol,
            }
        ],
    }


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


nonebot.init(**settings(sys.argv[1]))
nonebot.get_driver().register_adapter(Adapter)

updated = on(EVENT_TYPE)
messages = on_message()


@updated.handle()
async def print_updated(event: Event) -> None:
    print_handled(event_id=event.header.event_id, scope_id=event.event["scope_id"])


@messages.handle()
async def print_message(event: MessageEvent) -> None:
    print_handled(message_id=event.message_id, text=event.get_plaintext())


def print_handled(**handled: str) -> None:
    sys.stdout.write(json.dumps({"handled": handled}) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    nonebot.run()
