"""The handler of the documented samples, with a switch that makes it fail."""

import os
import threading

from lark_oapi.api.vc.v1 import P2VcReserveConfigUpdatedV1

from print_handled import print_handled

_failures_left = int(os.environ.get("FAIL_FIRST", "0"))
_only_scope = os.environ.get("FAIL_SCOPE_ID", "")
_lock = threading.Lock()


def do_p2_vc_reserve_config_updated_v1(event: P2VcReserveConfigUpdatedV1) -> None:
    """Prints the event. With FAIL_FIRST=n it fails the first n times;
    FAIL_SCOPE_ID limits that to the events of one room or level."""
    if _must_fail(event):
        raise RuntimeError("failing as FAIL_FIRST demands")
    print_handled(event)


def _must_fail(event: P2VcReserveConfigUpdatedV1) -> bool:
    global _failures_left
    with _lock:
        if _only_scope not in ("", event.event.scope_id) or _failures_left == 0:
            return False
        _failures_left -= 1
        return True
