"""The page that `backref serve` opens with."""

from __future__ import annotations

from functools import cache

from ..reporting.html import joined, page, tag
from ..reporting.page import web

_ABOUT = (
    "What you give is read on this machine. Each work's identifiers or printed text are asked of the sources that the server was started "
    "with; the rest leaves it nowhere, and nothing is kept once the server ends."
)

_PASSAGES = "Quote what the works say, where somebody gives their text"


@cache
def front() -> str:
    """Return the page: a box, a place to drop files, and how far the asking is."""
    form = tag(
        "form",
        tag("label", "Paste a text with its references, an assistant's answer, or a bibliography", for_="text"),
        tag("textarea", id="text", autofocus=True, spellcheck="false"),
        tag("label", "Or choose files, or drop them anywhere on this page", for_="files"),
        tag("input", id="files", type="file", multiple=True),
        tag("p", tag("input", id="passages", type="checkbox"), tag("label", _PASSAGES, for_="passages"), class_="box"),
        tag(
            "p",
            tag("button", "Check it", type="submit", id="begin"),
            " ",
            tag("button", "Cancel", type="button", id="cancel", hidden=True),
        ),
        id="form",
    )
    how_far = [
        tag("progress", "", id="progress", hidden=True, aria_label="How far it is"),
        tag("p", "", id="said", role="status"),
    ]
    body = joined(
        [
            tag("header", tag("h1", "Are these references real?"), tag("p", _ABOUT)),
            tag("main", form, tag("div", *how_far)),
        ]
    )
    return page("backref", web("report.css"), web("serve.js"), body, connect="'self'")
