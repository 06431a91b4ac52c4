"""Who builds a site that cites: the configurations in a folder -> what is to be said where citations would come to
nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from ..model import Problem

_MKDOCS = ("mkdocs.yml", "mkdocs.yaml")
_SAYS_WHO_BUILDS = (
    "zensical.toml", "requirements*.txt", "docs/requirements*.txt", "justfile", "Makefile", "tox.ini", "noxfile.py",
    ".gitlab-ci.yml", ".readthedocs.y*ml", ".github/workflows/*.y*ml",
)  # fmt: skip
_SECTION = re.compile(r"^(?P<name>[\w-]+)[ \t]*:(?P<body>[^\n]*(?:\n(?![\w-]+[ \t]*:)[^\n]*)*)", re.MULTILINE)
_BACKREF = re.compile(r"(?<![\w./-])backref(?:\.markdown)?(?![\w/-]|\.\w)")
_COMMENT = re.compile(r"(?m)(?:^|[ \t])#.*$")
_LARGEST = 1_000_000  # bytes of a file that says who builds


def ignored_plugin(folder: Path) -> Problem | None:
    """Return what is to be said where `mkdocs.yml` names our plugin, and Zensical, which runs no plugins, builds the
    site.
    """
    for name in _MKDOCS:
        sections = {match["name"]: match["body"] for match in _SECTION.finditer(_text(folder / name))}
        is_plugin = bool(_BACKREF.search(sections.get("plugins", "")))
        if not is_plugin or _BACKREF.search(sections.get("markdown_extensions", "")):
            continue
        for path, text in _who_builds(folder):
            if "zensical" in text.casefold() and not (path.name == "zensical.toml" and "backref" in text):
                own = path.name == "zensical.toml"
                lines = "[project.markdown_extensions.backref]" if own else "markdown_extensions:\\n  - backref"
                message = (
                    f"{path.relative_to(folder).as_posix()} says that Zensical builds this site; it ignores the plugin, and prints "
                    f"citations as they are written. Write into {path.name if own else name}: {lines}"
                )
                return Problem(code="ignored-plugin", stage="load", message=message, place=name)
    return None


def _who_builds(folder: Path) -> Iterator[tuple[Path, str]]:
    for pattern in _SAYS_WHO_BUILDS:
        for path in sorted(folder.glob(pattern))[:50]:
            text = _text(path)
            yield path, f"{text} zensical" if path.name == "zensical.toml" else text


def _text(path: Path) -> str:
    """The text of a file without comments; "" where it cannot be read, or is a pipe or a device."""
    try:
        if not path.is_file():
            return ""
        with path.open("rb") as file:
            return _COMMENT.sub("", file.read(_LARGEST).decode("utf-8", "replace"))
    except OSError:
        return ""
