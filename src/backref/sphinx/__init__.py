"""The Sphinx extension, on top of sphinxcontrib-bibtex: DOIs and PMIDs as keys, marks on retracted works, cards. No
network.

sphinxcontrib-bibtex prints what it prints alone, from the files that `conf.py` names and those of the project. What is
added: an entry that it cannot read is read by us, a key that nobody knows is told and the rest of its citation stays,
and the lock is asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinxcontrib.bibtex.foot_domain import BibtexFootDomain

from .. import __version__
from . import _cards, _unread
from ._directive import WorksDirective
from ._domain import CitedDomain
from ._marks import Marks
from ._project import SphinxLibrary
from ._roles import Cite, FootCite

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup(app: Sphinx) -> dict[str, Any]:
    """Set the extension up; `backref_config` names the configuration where it is not the project's, `backref_cards`
    turns cards off.
    """
    app.setup_extension("sphinxcontrib.bibtex")
    app.add_config_value("backref_config", "", "env")
    app.add_config_value("backref_cards", True, "html")
    project = SphinxLibrary()
    app.add_domain(type("CitedDomain", (CitedDomain,), {"project": project, "told": set()}), override=True)
    app.connect("config-inited", lambda app, config: project.read(app, config))
    app.connect("config-inited", _cards.add_folder)
    # Before sphinxcontrib-bibtex, which reads no file that it finds read.
    app.connect("builder-inited", lambda app: project.load(app), priority=400)
    app.connect("builder-inited", _cards.add_files)
    app.connect("doctree-read", _unread.tell)
    app.connect("html-page-context", _cards.add_entries)
    for name in BibtexFootDomain.roles:
        app.add_role_to_domain("footcite", name, FootCite(), override=True)
    app.add_role("cite", Cite(), override=True)
    app.add_role("footcite", FootCite(), override=True)
    app.add_directive("bibliography", WorksDirective, override=True)
    app.add_post_transform(Marks)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
