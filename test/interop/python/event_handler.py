"""The SDK's dispatcher with a handler that acts once per event."""

import os

import lark_oapi as lark
from lark_oapi.api.vc.v1 import P2VcReserveConfigUpdatedV1

from handled_events import HandledEvents
from print_handled import print_handled

EVENT_TYPE = "vc.reserve_config.updated_v1"


def create_event_handler(verification_token: str = "") -> lark.EventDispatcherHandler:
    """RECEIVER_STATE names the file of handled events.

    The handler gets no Encrypt Key: a webhook's request is verified and decrypted
    before it comes here, and the long connection needs none.
    """
    handled = HandledEvents(os.environ.get("RECEIVER_STATE"))

    def handle(event: P2VcReserveConfigUpdatedV1) -> None:
        handled.once(event.header.event_id, lambda: print_handled(event))

    return (
        lark.EventDispatcherHandler.builder("", verification_token)
        .register_p2_vc_reserve_config_updated_v1(handle)
        .build()
    )
