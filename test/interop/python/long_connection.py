"""A complete receiver of vc.reserve_config.updated_v1 by long connection.

The SDK verifies nothing here and need not: the connection is authenticated. What
it leaves to you is acting once per event.
"""

import os

import lark_oapi as lark

from event_handler import create_event_handler

if __name__ == "__main__":
    # start() runs until the gateway refuses us for good; a supervisor should restart us.
    # Handlers run one after another in the connection's own loop: hand long work to a thread.
    lark.ws.Client(
        os.environ["MOCKLARK_APP_ID"],
        os.environ["MOCKLARK_APP_SECRET"],
        event_handler=create_event_handler(),
        domain=os.environ["MOCKLARK_DOMAIN"],
        log_level=lark.LogLevel.INFO,
    ).start()
