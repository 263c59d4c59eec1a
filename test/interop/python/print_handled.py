"""Printing an event as the SDK's typed handler saw it."""

import json
import sys

import lark_oapi as lark
from lark_oapi.api.vc.v1 import P2VcReserveConfigUpdatedV1

from fail_first import fail_first


def print_handled(event: P2VcReserveConfigUpdatedV1) -> None:
    """Writes one line of JSON. Put your own work in its place.

    lark.JSON.marshal leaves out what is None.
    """
    fail_first(event)
    handled = json.loads(lark.JSON.marshal({"schema": "2.0", "header": event.header, "event": event.event}))
    # One write per line, so that lines of several threads do not mix.
    sys.stdout.write(json.dumps({"handled": handled}, ensure_ascii=False) + "\n")
    sys.stdout.flush()
