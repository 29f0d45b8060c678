"""Many readers of the open database at a time, or one who exchanges it."""

import threading
from collections.abc import Generator
from contextlib import contextmanager


class Gate:
    """Who exchanges waits for those who read; whoever comes then waits for the exchange. Not to be entered twice."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._readers = 0
        self._is_shut = False

    @contextmanager
    def reading(self) -> Generator[None]:
        with self._changed:
            self._changed.wait_for(lambda: not self._is_shut)
            self._readers += 1
        try:
            yield
        finally:
            with self._changed:
                self._readers -= 1
                self._changed.notify_all()

    @contextmanager
    def exchanging(self) -> Generator[None]:
        """The writer's thread alone."""
        with self._changed:
            self._is_shut = True
            self._changed.wait_for(lambda: not self._readers)
        try:
            yield
        finally:
            with self._changed:
                self._is_shut = False
                self._changed.notify_all()
