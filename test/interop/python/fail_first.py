"""For tests of what happens when your work fails."""

import os
import threading

from lark_oapi.api.vc.v1 import P2VcReserveConfigUpdatedV1

_failures_left = int(os.environ.get("FAIL_FIRST", "0"))
_only_scope = os.environ.get("FAIL_SCOPE_ID", "")
_lock = threading.Lock()


def fail_first(event: P2VcReserveConfigUpdatedV1) -> None:
    """With FAIL_FIRST=n raises the first n times; FAIL_SCOPE_ID limits that to the
    events of one room or level."""
    global _failures_left
    with _lock:
        if _only_scope not in ("", event.event.scope_id) or _failures_left == 0:
            return
        _failures_left -= 1
    raise RuntimeError("failing as FAIL_FIRST demands")
