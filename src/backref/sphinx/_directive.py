"""The directive of a list of works: sphinxcontrib-bibtex's, with identifiers as keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docutils import nodes
from sphinxcontrib.bibtex.directives import BibliographyDirective


class WorksDirective(BibliographyDirective):
    """A list of works."""

    def run(self) -> Sequence[nodes.Node]:
        """Return the list; it is made anew when the lock changes, which says what was retracted."""
        domain: Any = self.env.get_domain("cite")
        for path in domain.project.depends_on():
            self.env.note_dependency(path)
        entries = domain.bibdata.data.entries
        for at, line in enumerate(self.content):
            key = domain.project.key_among(entries, line.strip())
            if key not in (None, line.strip()):
                self.content[at] = key
        return super().run()
