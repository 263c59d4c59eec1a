"""Acting once per event, also across restarts."""

import os
import threading
from concurrent.futures import Future
from typing import Callable, Dict, Optional


class HandledEvents:
    """Remembers which events have had their effect.

    Feishu delivers at least once: a retry whose answer was lost, or a plain
    duplicate, carries the same event_id. The file holds one event_id per line and
    only grows. With a database, keep the ids in a table with a unique key and
    insert in the transaction of the effect.
    """

    def __init__(self, path: Optional[str]) -> None:
        """Reads the ids already handled from `path`; None means memory only."""
        self._lock = threading.Lock()
        self._outcomes: Dict[str, Future] = {}
        self._file = open(path, "a+b", buffering=0) if path else None
        if self._file is not None:
            self._load()

    def _load(self) -> None:
        self._file.seek(0)
        content = self._file.read()
        # A crash may have torn the last line: end it, so that the next id is not glued to it.
        if content and not content.endswith(b"\n"):
            self._file.write(b"\n")
        for event_id in content.decode("ascii", "replace").split():
            self._outcomes[event_id] = Future()
            self._outcomes[event_id].set_result(None)

    def once(self, event_id: str, effect: Callable[[], None]) -> None:
        """Runs `effect` unless the event has had it; returns when that is on disk.

        Whoever brings the same event at the same time waits for the first and
        shares its result. A failed effect is forgotten, so that a retry may try.
        """
        with self._lock:
            earlier = self._outcomes.get(event_id)
            if earlier is None:
                mine = self._outcomes[event_id] = Future()
        if earlier is not None:
            earlier.result()
            return
        try:
            effect()
            self._record(event_id)
        except BaseException as error:
            with self._lock:
                del self._outcomes[event_id]
            mine.set_exception(error)
            raise
        mine.set_result(None)

    def _record(self, event_id: str) -> None:
        if self._file is None:
            return
        # Append mode makes one small write atomic; fsync puts it on disk before we answer.
        self._file.write(event_id.encode() + b"\n")
        os.fsync(self._file.fileno())
