"""The domain of citations: sphinxcontrib-bibtex's, which leaves out no work of a citation for the sake of another, and
marks them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.util.nodes import make_refnode
from sphinxcontrib.bibtex.citation_target import parse_citation_targets
from sphinxcontrib.bibtex.domain import BibtexDomain

from . import _marks
from ._complete import complete
from ._entries import OWN
from ._project import SphinxLibrary, warn
from ._roles import Cite, missing


class CitedDomain(BibtexDomain):
    """Cites; `project`, and the places of which something was `told`, are set by a class for each build."""

    project: SphinxLibrary
    told: set[str]
    roles = {name: Cite() for name in BibtexDomain.roles}  # noqa: RUF012

    def get_entries(self, bibfiles: list[Path]) -> Iterator[Any]:
        """Yield the entries of files, each key once: as its file has it, or of several the first."""
        seen = set()
        for path in bibfiles:
            for key in self.bibdata.bibfiles[path].keys:
                if key not in seen:
                    seen.add(key)
                    yield self.data[OWN].get((path, key)) or self.bibdata.data.entries[key]

    def get_formatted_entries(self, bibliography_key: Any, *args: Any, **kwargs: Any) -> Iterator[Any]:
        """Yield the entries of a list as they are printed, and none of them as a fault."""
        bibliography = self.bibliographies[bibliography_key]
        for entry in self.get_entries(bibliography.bibfiles):
            if (bibliography.style, id(entry)) not in self._completed:
                self._completed.add((bibliography.style, id(entry)))
                complete(bibliography.style, entry)
        yield from super().get_formatted_entries(bibliography_key, *args, **kwargs)

    def env_updated(self) -> Iterable[str]:
        """Settle which works each list prints, whatever order the pages were read in; what is missing is looked for at
        the next build.
        """
        self._completed: set[tuple[str, int]] = set()
        self.told.clear()
        self._places: dict[tuple[str, str], Any] | None = None
        self.data["bibliographies"] = dict(sorted(self.bibliographies.items(), key=lambda item: item[0].docname))
        self.data["citation_refs"] = sorted(self.citation_refs, key=lambda ref: ref.docname)
        told: Iterable[str] = super().env_updated()
        listed = {citation.key for citation in self.citations if self._is_listed(citation)}
        for ref in self.citation_refs:
            if any(target.key not in listed for target in ref.targets):
                self.env.reread_always.add(ref.docname)
        return told

    def places(self) -> dict[tuple[str, str], Any]:
        """Return the citation that stands at each place of a list: its page and `id`."""
        if getattr(self, "_places", None) is None:
            self._places = {(c.bibliography_key.docname, c.citation_id): c for c in self.citations}
        return self._places or {}

    def resolve_xref(
        self, env: Any, fromdocname: str, builder: Any, typ: str, target: str, node: Any, contnode: Any
    ) -> nodes.Element:
        """Return a citation with its links; a work that no list prints is told, and stands as it was written."""
        asked = list(parse_citation_targets(target))
        cited = {t.key for t in asked}
        citations = [citation for citation in self.citations if citation.key in cited and self._is_listed(citation)]
        there = {citation.key for citation in citations}
        kept = [t for t in asked if t.key in there]
        if kept:
            said = ",".join(_written(t) for t in kept)
            made: nodes.Element = super().resolve_xref(env, fromdocname, builder, typ, said, node, contnode)
        else:
            made = nodes.inline(target, "")
        for t in asked:
            if t.key not in there:
                self._tell(node, t.key)
                made += missing(t.key)
        is_html = builder.format == "html"
        if kept and is_html:
            made["classes"].append("backref-citation")
        for citation in citations:
            place = citation.bibliography_key.docname, citation.citation_id
            like = make_refnode(builder, fromdocname, *place, [])
            for reference in list(made.findall(nodes.reference)):
                if all(reference.get(name) == like.get(name) for name in ("refid", "refuri")):
                    if is_html:
                        reference["backref"] = place
                    if self.project.is_retracted(citation.entry.key):
                        _marks.behind(reference.parent, reference)
        return made

    def _tell(self, node: nodes.Node, key: str) -> None:
        """Warn of a work that no list prints: once of each place, which some builders ask for several times."""
        at = f"{node.source}:{node.line}: {key}"
        if at not in self.told:
            self.told.add(at)
            warn(node, f"{key}: {self._advice(key)}", "missing-key")

    def _is_listed(self, citation: Any) -> bool:
        return bool(self.bibliographies[citation.bibliography_key].list_ == "citation")

    def _advice(self, key: str) -> str:
        entries = self.bibdata.data.entries  # which finds a key in whatever case
        is_there = key in entries and entries[key].key == key
        return "no list of works prints it" if is_there else self.project.advice(key)


def _written(target: Any) -> str:
    pre, post = (f"{{{said}}}" if said else "" for said in (target.pre, target.post))
    return f"{pre}{target.key}{post}"
