"""Acting once per event, also across restarts."""

import os
import threading
import time
from concurrent.futures import Future
from typing import Callable, Dict, NamedTuple, Optional

# Longer than Feishu's last retry (7 h 5 min 15 s) and than any signature is accepted.
KEEP_SECONDS = 24 * 3600


class _Outcome(NamedTuple):
    at: float
    """Unix seconds."""
    decided: Future


class HandledEvents:
    """Remembers for a day which events have had their effect.

    Feishu delivers at least once: a retry whose answer was lost, or a plain
    duplicate, carries the same event_id. The file holds one `<unix ms> <event_id>`
    per line and only grows. With a database, keep the ids in a table with a unique
    key and insert in the transaction of the effect.
    """

    def __init__(self, path: Optional[str]) -> None:
        """Reads the ids already handled from `path`; None means memory only."""
        self._lock = threading.Lock()
        self._outcomes: Dict[str, _Outcome] = {}
        self._swept_at = time.time()
        self._file = open(path, "a+b", buffering=0) if path else None
        if self._file is not None:
            self._load()

    def _load(self) -> None:
        self._file.seek(0)
        content = self._file.read()
        # A crash may have torn the last line: end it, so that the next id is not glued to it.
        if content and not content.endswith(b"\n"):
            self._file.write(b"\n")
        for line in content.decode("ascii", "replace").splitlines():
            unix_ms, _, event_id = line.partition(" ")
            if unix_ms.isdigit() and time.time() - int(unix_ms) / 1000 < KEEP_SECONDS:
                handled = Future()
                handled.set_result(None)
                self._outcomes[event_id] = _Outcome(int(unix_ms) / 1000, handled)

    def once(self, event_id: str, effect: Callable[[], None]) -> None:
        """Runs `effect` unless the event has had it; returns when that is on disk.

        Whoever brings the same event at the same time waits for the first and
        shares its result. A failed effect is forgotten, so that a retry may try.
        """
        mine = _Outcome(time.time(), Future())
        with self._lock:
            self._forget_old()
            first = self._outcomes.setdefault(event_id, mine)
        if first is not mine:
            first.decided.result()
            return
        try:
            effect()
            self._record(event_id, mine.at)
        except BaseException as error:
            with self._lock:
                del self._outcomes[event_id]
            mine.decided.set_exception(error)
            raise
        mine.decided.set_result(None)

    def _forget_old(self) -> None:
        """Bounds the memory. Once an hour is enough."""
        now = time.time()
        if now - self._swept_at > 3600:
            self._swept_at = now
            kept = {id_: outcome for id_, outcome in self._outcomes.items() if now - outcome.at < KEEP_SECONDS}
            self._outcomes = kept

    def _record(self, event_id: str, at: float) -> None:
        if self._file is None:
            return
        # Append mode makes one small write atomic; fsync puts it on disk before we answer.
        self._file.write(f"{at * 1000:.0f} {event_id}\n".encode())
        os.fsync(self._file.fileno())
