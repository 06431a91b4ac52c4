"""Who converts the page: what MkDocs, ProperDocs, Zensical and Python-Markdown alone tell of it, and where their
warnings go.
"""

from __future__ import annotations

import inspect
import logging
import os
import sys
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from markdown import Markdown

_BUILDERS = ("properdocs", "mkdocs")  # whose strict builds count the warnings below their own name
_PELICAN = "pelican.readers"


class Converting(NamedTuple):
    """Who converts: an object that is the page's own, while inner texts of it are converted too; the project's folder;
    the page's file.

    `is_strict`: warnings are to end it, and it does not count ours by itself.
    """

    page: object
    folder: Path
    file: Path | None = None
    is_strict: bool = False


def of(md: Markdown) -> Converting:
    """Return what is known of the page that is to be converted.

    Zensical leaves its page and its configuration with a preprocessor; whoever knows more may set `md.backref_file`.
    """
    for processor in md.preprocessors:
        page: Any = getattr(processor, "page", None)
        if page is None or not isinstance(getattr(page, "path", None), str):
            continue
        if isinstance(config := getattr(processor, "config", None), dict):
            folder = _folder(config)
            is_strict = not {"-s", "--strict"}.isdisjoint(sys.argv)  # which Zensical keeps to itself
            return Converting(page, folder, folder / str(config.get("docs_dir", "docs")) / page.path, is_strict)
    file = getattr(md, "backref_file", None) or _of_pelican()
    return Converting(md, _path(os.getcwd()), Path(file) if file else None)


def _of_pelican() -> str | None:
    """The file that Pelican reads, which it tells nobody; None where it is not at work."""
    frame = inspect.currentframe() if _PELICAN in sys.modules else None
    while frame is not None:
        if frame.f_globals.get("__name__") == _PELICAN and isinstance(path := frame.f_locals.get("source_path"), str):
            return path
        frame = frame.f_back
    return None


def _folder(config: dict[str, Any]) -> Path:
    folder = config.get("root_dir")
    return _path(folder if isinstance(folder, str) else os.getcwd())


_path = lru_cache(16)(Path)  # the same object for each page: it knows its hash


def log() -> logging.Logger:
    """Return the logger whose warnings the builder shows, and counts where it is strict; alone, Python prints them to
    stderr.
    """
    builder = next((name for name in _BUILDERS if logging.getLogger(name).handlers), None)
    return logging.getLogger(f"{builder}.plugins.backref" if builder else "backref.markdown")
