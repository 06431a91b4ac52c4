"""What differs, word by word and person by person: what is only in the text, what only in the record. Differences ->
HTML.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from ..model import Difference, PersonPair, PersonRelation, WordPair
from .html import Html, joined, tag

_PEOPLE: dict[PersonRelation, str] = {
    "same": "the same", "compatible": "compatible", "differs": "another", "missing": "not printed here", "added": "not in the record",
    "moved": "at another place",
}  # fmt: skip
_MOST_PEOPLE = 12  # lines of two lists of people; the rest is counted


def differences(found: Iterable[Difference]) -> Html:
    """Return a table of what the text and the record say otherwise.

    >>> differences([Difference(variable="issued", text="2014", record="2017")]).count("<td>")
    2
    """
    rows = [
        tag("tr", tag("th", each.variable, scope="row"), tag("td", _side(each, is_here=True)), tag("td", _side(each, is_here=False))) for each in found
    ]  # fmt: skip
    if not rows:
        return Html("")
    head = tag("thead", tag("tr", *(tag("th", name, scope="col") for name in ("What", "Here", "In the record"))))
    return tag("div", tag("table", tag("caption", "What differs"), head, tag("tbody", *rows)), class_="wide")


def _side(each: Difference, *, is_here: bool) -> Html:
    """What stands on one of the two sides."""
    if each.people:
        return _people(each.people, is_here=is_here)
    if each.words:
        return _words(each.words, is_here=is_here)
    said = each.text if is_here else each.record
    return tag("del" if is_here else "ins", said) if said else tag("i", "nothing")


def _words(pairs: Sequence[WordPair], *, is_here: bool) -> Html:
    """One of the two titles, with the words marked that the other does not have."""
    made = []
    for is_same, run in groupby(pairs, lambda pair: pair.relation in ("same", "compatible")):
        said = " ".join(filter(None, (pair.text if is_here else pair.record for pair in run)))
        if said:
            made.append(said if is_same else tag("del" if is_here else "ins", said))
    return joined(made, " ")


def _people(pairs: Sequence[PersonPair], *, is_here: bool) -> Html:
    """One of the two lists of people, with those marked who are not in the other; how they relate stands with the
    text's.
    """
    made = []
    for pair in pairs[:_MOST_PEOPLE]:
        name = pair.text if is_here else pair.record
        if not name:
            continue
        is_alike = pair.relation in ("same", "compatible")
        how = pair.how or _PEOPLE[pair.relation]
        shown = name if is_alike else tag("del" if is_here else "ins", name)
        made.append(
            joined([shown, tag("small", f" ({how})")]) if is_here and pair.relation != "same" else joined([shown])
        )
    if len(pairs) > _MOST_PEOPLE:
        made.append(joined([f"and {len(pairs) - _MOST_PEOPLE} more"]))
    return joined(made, "; ")
