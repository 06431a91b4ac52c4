"""How many requests each address may still send: a bucket that fills as time goes by."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable

from .bounds import Bounds, Refused

_ADDRESSES = 1_000  # whose rates are remembered


class Rates:
    """The buckets of the addresses that came last."""

    def __init__(self, bounds: Bounds, clock: Callable[[], float] = time.monotonic) -> None:
        self._bounds, self._clock = bounds, clock
        self._spent: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def spend(self, address: str) -> None:
        """Take a request off what its address may send. Raises Refused."""
        now = self._clock()
        left, since = self._spent.pop(address, (float(self._bounds.burst), now))
        left = min(self._bounds.burst, left + (now - since) * self._bounds.per_second)
        self._spent[address] = (max(left - 1, 0.0), now)
        while len(self._spent) > _ADDRESSES:
            self._spent.popitem(last=False)
        if left < 1:
            raise Refused(429, "too-many-requests", f"at most {self._bounds.per_second:g} requests a second")
