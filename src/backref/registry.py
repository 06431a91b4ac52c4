"""The registry: what can be plugged in, ours and other people's, found by its name, by a file's suffix or for a
listing.

A plug-in is one module that exports one frozen value, or a tuple of them. Ours are the public modules of a room: the
folder is the list. Other people's are named by the entry points of installed packages, which are read only where none
of ours fits, or for a listing. Of two that go by one name, ours is the one; of two installed ones, that of the package
whose name comes first.

An installed plug-in that cannot be used is a BrokenPlugin, with the package that brought it, and left out of every
listing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cached_property, wraps
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from operator import attrgetter
from pathlib import PurePath
from pkgutil import iter_modules
from types import ModuleType
from typing import Any, Generic, NamedTuple, TypeVar

from .errors import BackrefError, BrokenPlugin, UnknownPlugin

P = TypeVar("P")

_CALLED = {"name": r"[a-z0-9][a-z0-9_.-]*", "code": r"[A-Z]{2,8}[0-9]{1,5}"}  # what can be asked for by a name


class Listed(NamedTuple, Generic[P]):
    """A plug-in and the package that brought it, as "name version"; "" for ours."""

    plugin: P
    package: str = ""


class Group(Generic[P]):
    """One kind of plug-in. `room` is the package that ours are modules of, `points` the entry-point group of the
    others.

    `export` is what a module calls its value, `of` the value's type, `besides` modules of the room that are none, and
    `named` the attribute by which one is told from another.
    """

    def __init__(
        self,
        kind: str,
        room: str,
        export: str,
        of: type[P],
        *,
        named: str = "name",
        points: str = "",
        besides: tuple[str, ...] = (),
    ) -> None:
        self.kind = kind
        self.room = room
        self.points = points or room
        self.export = export
        self._type = of
        self._named = attrgetter(named)
        self._besides = besides
        GROUPS[self.points] = self

    def get(self, name: str) -> P:
        """Return the one called `name`. Raises UnknownPlugin, and BrokenPlugin for an installed one that cannot be
        used.
        """
        for plugin in self._own(name.replace("-", "_")) if name.replace("-", "_") in self._modules else ():
            if self._named(plugin) == name:
                return plugin
        for point in self._points:
            for plugin in self._installed(point) if point.name == name else ():
                if self._named(plugin) == name:
                    return plugin
        for plugin in self.others():  # one of several that a module exports
            if self._named(plugin) == name:
                return plugin
        raise UnknownPlugin(self.kind, name, self.names())

    def own(self) -> tuple[P, ...]:
        """Return ours, in the order of their modules."""
        return tuple(plugin for module in self._modules for plugin in self._own(module))

    def others(self) -> tuple[P, ...]:
        """Return the installed ones that can be used."""
        return tuple(each.plugin for each in self._usable)

    def every(self) -> tuple[P, ...]:
        """Return ours, and behind them the installed ones that can be used."""
        return (*self.own(), *self.others())

    def listed(self) -> tuple[Listed[P], ...]:
        """Return every one with the package that it comes from."""
        return (*map(Listed, self.own()), *self._usable)

    def names(self) -> tuple[str, ...]:
        """Return the names of all that can be used."""
        return tuple(sorted(map(self._named, self.every())))

    def shown(self, plugin: P) -> str:
        """Return how a plug-in is listed: its name, and the suffixes that it is for."""
        suffixes = _suffixes(plugin)
        return f"{self._named(plugin)} ({' '.join(suffixes)})" if suffixes else str(self._named(plugin))

    def broken(self) -> tuple[BrokenPlugin, ...]:
        """Return what is wrong with each installed one that cannot be used."""
        return self._survey[1]

    def with_suffix(self, path: str, fits: Callable[[P], bool] = lambda plugin: True) -> tuple[P, ...]:
        """Return those for the suffix of `path` that fit: ours, and only where there is none the installed ones."""
        suffix = PurePath(path).suffix.lower()
        found = tuple(p for p in self.own() if suffix in _suffixes(p) and fits(p))
        if found or not suffix:
            return found
        return tuple(p for p in self.others() if suffix in _suffixes(p) and fits(p))

    def of_media_type(self, name: str) -> tuple[P, ...]:
        """Return those for a media type: ours, and only where there is none the installed ones."""
        found = tuple(p for p in self.own() if name.lower() in _media_types(p))
        return found or tuple(p for p in self.others() if name.lower() in _media_types(p))

    def forget(self) -> None:
        """Read the installed packages anew when they are next looked for."""
        for name in ("_points", "_usable", "_survey"):
            self.__dict__.pop(name, None)
        self._loaded.clear()

    @cached_property
    def _modules(self) -> tuple[str, ...]:
        path = import_module(self.room).__path__
        found = (module.name for module in iter_modules(path) if not module.ispkg and not module.name.startswith("_"))
        return tuple(sorted(name for name in found if name not in self._besides))

    def _own(self, module: str) -> tuple[P, ...]:
        return _several(getattr(import_module(f"{self.room}.{module}"), self.export))

    @cached_property
    def _points(self) -> tuple[EntryPoint, ...]:
        return tuple(
            sorted(entry_points(group=self.points), key=lambda point: (_package(point).casefold(), point.name))
        )

    @cached_property
    def _loaded(self) -> dict[EntryPoint, tuple[P, ...] | BrokenPlugin]:
        return {}

    def _installed(self, point: EntryPoint) -> tuple[P, ...]:
        """What an entry point names, with its functions watched. Raises BrokenPlugin."""
        if point not in self._loaded:
            self._loaded[point] = self._load(point)
        found = self._loaded[point]
        if isinstance(found, BrokenPlugin):
            raise found
        return found

    def _load(self, point: EntryPoint) -> tuple[P, ...] | BrokenPlugin:
        def broken(detail: str) -> BrokenPlugin:
            return BrokenPlugin(self.kind, point.name, _package(point), detail)

        try:
            found = point.load()
            value = getattr(found, self.export) if isinstance(found, ModuleType) else found
        except (Exception, SystemExit) as error:  # noqa: BLE001  whatever a stranger's module does when it is imported
            return broken(f"{type(error).__name__}: {error}")
        plugins = _several(value)
        for plugin in plugins:
            if not isinstance(plugin, self._type):
                return broken(f"{self.export} is a {type(plugin).__name__}, not a {self._type.__name__}")
            if (wrong := _wrong(plugin)) is not None:
                return broken(wrong)
        if not plugins:
            return broken(f"{self.export} is empty")
        if not isinstance(value, tuple) and self._named(plugins[0]) != point.name:
            return broken(f"it calls itself {self._named(plugins[0])!r}, its entry point {point.name!r}")
        return tuple(_watched(plugin, broken) for plugin in plugins)

    @cached_property
    def _usable(self) -> tuple[Listed[P], ...]:
        return self._survey[0]

    @cached_property
    def _survey(self) -> tuple[tuple[Listed[P], ...], tuple[BrokenPlugin, ...]]:
        """All that is installed: what can be used, and what is wrong with the rest."""
        taken = {self._named(plugin): "backref" for plugin in self.own()}
        usable: list[Listed[P]] = []
        broken: list[BrokenPlugin] = []
        for point in self._points:
            package = _package(point)
            try:
                found = self._installed(point)
            except BrokenPlugin as error:
                broken.append(error)
                continue
            for plugin in found:
                name = self._named(plugin)
                if name in taken:
                    broken.append(
                        BrokenPlugin(self.kind, name, package, f"{taken[name]} has one of that name, which is used")
                    )
                else:
                    taken[name] = package
                    usable.append(Listed(plugin, package))
        return tuple(usable), tuple(broken)


GROUPS: dict[str, Group[Any]] = {}
"""Every kind of plug-in by its entry-point group; a kind is here once its room was imported."""


def groups() -> Mapping[str, Group[Any]]:
    """Return every kind of plug-in by its entry-point group."""
    for room in ("sources", "dumps", "readers", "formats", "styles", "checking"):
        import_module(f"{__package__}.{room}")
    return GROUPS


def _several(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else (value,)


def _package(point: EntryPoint) -> str:
    return f"{point.dist.name} {point.dist.version}" if point.dist is not None else "an unknown package"


def _suffixes(plugin: object) -> tuple[str, ...]:
    found: tuple[str, ...] = getattr(plugin, "suffixes", ())
    return found


def _media_types(plugin: object) -> tuple[str, ...]:
    found: tuple[str, ...] = getattr(plugin, "media_types", None) or (getattr(plugin, "media_type", ""),)
    return found


def _wrong(plugin: object) -> str | None:
    """What makes a value of the right type useless: `suffixes=(".wiki")` is no tuple."""
    if not is_dataclass(plugin):
        return "it is no dataclass"
    for each in fields(plugin):
        value = getattr(plugin, each.name)
        kind = str(each.type)
        if kind == "str" and not isinstance(value, str):
            return f"{each.name} is {value!r:.60}, not a string"
        if each.name in _CALLED and not re.fullmatch(_CALLED[each.name], value):
            return f"{each.name} is {value!r:.60}, not of the form {_CALLED[each.name]}"
        if kind.startswith("tuple[str"):
            if not isinstance(value, tuple) or not all(isinstance(item, str) for item in value):
                return f"{each.name} is {value!r:.60}, not a tuple of strings"
            if each.name == "suffixes" and not all(item.startswith(".") and item == item.lower() for item in value):
                return f"suffixes are {value!r:.60}; each begins with a full stop and is in small letters"
        if kind.startswith("Callable") and not callable(value) and not (value is None and kind.endswith("| None")):
            return f"{each.name} is {value!r:.60}, not a function"
    return None


def _watched(plugin: Any, broken: Callable[[str], BrokenPlugin]) -> Any:
    """The plug-in with functions that raise BrokenPlugin where they fail, or return what they must not."""
    returns: Mapping[str, type] = getattr(plugin, "RETURNS", {})
    made = {
        each.name: _watch(value, f"`{each.name}`", returns.get(each.name), broken)
        for each in fields(plugin)
        if callable(value := getattr(plugin, each.name)) and not isinstance(value, type)
    }
    return replace(plugin, **made)


def _watch(
    function: Callable[..., Any], name: str, wanted: type | None, broken: Callable[[str], BrokenPlugin]
) -> Callable[..., Any]:
    def failed(error: Exception) -> BrokenPlugin:
        return broken(f"{name} failed: {type(error).__name__}: {error}")

    def each(found: Iterator[Any]) -> Iterator[Any]:
        try:
            yield from found
        except BackrefError:
            raise
        except Exception as error:
            raise failed(error) from error

    @wraps(function)
    def watched(*args: Any, **kwargs: Any) -> Any:
        try:
            found = function(*args, **kwargs)
        except BackrefError:
            raise
        except Exception as error:
            raise failed(error) from error
        if wanted is not None and not isinstance(found, wanted):
            raise broken(f"{name} returned a {type(found).__name__}, not a {wanted.__name__}")
        return each(found) if isinstance(found, Iterator) else found

    return watched
