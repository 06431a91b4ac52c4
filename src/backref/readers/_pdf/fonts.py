"""What the codes of a PDF's fonts show, and how wide they are: pypdf reads the fonts, each once."""

from __future__ import annotations

from typing import Any

from pypdf.generic._font import Font

from ...text.kept import Kept
from . import tex
from .letters import plain
from .resources import glyph_names, held
from .work import Budget

_MOST = 2000  # fonts of one file
_CODES = 0x110000  # of one font
_BOLD = ("bold", "black", "heavy", "cmbx", "-bd", "demi")


class Face:
    """A font as it is read from: codes -> letters and widths, in shares of the size."""

    def __init__(self, font: Font, resource: dict[str, Any]) -> None:
        self._font = font
        matrix = resource.get("/FontMatrix")
        scaled = font.sub_type == "Type3" and isinstance(matrix, list) and len(matrix) == 6
        self._unit = abs(float(matrix[0])) if scaled and matrix else 0.001
        box = font.font_descriptor.bbox
        tall = abs(float(box[3]) - float(box[1])) * abs(float(matrix[3])) if scaled and matrix else 1.0
        self.height = tall or 1.0
        name = font.name.lower()
        self.is_bold = any(word in name for word in _BOLD)
        self._numbered = (
            tex.encoding(*glyph_names(resource)) if font.sub_type == "Type3" and "/ToUnicode" not in resource else {}
        )
        self._kept = Kept(self._one, _CODES, longest=4)

    def read(self, shown: str | bytes) -> list[tuple[str, float, bool]]:
        """Return letters, width and whether it is the blank of one byte, for each code of a string."""
        data = _bytes(shown)
        encoding = self._font.encoding
        codes = data.decode("latin-1") if not isinstance(encoding, str) else data.decode(encoding, "replace")
        return list(map(self._kept.__getitem__, codes))

    def _one(self, code: str) -> tuple[str, float, bool]:
        font, encoding = self._font, self._font.encoding
        raw = code if isinstance(encoding, str) else encoding.get(ord(code), code)
        said = font.character_map.get(raw, font.character_map.get(code, raw))
        said = self._numbered.get(ord(code), said) if self._numbered else said
        width = font.character_widths.get(code, font.character_widths.get("default", 500))
        letters = plain(str(said)) if font.interpretable else ""
        is_blank = not isinstance(encoding, str) and code == " "
        return letters, (float(width) if isinstance(width, int | float) else 500.0) * self._unit, is_blank


class Fonts:
    """The fonts of a file, each read when it is first used."""

    def __init__(self, work: Budget) -> None:
        self._work = work
        self._faces: dict[Any, Face | None] = {}

    def face(self, resources: dict[str, Any], name: str) -> Face | None:
        """Return the face that a page's resources call by `name`, None where there is none that can be read."""
        table = held(resources.get("/Font"))
        if name not in table:
            return None
        raw = table.raw_get(name) if hasattr(table, "raw_get") else table[name]
        key = (raw.idnum, raw.generation) if hasattr(raw, "idnum") else id(raw)
        if key not in self._faces and len(self._faces) < _MOST:
            self._faces[key] = self._read(held(raw))
        return self._faces.get(key)

    def _read(self, resource: dict[str, Any]) -> Face | None:
        described = held(resource.get("/FontDescriptor"))
        streams = [resource.get("/ToUnicode"), *(described.get(f"/FontFile{n}") for n in ("", "2", "3"))]
        if not resource or not self._work.takes([stream for stream in streams if stream is not None]):
            return None
        font = Font.from_font_resource(resource)  # type: ignore[arg-type]
        self._work.maps(len(font.character_map) + len(font.character_widths))
        return Face(font, resource)


def _bytes(shown: str | bytes) -> bytes:
    """The codes of a string, which pypdf has taken for text where it could."""
    if isinstance(shown, bytes):
        return bytes(shown)
    original = getattr(shown, "original_bytes", None)
    return original if isinstance(original, bytes) else shown.encode("latin-1", "replace")
