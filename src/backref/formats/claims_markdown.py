"""Claims as a Markdown table: the sentence, what it rests on, the verdict on that, and where it can be seen."""

from __future__ import annotations

from ..model import Bibliography
from ..text.escape import markdown_cell
from ..text.links import markdown_address
from ..text.passages import quoted
from . import Format, _claims


def dump(bibliography: Bibliography) -> str:
    """Return one row for each claim and reference; a reference that is missing has its row too."""
    asked = bool(bibliography.passages)
    lines = ["| claim | rests on | verdict | see |", "| --- | --- | --- | --- |"]
    if asked:
        lines = ["| claim | rests on | verdict | see | passage |", "| --- | --- | --- | --- | --- |"]
    for row in _claims.rows(bibliography):
        rests = markdown_cell(row.entry.key) if row.entry else f"no entry for {markdown_cell(row.missing)}"
        verdict = "; ".join(filter(None, (_claims.verdict(row.entry), _claims.standing(bibliography, row.claim))))
        address = markdown_address(_claims.link(row.entry))
        lines.append(
            f"| {markdown_cell(row.claim.text)} | {rests} | {verdict} | {address} |{_passage(row) if asked else ''}"
        )
    return "\n".join(lines) + "\n"


def _passage(row: _claims.ClaimRow) -> str:
    return f" {markdown_cell(quoted(row.passages)) if row.passages else ''} |"


FORMAT = Format(
    name="claims-markdown",
    title="claims (Markdown table)",
    suffixes=(".md", ".markdown"),
    media_type="text/markdown",
    dump=dump,
    is_claims=True,
)
