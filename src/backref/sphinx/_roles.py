"""The roles of citations: sphinxcontrib-bibtex's, with identifiers as keys. What is wrong with one work is told; the
rest is cited.
"""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes
from sphinxcontrib.bibtex.foot_roles import FootCiteRole
from sphinxcontrib.bibtex.roles import CiteRole

from ..project.lock import citable
from ..text.escape import plain
from . import _marks
from ._complete import complete
from ._project import warn

# What sphinxcontrib-bibtex reads: "{see}key{p. 3}"; a comma parts two of them.
_TARGET = re.compile(r"\s*+(?P<pre>\{[^{}]*\})?\s*+(?P<key>[^{}\s,]++)\s*+(?:(?P<post>\{[^{}]*\})\s*+)?(?:,|\Z)")
_Made = tuple[list[nodes.Node], list[nodes.system_message]]


class Cite(CiteRole):
    """The role of citations."""

    def run(self) -> _Made:
        """Return the citation, with the keys of its identifiers."""
        made = named(self, self.target, is_footnote=False)
        if not made:
            return [missing(self.target)], []
        self.target = ",".join(made)
        return super().run()


class FootCite(FootCiteRole):
    """The role of citations in footnotes."""

    def run(self) -> _Made:
        """Return the references of footnotes, with the keys of identifiers."""
        keys = named(self, self.text, is_footnote=True)
        if not keys:
            return [missing(self.text)], []
        domain: Any = self.env.get_domain("cite")
        entries = domain.bibdata.data.entries
        for key in keys:
            complete(self.config.bibtex_default_style, entries[key])
        self.text = ",".join(keys)
        made, told = super().run()
        names = self.env.temp_data["bibtex_footcite_names"]
        works = {names[entries[key].key]: entries[key].key for key in keys}
        for footnote in self.env.temp_data["bibtex_foot_bibliography"].findall(nodes.footnote):
            for name in footnote["names"]:
                if name in works:
                    footnote["backref"] = works[name]  # which is marked where it is printed
        for node in made:
            for reference in list(node.findall(nodes.footnote_reference)):
                reference["classes"].append("backref-citation")
                work = works.get(reference.get("refname"))
                if work is not None and domain.project.is_retracted(work):
                    _marks.behind(made if reference in made else reference.parent, reference)
        return made, told


def named(role: Any, target: str, *, is_footnote: bool) -> list[str]:
    """Return the parts of a target with the keys of its identifiers; what nothing is known of is told and left out."""
    domain = role.env.get_domain("cite")
    entries = domain.bibdata.data.entries
    for path in domain.project.depends_on():
        role.env.note_dependency(path)
    made, at = [], 0
    while at < len(target):
        match = _TARGET.match(target, at)
        if match is None:
            _tell(role, target[at:].strip(), "write `{see}key{p. 3}`, and a comma between two works")
            break
        at = match.end()
        cited = match["key"]
        key = domain.project.key_among(entries, cited)
        if key is not None:
            made.append(key if is_footnote else f"{match['pre'] or ''}{key}{match['post'] or ''}")
        elif is_footnote or citable(cited) is not None:
            _tell(role, cited, domain.project.advice(cited))
        else:
            made.append(match.group().strip().rstrip(","))  # it may be a key with the prefix of a list
    return made


def missing(printed: str) -> nodes.inline:
    """Return the mark of a citation of which nothing is known."""
    return nodes.inline(printed, f"[{plain(printed)}]", classes=["backref-missing"])


def _tell(role: Any, cited: str, advice: str) -> None:
    warn(role.get_location(), f"{plain(cited)}: {advice}", "missing-key")
    role.env.note_reread()  # it may be known at the next build
