"""For tests of backref and of what is built on it: services that misbehave on demand, clocks that do not wait,
strategies.

    with fake_services(works) as services:
        services.fault = "429"
        sources = open_sources(settings=services.settings())

`backref.testing.strategies` needs hypothesis; nothing else here needs more than backref itself.
"""

from __future__ import annotations

from ._lists import LIST_FAULTS
from ._routes import Route
from ._server import FAULTS, FakeClock, FakeServices, fake_services

__all__ = ["FAULTS", "LIST_FAULTS", "FakeClock", "FakeServices", "Route", "fake_services"]
