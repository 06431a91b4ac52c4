"""The project's configuration: `[tool.backref]` in pyproject.toml, or backref.toml -> a Configuration. Pure but for the
reading of that file.

Paths in it count from the folder that it stands in. What it says wrongly is an error that names the file and the key.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .. import files
from ..errors import ConfigurationError
from ..files import real_path
from ..model import Source

if TYPE_CHECKING:
    from ..sources import Reach

BIBLIOGRAPHY = "references.bib"  # where none is named
FILES = ("backref.toml", "pyproject.toml")


@dataclass(frozen=True, slots=True)
class Checking:
    """What a project says of `backref check`; the codes and the output format are that command's to know."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_file_ignores: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    baseline: str = ""
    offline: bool = False
    resolve: bool = True
    output_format: str = ""


@dataclass(frozen=True, slots=True)
class Configuration:
    """What a project says of its citations. `folder` is where paths count from, `file` the file that was read, or "".

    `table` is where in the file it stands, "" for all of it.
    """

    folder: Path
    file: str = ""
    table: str = ""
    check: Checking = Checking()
    documents: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    bibliography: str = BIBLIOGRAPHY
    libraries: tuple[str, ...] = ()
    lock: str = "backref.lock"
    keys: str = "[auth:lower][year]"
    aliases: bool = False
    style: str = "vancouver"
    sources: tuple[str, ...] = ()
    reaches: Mapping[str, Reach] = field(default_factory=dict)
    mailto: str = ""
    catalogue: str = ""
    retractions: str = ""

    def path(self, name: str) -> Path:
        """Return the path of a file that the configuration names."""
        return self.folder / name

    def ignored_in(self, name: str) -> tuple[str, ...]:
        """Return the codes that are ignored in a file. A pattern is held against its path and its name; "*" also takes
        "/".

        >>> Configuration(Path("/p"), check=Checking(per_file_ignores={"old/*": ("BR2",)})).ignored_in("/p/old/a/b.bib")
        ('BR2',)
        """
        path = Path(name).absolute()
        shown = path.relative_to(self.folder) if path.is_relative_to(self.folder) else path
        codes: list[str] = []
        for pattern, ignored in self.check.per_file_ignores.items():
            wanted = (pattern.removeprefix("./"), pattern.removeprefix("**/"))
            if any(fnmatchcase(said, each) for said in (shown.as_posix(), path.name) for each in wanted):
                codes += ignored
        return tuple(codes)


def opened(configuration: Configuration) -> list[Source]:
    """Return the sources that a project asks. Raises CatalogueError, UnreadableInput and UnknownPlugin."""
    from ..loading import open_sources
    from ..sources import Settings, default_cache

    def path(name: str) -> str | None:
        return str(configuration.path(name)) if name else None

    own = Settings().mailto
    return open_sources(
        path(configuration.catalogue),
        settings=Settings(mailto=configuration.mailto or own, cache=default_cache(), reaches=configuration.reaches),
        only=configuration.sources,
        retractions=path(configuration.retractions),
    )


_TYPES = {
    each.name: str(each.type)
    for each in fields(Configuration)
    if each.name not in ("folder", "file", "table", "reaches")
}
_CHECKING = {each.name.replace("_", "-"): str(each.type) for each in fields(Checking)}
_SAID = {
    "str": "a string", "bool": "true or false", "tuple[str, ...]": "a list of strings", "Checking": "a table",
    "Mapping[str, tuple[str, ...]]": "a table whose values are lists of strings",
}  # fmt: skip


