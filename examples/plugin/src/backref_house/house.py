"""The house style: by author and year, "DEYO R A & ROE R 2015. Title. *BMJ* 350, g6380."

What reaches a style is escaped; the only markup is that of CSL-JSON, which `style_parts` makes.
"""

from __future__ import annotations

from backref.plugins import Name, Reference, Style, names
from backref.plugins import style_parts as p


def entry(reference: Reference, suffix: str) -> str:
    """Return one entry; `suffix` is the letter behind the year.

    >>> entry(Reference(type="book", title="Spine", author=(Name(family="Roe", given="Rita"),)), "")
    'ROE R n.d. <i>Spine</i>.'
    """
    r = reference
    who = p.joined([_person(name) for name in r.author or r.editor], " &amp; ", serial=False)
    year = f"{p.year(r) or 'n.d.'}{suffix}"
    place = ", ".join(part for part in (r.volume or "", p.page(r, "full") if r.page else "") if part)
    if r.container_title:
        body = [r.title or "", f"{p.italic(r.container_title)} {place}".strip()]
    else:
        body = [p.italic(r.title or ""), r.publisher or ""]
    return p.sentence(f"{who} {year}".strip(), *body)


def _person(name: Name) -> str:
    initials = p.initials(name.given or "", "", " ", " ")
    return f"{names.family(name).upper()} {initials}".strip()


STYLE = Style(name="house", entry=entry)
