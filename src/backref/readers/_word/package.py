"""The package of a Word file: where its parts are, by their relationships, and where its links lead.

Source: ECMA-376, part 2 (read 2026-11).
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from .parts import Parts

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_MOST_RELATIONS = 100_000


class Package(Parts):
    """An archive with a document in it."""

    def main(self) -> str:
        """The path of the document, as the package says it; else where most programs put it."""
        named = self.related("").get("officeDocument", ["word/document.xml"])
        return next((path for path in named if path in self.paths), "word/document.xml")

    def related(self, path: str) -> dict[str, list[str]]:
        """What a part is related to, by the last word of the relation's type: "footnotes", "numbering"."""
        found: dict[str, list[str]] = {}
        for kind, _, target, is_outside in self._relations(path):
            if not is_outside:
                folder = "/" if target.startswith("/") else posixpath.dirname(path)
                found.setdefault(kind, []).append(posixpath.normpath(posixpath.join(folder, target)).lstrip("/"))
        return found

    def addresses(self, path: str) -> dict[str, str]:
        """The addresses that a part links to, by the names of their relations."""
        return {
            key: target for kind, key, target, is_outside in self._relations(path) if is_outside and kind == "hyperlink"
        }

    def _relations(self, path: str) -> list[tuple[str, str, str, bool]]:
        folder, name = posixpath.split(path)
        found: list[tuple[str, str, str, bool]] = []

        def take(element: Element) -> None:
            if len(found) < _MOST_RELATIONS:
                kind = (element.get("Type") or "").rpartition("/")[2]
                outside = element.get("TargetMode") == "External"
                found.append((kind, element.get("Id") or "", element.get("Target") or "", outside))

        self.part(posixpath.join(folder, "_rels", f"{name}.rels"), (f"{_RELATION}Relationship",), take)
        return found
