"""A complete receiver of vc.reserve_config.updated_v1 by long connection.

The SDK verifies nothing here and need not: the connection is authenticated. What
it leaves to you is acting once per event, and noticing soon that the gateway is gone.
"""

import asyncio
import os
import time

import lark_oapi as lark

from event_handler import create_event_handler


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
        event_handler=create_event_handler(),
        domain=os.environ["MOCKLARK_DOMAIN"],
        # At info the SDK logs the connection's URL with its access key.
        log_level=lark.LogLevel.WARNING,
    ).start()
