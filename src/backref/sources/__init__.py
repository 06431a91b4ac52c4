"""Sources: everything that can answer with Records. The only package that does I/O.

A networked source is a module of this directory with SOURCE, a `Service`, which describes and reads; `_http` sends for
all of them. Others can add sources through the entry-point group `backref.sources`; see `backref.plugins`.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..model import Problem, Source
from ..registry import Group
from ._asking import base, batches, lookups, parted
from ._cache import default_path as default_cache
from ._http import Http
from ._networked import Networked
from ._reaching import Reach
from ._reading import json_of, xml_of
from ._requests import Rate, Request
from ._service import Service
from ._settings import Settings
from ._stopping import stoppable
from ._texts import texts_of
from ._together import Together, ask_together

__all__ = [
    "SERVICES",
    "Networked",
    "Rate",
    "Reach",
    "Request",
    "Service",
    "Settings",
    "Together",
    "ask_together",
    "base",
    "batches",
    "by_name",
    "check",
    "default_cache",
    "json_of",
    "lookups",
    "names",
    "open_sources",
    "parted",
    "stoppable",
    "texts_of",
    "xml_of",
]

SERVICES = Group("source", __name__, "SOURCE", Service, besides=("bringing", "catalogue", "retraction_watch"))
names = SERVICES.names
by_name = SERVICES.get


def open_sources(chosen: Iterable[str] | None = None, settings: Settings | None = None) -> list[Source]:
    """Return networked sources ready to be asked, in the order of asking; by default all that are asked unnamed.

    They share one HTTP policy, one cache and one memory of who cannot be reached.
    """
    http = Http(settings or Settings())
    asked = [each for each in SERVICES.every() if each.is_default] if chosen is None else map(by_name, chosen)
    return [Networked(service, http) for service in sorted(asked, key=lambda service: service.priority)]


def check(chosen: Iterable[str], settings: Settings) -> list[Problem]:
    """Return what these sources would answer faster to, where it is not set: an e-mail address.

    >>> [problem.code for problem in check(["crossref"], Settings(mailto=None))]
    ['no-mailto']
    """
    if settings.mailto:
        return []
    lost = []
    for service in map(by_name, chosen):
        if better := service.rate_with.get("mailto"):
            lost.append(f"{service.name} {service.rate.per_second:.2g} instead of {better.per_second:.2g}")
    message = (
        f"no e-mail address (--mailto or BACKREF_MAILTO), so services take fewer requests a second: {', '.join(lost)}"
    )
    return [Problem(code="no-mailto", stage="resolve", message=message)] if lost else []
