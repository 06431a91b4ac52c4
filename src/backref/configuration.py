"""The project's configuration: `[tool.backref]` in pyproject.toml, or backref.toml -> a Configuration. Pure but for the reading of that file.

Paths in it count from the folder that it stands in. What it says wrongly is an error that names the file and the key.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from .errors import ConfigurationError

FILES = ("backref.toml", "pyproject.toml")
TABLES = ("check",)  # what a command of its own reads and validates


@dataclass(frozen=True, slots=True)
class Configuration:
    """What a project says of its citations. `folder` is where paths count from, `file` the file that was read, or ""."""

    folder: Path
    file: str = ""
    documents: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    bibliography: str = "references.bib"
    libraries: tuple[str, ...] = ()
    lock: str = "backref.lock"
    keys: str = "[auth:lower][year]"
    aliases: bool = False
    style: str = "vancouver"
    sources: tuple[str, ...] = ()
    mailto: str = ""
    catalogue: str = ""
    retractions: str = ""

    def path(self, name: str) -> Path:
        """Return the path of a file that the configuration names."""
        return self.folder / name


_TYPES = {field.name: field.type for field in fields(Configuration) if field.name not in ("folder", "file")}
_SAID = {"str": "a string", "bool": "true or false", "tuple[str, ...]": "a list of strings"}


def find(start: Path) -> Configuration:
    """Return the configuration of the project that the folder `start` belongs to; the default one where it has none.

    The nearest folder with a backref.toml, or with a pyproject.toml that holds [tool.backref], is the project's; a pyproject.toml
    without it, or a `.git`, ends the search. Raises ConfigurationError.
    """
    start = start.resolve()
    for folder in (start, *start.parents):
        for name in FILES:
            if (folder / name).is_file() and (found := load(folder / name)) is not None:
                return found
        if (folder / "pyproject.toml").is_file() or (folder / ".git").exists():
            break
    return Configuration(folder=start)


def load(path: Path) -> Configuration | None:
    """Return the configuration in a file; None for a pyproject.toml that says nothing of backref.

    Raises ConfigurationError for what is no TOML, an unknown key, and a value of the wrong type.
    """
    try:
        said: Any = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise ConfigurationError(str(path), "", error.strerror or str(error)) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ConfigurationError(str(path), "", f"not TOML: {error}") from error
    table = ""
    if path.name == "pyproject.toml":
        table = "tool.backref"
        said = said.get("tool", {})
        said = said.get("backref") if isinstance(said, Mapping) else None
        if said is None:
            return None
    if not isinstance(said, Mapping):
        raise ConfigurationError(str(path), table, "must be a table")
    values = {key: _value(path, table, key, value) for key, value in said.items() if key not in TABLES}
    return Configuration(folder=path.resolve().parent, file=str(path), **values)


def _value(path: Path, table: str, key: str, value: object) -> Any:
    name = f"{table}.{key}" if table else key
    if key not in _TYPES:
        near = get_close_matches(key, _TYPES, 1, 0.5)
        advice = f"did you mean {near[0]!r}?" if near else f"known keys: {', '.join(sorted(_TYPES))}"
        raise ConfigurationError(str(path), name, f"unknown key; {advice}")
    wanted = str(_TYPES[key])
    if wanted == "str" and isinstance(value, str):
        if key in ("bibliography", "lock", "keys", "style") and not value.strip():
            raise ConfigurationError(str(path), name, "must not be empty")
        return value
    if wanted == "bool" and isinstance(value, bool):
        return value
    if wanted.startswith("tuple") and isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    raise ConfigurationError(str(path), name, f"must be {_SAID[wanted]}, not {value!r:.60}")
