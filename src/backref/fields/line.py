"""A reference -> one line of plain text, as a list would print it: what is searched for where a source takes words
alone.
"""

from __future__ import annotations

from ..model import Reference
from . import ids, names, titles


def printed(reference: Reference) -> str:
    """Return people, title, container, year, numbers and identifiers, as far as they are there.

    >>> from backref.model import Name
    >>> printed(Reference(type="book", title="<i>Spine</i>", author=(Name(family="Roe", given="Rita"),), isbn="9780615452272"))
    'Roe, Rita. Spine. ISBN 9780615452272'
    """
    people = ", ".join(names.inverted(name) for name in reference.author or reference.editor)
    issued = reference.issued
    number = f"({reference.issue})" if reference.issue else ""
    place = f"{reference.volume or ''}{number}"
    parts = (
        people,
        titles.render(reference.title or ""),
        titles.render(reference.container_title or reference.publisher or ""),
        str(issued.year or issued.literal or "") if issued else "",
        f"{place}:{reference.page}" if place and reference.page else place or reference.page or "",
        *(ids.render(identifier) for identifier in reference.identifiers()),
    )
    return ". ".join(part.strip(" .") for part in parts if part.strip(" ."))
