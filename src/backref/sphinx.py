"""The Sphinx extension, on top of sphinxcontrib-bibtex: DOIs and PMIDs as keys, from the project's bibliography and lock. No network.

sphinxcontrib-bibtex is given a bibliography that is whole: every good entry of the project's files, and of each bad one a warning
with its place. Its roles are told the key of an identifier; everything else is its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from pybtex.plugin import find_plugin
from pybtex.style.template import FieldIsMissing
from sphinx.errors import ExtensionError
from sphinx.util.logging import getLogger
from sphinxcontrib.bibtex.domain import BibtexDomain
from sphinxcontrib.bibtex.foot_domain import BibtexFootDomain
from sphinxcontrib.bibtex.foot_roles import FootCiteRole
from sphinxcontrib.bibtex.roles import CiteRole

from . import __version__, files, formats
from .errors import BackrefError
from .fields.keys import legal_keys
from .model import Bibliography, Entry, Reference
from .project import configuration, library
from .project.library import Library
from .text import links
from .text.escape import plain

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

_LOG = getLogger(__name__)
# What sphinxcontrib-bibtex reads: "{see}key{p. 3}"; a comma parts two of them.
_TARGET = re.compile(r"\s*(?P<pre>\{[^{}]*\})?\s*(?P<key>[^{}\s,]+)\s*(?P<post>\{[^{}]*\})?\s*(?:,|\Z)")


@dataclass
class _Project:
    """What is known once the configuration is read: the library, and the key that each entry has in the file that was written."""

    library: Library | None = None
    keys: Mapping[str, str] = field(default_factory=dict)

    def key_of(self, cited: str) -> str | None:
        key = self.library.key_of(cited) if self.library else None
        return self.keys.get(key) if key else None


def setup(app: Sphinx) -> dict[str, Any]:
    """Set the extension up; `backref_config` names the configuration where it is not the project's."""
    app.setup_extension("sphinxcontrib.bibtex")
    app.add_config_value("backref_config", "", "env")
    project = _Project()
    app.connect("config-inited", lambda app, config: _read(app, config, project))
    app.connect("builder-inited", lambda app: _complete(app, project))
    for name in BibtexDomain.roles:
        app.add_role_to_domain("cite", name, _Cite(project), override=True)
    for name in BibtexFootDomain.roles:
        app.add_role_to_domain("footcite", name, _FootCite(project), override=True)
    app.add_role("cite", _Cite(project), override=True)
    app.add_role("footcite", _FootCite(project), override=True)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}


def _read(app: Sphinx, config: Config, project: _Project) -> None:
    """Read the project's files, say what is wrong with them, and write what is good where sphinxcontrib-bibtex reads it."""
    folder = Path(app.confdir)
    try:
        found = (
            configuration.load(folder / config.backref_config) if config.backref_config else configuration.find(folder)
        )
        settings = found or configuration.Configuration(folder=folder)
        project.library = library.with_records(library.read(settings))
    except BackrefError as error:
        raise ExtensionError(f"backref: {plain(str(error))}") from error
    for problem in project.library.problems:
        _warn(problem.place, f"{problem.code}: {plain(problem.message)}", problem.code)
    path = settings.path(settings.bibliography)
    if not project.library.references:
        _warn(library.shown(path), "no entries; run `backref sync`", "empty")
    entries = Bibliography(
        entries=tuple(_marked(reference, key, project.library) for key, reference in project.library.references.items())
    )
    keys = legal_keys(entries)
    project.keys = {entry.key: key for entry, key in zip(entries.entries, keys, strict=True)}
    written = Path(app.doctreedir) / "backref.bib"
    for problem in links.refused(entries):
        _warn(library.shown(path), f"{problem.code}: {problem.message}", problem.code)
    text = formats.dump(entries, "bibtex")
    if not written.exists() or written.read_text(encoding="utf-8") != text:
        written.parent.mkdir(parents=True, exist_ok=True)
        files.write({written: text.encode()})
    own = {path.resolve(), *(settings.path(name).resolve() for name in settings.libraries)}
    others = [name for name in config.bibtex_bibfiles or () if (folder / name).resolve() not in own]
    config.bibtex_bibfiles = [str(written.resolve()), *others]


def _warn(place: str, message: str, code: str) -> None:
    """Warn of a fault in a file. Sphinx takes a place without a line for the name of a document, which is none."""
    if re.search(r":\d+$", place):
        _LOG.warning("%s", message, location=place, type="backref", subtype=code)
    else:
        _LOG.warning("%s", f"{plain(place)}: {message}" if place else message, type="backref", subtype=code)


def _complete(app: Sphinx, project: _Project) -> None:
    """Have each of our entries be of a type that the style can print: one that lacks what its own type must have is a "misc"."""
    entries = app.env.get_domain("cite").bibdata.data.entries  # type: ignore[attr-defined]
    style = find_plugin("pybtex.style.formatting", app.config.bibtex_default_style)()
    for key in project.keys.values():
        entry = entries.get(key)
        if entry is None:
            continue
        entry.fields.setdefault("title", key)  # what stands for the author of a work without people
        if _is_printable(style, entry):
            continue
        entry.type = "misc"
        where = [
            entry.fields[name]
            for name in ("journal", "booktitle", "school", "institution", "publisher")
            if name in entry.fields
        ]
        entry.fields.setdefault("howpublished", ", ".join(where))
        if "author" not in entry.persons and "editor" in entry.persons:
            entry.persons["author"] = entry.persons["editor"]


def _is_printable(style: Any, entry: Any) -> bool:
    try:
        style.format_entry(label="", entry=entry)
    except FieldIsMissing:
        return False
    return True


def _marked(reference: Reference, key: str, known: Library) -> Entry:
    """The entry as it is printed: with the LaTeX that its author wrote, and a retracted work says so."""
    note = reference.note
    if known.is_retracted(key):
        note = f"{note}. Retracted" if note else "Retracted"
    how = known.written.get(key)
    marked = reference.model_copy(update={"id": key, "note": note})
    return Entry(key=key, reference=marked, written=how.alone() if how else None)


class _Cite(CiteRole):
    """sphinxcontrib-bibtex's role, with identifiers as keys."""

    def __init__(self, project: _Project) -> None:
        super().__init__()
        self._project = project

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        printed = self.target
        self.target = _named(self, self._project, printed)
        return super().run() if self.target else ([_missing(printed)], [])


class _FootCite(FootCiteRole):
    """The role of citations in footnotes, with identifiers as keys."""

    def __init__(self, project: _Project) -> None:
        super().__init__()
        self._project = project

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        printed = self.text
        self.text = _named(self, self._project, printed)
        return super().run() if self.text else ([_missing(printed)], [])


def _named(role: Any, project: _Project, target: str) -> str:
    """The target with the keys of its identifiers; what nothing is known of is told and left out."""
    others = role.env.get_domain("cite").bibdata.data.entries
    made = []
    for match in _TARGET.finditer(target):
        cited = match["key"]
        key = project.key_of(cited) or (cited if cited in others else None)
        if key is None:
            advice = project.library.advice(cited) if project.library else "no entry has this key"
            _LOG.warning(
                "%s: %s", plain(cited), advice, location=role.get_location(), type="backref", subtype="missing-key"
            )
            role.env.note_reread()  # it may be known at the next build
        else:
            made.append(f"{match['pre'] or ''}{key}{match['post'] or ''}")
    return ",".join(made)


def _missing(printed: str) -> nodes.inline:
    return nodes.inline(printed, f"[{plain(printed)}]", classes=["backref-missing"])
