"""The documented Python sample for the event, by long connection."""

import os

import lark_oapi as lark

from print_handled import print_handled

event_handler = (
    lark.EventDispatcherHandler.builder("", "")
    .register_p2_vc_reserve_config_updated_v1(print_handled)
    .build()
)

if __name__ == "__main__":
    lark.ws.Client(
        os.environ["MOCKLARK_APP_ID"],
        os.environ["MOCKLARK_APP_SECRET"],
        event_handler=event_handler,
        domain=os.environ["MOCKLARK_DOMAIN"],
        log_level=lark.LogLevel.INFO,
    ).start()
