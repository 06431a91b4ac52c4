"""The filters, the search and the list of keys above a report."""

from __future__ import annotations

from collections import Counter

from .html import Html, tag
from .standings import Standing
from .views import Report

_KEYS = (
    ("/", "search"), ("j and k", "the next and the previous reference"), ("Enter", "open its details"), ("t", "show it in the text"),
    ("b", "copy its BibTeX"), ("c", "copy its finding"), ("Esc", "show everything again"),
)  # fmt: skip


def tools(report: Report) -> Html:
    """Return them."""
    counts = Counter(row.standing for row in report.rows)
    filters = [
        tag("button", f"{each.badge} {counts[each]}", type="button", data_filter=each.key, aria_pressed="false", class_=f"badge {each.key}")
        for each in Standing if counts[each]
    ]  # fmt: skip
    search = tag(
        "input",
        type="search",
        id="search",
        placeholder="Search (press /)",
        autocomplete="off",
        aria_label="Search the references",
    )
    keys = tag("dl", *(part for key, what in _KEYS for part in (tag("dt", tag("kbd", key)), tag("dd", what))))
    said = tag("p", "", id="shown", role="status")
    return tag(
        "nav", search, *filters, tag("details", tag("summary", "Keys"), keys), said, aria_label="Filters and search"
    )
