"""Claims as CSV, for spreadsheets: no cell can start a formula."""

from __future__ import annotations

import csv
import io

from ..model import Bibliography
from ..text.escape import csv_cell
from ..text.passages import quoted
from . import Format, _claims

COLUMNS = (
    "document",
    "start",
    "end",
    "heading",
    "claim",
    "relation",
    "key",
    "missing",
    "verdict",
    "DOI",
    "PMID",
    "title",
    "link",
    "standing",
)
PASSAGES = ("passages", "score", "passage")  # where they were asked for


def dump(bibliography: Bibliography) -> str:
    """Return a header and one row for each claim and reference; offsets are code points of the file as read."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    asked = bool(bibliography.passages)
    writer.writerow((*COLUMNS, *PASSAGES) if asked else COLUMNS)
    for claim, entry, missing, passages in _claims.rows(bibliography):
        reference = entry.reference if entry else None
        cells: tuple[str, ...] = (
            claim.document, str(claim.span.start), str(claim.span.end), claim.heading, claim.text, claim.relation, entry.key if entry else "", missing,
            _claims.status(entry), (reference and reference.doi) or "", (reference and reference.pmid) or "", (reference and reference.title) or "",
            _claims.link(entry), _claims.standing(bibliography, claim),
        )  # fmt: skip
        if asked:
            cells += (passages.status, str(passages.score), quoted(passages)) if passages else ("", "", "")
        writer.writerow([csv_cell(" ".join(cell.split())) for cell in cells])
    return out.getvalue()


FORMAT = Format(
    name="claims-csv", title="claims (CSV)", suffixes=(".csv",), media_type="text/csv", dump=dump, is_claims=True
)