def find(start: Path) -> Configuration:
    """Return the configuration of the project that the folder `start` belongs to; the default one where it has none.

    The nearest folder with a backref.toml, or with a pyproject.toml that holds [tool.backref], is the project's; a
    pyproject.toml without it, or a `.git`, ends the search. Raises ConfigurationError.
    """
    start = real_path(start)
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
        said: Any = tomllib.loads(files.read(path).decode("utf-8-sig"))
    except OSError as error:
        raise ConfigurationError(str(path), "", error.strerror or str(error)) from error
    except (ValueError, RecursionError) as error:  # no TOML, no UTF-8, or a number of more digits than are read
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
    said = dict(said)
    reaches = _reaches(path, f"{table}.sources".lstrip("."), said)
    values = {key: _value(path, table, key, value, _TYPES) for key, value in said.items()} | {"reaches": reaches}
    return Configuration(folder=real_path(path).parent, file=str(path), table=table, **values)


def _reaches(path: Path, table: str, said: dict[str, Any]) -> dict[str, Reach]:
    """How each source is reached, where `sources` is a table: its own `ask` then stands in its place. Raises
    ConfigurationError.
    """
    given = said.get("sources")
    if not isinstance(given, Mapping):
        return {}
    from ..sources import Reach

    said["sources"] = given.get("ask", [])
    known = {each.name.replace("_", "-").removesuffix("-s"): each.name for each in fields(Reach)}
    found = {}
    for name, values in given.items():
        if name == "ask":
            continue
        where = f"{table}.{name}"
        if not isinstance(values, Mapping):
            raise ConfigurationError(str(path), where, "must be a table")
        for key, value in values.items():
            if key not in known:
                raise ConfigurationError(
                    str(path), f"{where}.{key}", f"unknown key; known keys: {', '.join(sorted(known))}"
                )
            wanted: Any = (int, float) if known[key].endswith("_s") else str
            if not isinstance(value, wanted) or isinstance(value, bool):
                kind = "a number of seconds" if known[key].endswith("_s") else "a string"
                raise ConfigurationError(str(path), f"{where}.{key}", f"must be {kind}, not {_shown(value)}")
        try:
            found[name] = Reach(**{known[key]: value for key, value in values.items()})
        except ValueError as error:
            raise ConfigurationError(str(path), where, str(error)) from error
    return found


def _value(path: Path, table: str, key: str, value: object, types: Mapping[str, str]) -> Any:
    name = f"{table}.{key}" if table else key
    if key not in types:
        near = get_close_matches(key, types, 1, 0.5)
        advice = f"did you mean {near[0]!r}?" if near else f"known keys: {', '.join(sorted(types))}"
        raise ConfigurationError(str(path), name, f"unknown key; {advice}")
    wanted = types[key]
    if any("\0" in text for text in (value if isinstance(value, list) else [value]) if isinstance(text, str)):
        raise ConfigurationError(str(path), name, "must not hold U+0000, which no name holds")
    match wanted, value:
        case "str", str():
            if key in ("bibliography", "lock", "keys", "style", "baseline") and not value.strip():
                raise ConfigurationError(str(path), name, "must not be empty")
            if key == "keys" and (unknown := _unknown_tokens(value)):
                raise ConfigurationError(str(path), name, f"{unknown[0]} is not known")
            return value
        case "bool", bool():
            return value
        case "tuple[str, ...]", list() if all(isinstance(item, str) for item in value):
            return tuple(value)
        case "Checking", dict():
            said = {each: _value(path, name, each, of, _CHECKING) for each, of in value.items()}
            return Checking(**{each.replace("-", "_"): of for each, of in said.items()})
        case "Mapping[str, tuple[str, ...]]", dict():
            listed = dict.fromkeys(value, "tuple[str, ...]")
            return {pattern: _value(path, name, pattern, codes, listed) for pattern, codes in value.items()}
    raise ConfigurationError(str(path), name, f"must be {_SAID[wanted]}, not {_shown(value)}")


def _shown(value: object) -> str:
    """The beginning of a value; a number that is written in hexadecimal may have more digits than Python prints."""
    try:
        return f"{value!r:.60}"
    except (ValueError, RecursionError):
        return "a number of too many digits"


def _unknown_tokens(pattern: str) -> list[str]:
    from ..fields.keys import unknown_tokens

    return unknown_tokens(pattern)
