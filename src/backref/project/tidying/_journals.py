"""The names of journals, each printed in one way: whole, or as ISO 4 abbreviates them. References -> names. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Literal

from ...fields import containers, journals
from ...model import Reference

Journals = Literal["full", "iso4"]
_TYPES = ("article-journal", "article-magazine", "review", "article", "document")


def unified(references: Sequence[Reference], how: Journals) -> Mapping[str, str]:
    """Return, for each name of a journal that is printed otherwise, how it is to be printed.

    >>> heat = Reference(type="article-journal", container_title="Journal of Applied Physics")
    >>> short = heat.model_copy(update={"container_title": "J. Appl. Phys."})
    >>> dict(unified([heat, short], "full")), dict(unified([heat, short], "iso4"))
    ({'J. Appl. Phys.': 'Journal of Applied Physics'}, {'Journal of Applied Physics': 'J. Appl. Phys.'})
    """
    named = [r for r in references if r.type in _TYPES and r.container_title]
    times = Counter(r.container_title or "" for r in named)
    shorts = {r.container_title: r.container_title_short for r in named if r.container_title_short}
    groups: list[list[str]] = []
    by_letter: dict[str, list[list[str]]] = defaultdict(list)
    for name in sorted(times, key=lambda name: (-len(name), -times[name])):
        near = by_letter[name[:1].lower()]
        group = next((group for group in near if containers.relate(name, [group[0]]).is_one), None)
        if group is None:
            groups.append(group := [])
            near.append(group)
        group.append(name)
    made: dict[str, str] = {}
    for group in groups:
        whole = max(group, key=lambda name: (not journals.is_abbreviated(name), times[name], len(name)))
        if how == "iso4":
            known = next(
                (short for name in group if (short := shorts.get(name)) and journals.is_abbreviated(short)), None
            )
            target = known or next((name for name in group if journals.is_abbreviated(name) and "." in name), None)
            target = target or journals.abbreviated(whole)
        else:
            target = whole
        made |= {name: target for name in group if name != target}
    return made
