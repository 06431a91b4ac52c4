"""The files that pages with citations load: how lists, marks and cards look, and the script that opens a card."""

from __future__ import annotations

from pathlib import Path

from .. import files

FOLDER = Path(__file__).resolve().parents[1] / "data" / "web"
STYLES, SCRIPT = "backref.css", "backref.js"
RETRACTED, RETRACTED_CLASS = "retracted", "backref-retracted"  # the mark of such a work


def write(folder: Path, *, force: bool = False) -> tuple[list[Path], list[Path]]:
    """Write both files into a folder, and return which were written and which were left: those that somebody changed.

    Raises UnwritableOutput.
    """
    texts = {folder / name: (FOLDER / name).read_bytes() for name in (STYLES, SCRIPT)}
    changed = [path for path, data in texts.items() if path.exists() and path.read_bytes() != data]
    left = [] if force else changed
    written = [path for path in texts if path not in left and (path in changed or not path.exists())]
    folder.mkdir(parents=True, exist_ok=True)
    files.write({path: texts[path] for path in written})
    return written, left
