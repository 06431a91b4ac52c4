"""backref: from prose with citations to verified references, joined to the claims that rest on them.

The public names load what they need when first used; importing backref imports nothing heavy.

    find(text)                       raw citations, markers and sentences
    parse(raw)                       a raw citation -> a structured reference
    link(text, found)                markers -> entries, sentences -> claims
    resolve(texts, sources)          the whole way: a verified Bibliography
    read(path)                       a file -> a Document
    open_sources(...)                the catalogue and the services, ready to be asked
    dump(bibliography, "bibtex")     a Bibliography -> text
    load(text, "bibtex")             text -> references
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

_HOMES = {
    "find": "pipeline", "parse": "pipeline", "link": "pipeline", "resolve": "pipeline", "resolve_citations": "pipeline", "verify": "asking", "read": "pipeline",
    "open_sources": "loading", "open_catalogue": "loading", "Settings": "sources", "dump": "formats", "load": "formats", "Catalogue": "catalogue",
}  # fmt: skip
_MODELS = (
    "Answer", "Bibliography", "Candidate", "Citation", "Claim", "Date", "Difference", "Document", "Entry", "Evidence", "FieldSpan", "Found", "Identifier",
    "Link", "Linked", "Marker", "Name", "Outcome", "Parsed", "Payload", "Pointer", "Problem", "Query", "RawCitation", "Record", "Reference", "Resolution",
    "Source", "Span", "Status",
)  # fmt: skip
_HOMES |= dict.fromkeys(_MODELS, "model") | dict.fromkeys(
    ("BackrefError", "CatalogueError", "SourceError", "UnknownPlugin", "UnreadableInput"), "errors"
)

__all__ = ["__version__", *sorted(_HOMES)]

if TYPE_CHECKING:
    from .asking import verify as verify
    from .catalogue import Catalogue as Catalogue
    from .errors import BackrefError as BackrefError
    from .errors import CatalogueError as CatalogueError
    from .errors import SourceError as SourceError
    from .errors import UnknownPlugin as UnknownPlugin
    from .errors import UnreadableInput as UnreadableInput
    from .formats import dump as dump
    from .formats import load as load
    from .loading import open_catalogue as open_catalogue
    from .loading import open_sources as open_sources
    from .model import *  # noqa: F403
    from .pipeline import find as find
    from .pipeline import link as link
    from .pipeline import parse as parse
    from .pipeline import read as read
    from .pipeline import resolve as resolve
    from .pipeline import resolve_citations as resolve_citations
    from .sources import Settings as Settings


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'backref' has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f".{_HOMES[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
