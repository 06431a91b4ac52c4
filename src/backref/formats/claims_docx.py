"""Claims as a table in a Word file: the sentence, what it rests on, the verdict on that, and where it can be seen."""

from __future__ import annotations

from ..model import Bibliography
from ..text.escape import markup, one_line
from ..text.links import html_link
from . import Format, _claims
from ._word import pack

_HEAD = ("claim", "rests on", "verdict", "see")


def dump(bibliography: Bibliography) -> str:
    """Return a table of HTML with one row for each claim and reference; a reference that is missing has its row too.

    >>> print(dump(Bibliography()))
    <table>
    <tr data-columns="4"><th>claim</th><th>rests on</th><th>verdict</th><th>see</th></tr>
    </table>
    <BLANKLINE>
    """
    rows = ["".join(f"<th>{name}</th>" for name in _HEAD)]
    for row in _claims.rows(bibliography):
        rests = row.entry.key if row.entry else f"no entry for {row.missing}"
        verdict = "; ".join(filter(None, (_claims.verdict(row.entry), _claims.standing(bibliography, row.claim))))
        address = _claims.link(row.entry)
        cells = [*(markup(one_line(text)) for text in (row.claim.text, rests, verdict)), html_link(address, address)]
        rows.append("".join(f"<td>{cell}</td>" for cell in cells))
    return "\n".join(["<table>", *(f'<tr data-columns="{len(_HEAD)}">{row}</tr>' for row in rows), "</table>", ""])


FORMAT = Format(
    name="claims-docx",
    title="claims (Word table)",
    suffixes=(".docx",),
    media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    dump=dump,
    pack=pack,
    is_claims=True,
)
