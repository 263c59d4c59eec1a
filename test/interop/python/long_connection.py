"""A complete receiver of vc.reserve_config.updated_v1 by long connection.

The SDK verifies nothing here and need not: the connection is authenticated. What
it leaves to you is acting once per event, noticing soon that the gateway is gone,
going on for as long as that takes, and saying 200 to events you do not handle.
"""

import asyncio
import functools
import json
import os
import time
import types

import lark_oapi as lark
import lark_oapi.ws.client as ws_client
import requests

from event_handler import EVENT_TYPE, create_event_handler

# The SDK asks where to connect without a timeout: a server that hangs would be waited for
# for ever. It offers no setting, so its module gets a requests.post that has one.
ws_client.requests = types.SimpleNamespace(post=functools.partial(requests.post, timeout=10))


class KnownTypesOnly:
    """Takes the dispatcher's place: the SDK would say 500 to other types, and they would be pushed again."""

    def __init__(self, dispatcher) -> None:
        self._dispatcher = dispatcher

    def _do_without_validation(self, payload: bytes):
        if json.loads(payload)["header"]["event_type"] != EVENT_TYPE:
            return None
        return self._dispatcher._do_without_validation(payload)


class WatchedClient(lark.ws.Client):
    """Reconnects when nothing was heard for two ping intervals and 5 seconds.

    By itself the SDK (1.7.5) needs 40 to 60 seconds to notice a connection that is
    open but silent. It offers no setting, so this overrides two of its own methods.
    """

    _heard_at = 0.0

    async def _connect(self) -> None:
        await super()._connect()
        self._heard_at = time.monotonic()
        asyncio.get_running_loop().create_task(self._watch(self._conn))

    async def _handle_message(self, msg: bytes) -> None:
        self._heard_at = time.monotonic()
        await super()._handle_message(msg)

    def _configure(self, conf) -> None:
        super()._configure(conf)
        # After ReconnectCount tries the SDK stops without a word, and the process stays up and deaf.
        self._reconnect_count = -1

    async def _watch(self, connection) -> None:
        while connection is not None and self._conn is connection:
            await asyncio.sleep(1)
            if time.monotonic() - self._heard_at > 2 * self._ping_interval + 5:
                # Not close(), which would wait for the silent peer's answer.
                connection.transport.abort()
                return


if __name__ == "__main__":
    # start() runs until the gateway refuses us for good; a supervisor should restart us.
    # Handlers run one after another in the connection's own loop: hand long work to a thread.
    WatchedClient(
        os.environ["MOCKLARK_APP_ID"],
        os.environ["MOCKLARK_APP_SECRET"],
        event_handler=KnownTypesOnly(create_event_handler()),
        domain=os.environ["MOCKLARK_DOMAIN"],
        # At info the SDK logs the connection's URL with its access key.
        log_level=lark.LogLevel.WARNING,
    ).start()
