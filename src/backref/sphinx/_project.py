"""What a build knows of the project: which files hold its entries, what its lock says of them, and what is to be
told.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Container
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.errors import ExtensionError
from sphinx.util.logging import getLogger

from .. import files, formats
from ..errors import BackrefError
from ..fields.keys import legal_keys
from ..files import real_path
from ..model import Bibliography, Entry
from ..project import configuration, empty, library, quoted
from ..project.configuration import Configuration
from ..project.library import Library
from ..project.quoted import Quoted
from ..text import links
from ..text.escape import plain
from . import _entries

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

LOG = getLogger(__name__)
_BIB = ".bib"


class SphinxLibrary:
    """The library, and the key that an entry has for sphinxcontrib-bibtex where it has another in the library."""

    def __init__(self) -> None:
        self.settings = Configuration(folder=Path())
        self.library: Library | None = None
        self.quoted: tuple[Quoted, ...] = ()
        self._keys: dict[str, str] = {}
        self._known_by: dict[str, str] = {}
        self._strangers: set[str] = set()
        self._names_files = False

    def read(self, app: Sphinx, config: Config) -> None:
        """Read the project's files, and have sphinxcontrib-bibtex read them beside those that `conf.py` names."""
        folder = Path(app.confdir)
        named = [real_path(folder / name) for name in config.bibtex_bibfiles or ()]
        try:
            found = (
                configuration.load(folder / config.backref_config)
                if config.backref_config
                else configuration.find(folder)
            )
            self.settings = settings = found or Configuration(folder=folder)
            own = [real_path(settings.path(name)) for name in (settings.bibliography, *settings.libraries)]
            others = [path for path in named if path not in own and path.suffix == _BIB and path.is_file()]
            names = (*settings.libraries, *map(str, others))
            known = library.with_records(library.read(dataclasses.replace(settings, libraries=names)))
        except BackrefError as error:
            raise ExtensionError(f"backref: {plain(str(error))}") from error
        self._names_files = bool(named)
        path = quoted.path_of(settings)
        self.quoted, faults = quoted.read(path, library.shown(path))
        known = dataclasses.replace(known, problems=(*known.problems, *faults))
        self.library, self._strangers = known, {library.shown(path) for path in others}
        paths = [*named, *(path for path in own if path not in named and path.suffix == _BIB and path.is_file())]
        written = self._write(Path(app.doctreedir) / "backref.bib", known)
        config.bibtex_bibfiles = [str(path) for path in (*paths, *written)]

    def load(self, app: Sphinx) -> None:
        """Read the entries for sphinxcontrib-bibtex, and tell what is wrong with the files."""
        domain = app.env.get_domain("cite")
        paths = [Path(name) for name in app.config.bibtex_bibfiles]
        faulty = _entries.load(domain.data, paths, app.config.bibtex_encoding)
        if self.library is None:
            return
        for problem in self.library.problems:
            name = re.sub(r"(?::\d+)+$", "", problem.place)
            if name not in self._strangers or name in faulty or problem.code == "key-defined-twice":
                warn(problem.place, f"{problem.code}: {plain(problem.message)}", problem.code)
        if not self._names_files and (not self.library.references or empty.is_gone(self.settings)):
            warn("", empty.why_empty(self.settings), "empty")
        refused = Bibliography.of(
            tuple(r.model_copy(update={"id": key}) for key, r in self.library.references.items() if r.url)
        )
        for problem in links.refused(refused):
            warn("", f"{problem.code}: {problem.message}", problem.code)

    def key_of(self, cited: str) -> str | None:
        """Return the key that sphinxcontrib-bibtex knows a work by, which is cited by its key or an identifier."""
        key = self.library.key_of(cited) if self.library else None
        return None if key is None else self._keys.get(key, key)

    def key_among(self, entries: Container[str], cited: str) -> str | None:
        """Return the key among those of sphinxcontrib-bibtex's entries that is cited, itself or by an identifier."""
        key = cited if cited in entries else self.key_of(cited)
        return key if key is not None and key in entries else None

    def advice(self, cited: str) -> str:
        """Return what to do about a work of which nothing is known."""
        return self.library.advice(cited) if self.library else "no entry has this key"

    def is_retracted(self, key: str) -> bool:
        """Whether the lock knows of a retraction of the work that sphinxcontrib-bibtex knows by this key."""
        return self.library is not None and self.library.is_retracted(self.own_key(key))

    def own_key(self, key: str) -> str:
        """Return the key in the library of the work that sphinxcontrib-bibtex knows by this one."""
        return self._known_by.get(key, key)

    def depends_on(self) -> list[str]:
        """Return the files whose change changes how a citation is printed: the lock says which works were retracted,
        and the passages what cards show.
        """
        paths = self.settings.path(self.settings.lock), quoted.path_of(self.settings)
        return [str(path) for path in paths if path.is_file()]

    def _write(self, path: Path, known: Library) -> list[Path]:
        """Write what no .bib file holds, records of the lock and entries of other formats, and return its path."""
        there = {key for key, how in known.written.items() if how.language.startswith("bib")}
        left = {key: r for key, r in known.references.items() if key not in there}
        entries = Bibliography(entries=tuple(Entry(key=key, reference=r) for key, r in left.items()))
        keys = legal_keys(entries)
        self._keys = {entry.key: key for entry, key in zip(entries.entries, keys, strict=True)}
        self._known_by = {key: own for own, key in self._keys.items()}
        text = formats.dump(entries, "bibtex").encode() if entries.entries else b""
        if text and not (path.exists() and path.read_bytes() == text):
            path.parent.mkdir(parents=True, exist_ok=True)
            files.write({path: text})
        return [real_path(path)] if text else []


def warn(place: object, message: str, code: str) -> None:
    """Warn of a fault. Sphinx takes a place without a line for the name of a document, which is none."""
    if not isinstance(place, str) or re.search(r":\d+$", place):
        LOG.warning("%s", message, location=place, type="backref", subtype=code)
    else:
        LOG.warning("%s", f"{plain(place)}: {message}" if place else message, type="backref", subtype=code)
