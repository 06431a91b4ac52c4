"""The values of formats: what a format is, and what one makes of a text. All frozen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple, Protocol

from ..model import Bibliography, Entry, Problem, Reference, Written


class Loaded(NamedTuple):
    """What a format's text held: references, each with its citation key as `id`, and what was wrong with it.

    `preserved` is what the text held besides entries (macros, preambles, comments of a .bib file), as written.
    `written` says for each reference where and how the text writes it, as far as the format tells; `macros` are the
    names that it defines, `commas` all the places where one is missing, however many of them are told.
    """

    references: tuple[Reference, ...]
    problems: tuple[Problem, ...] = ()
    preserved: tuple[str, ...] = ()
    written: tuple[Written | None, ...] = ()
    macros: frozenset[str] = frozenset()
    commas: Sequence[int] = ()

    def bibliography(self, pattern: str = "") -> Bibliography:
        """Return what was loaded as a bibliography that can be dumped. What has no key of its own gets one.

        With a `pattern` (see `assign_keys`), a key that is but the entry's DOI or PMID is none of its own.
        """
        from ..fields.keys import PATTERN, assign_keys

        bare = [
            not r.id or (bool(pattern) and r.id.lower() in (r.pmid, (r.doi or "").lower())) for r in self.references
        ]
        keys = iter([r.id for r in self.references])
        if any(bare):
            taken = [r.id for r, without in zip(self.references, bare, strict=True) if not without]
            fresh = [
                r.model_copy(update={"id": "", "citation_key": None})
                for r, without in zip(self.references, bare, strict=True)
                if without
            ]
            made = iter(assign_keys(fresh, taken, pattern or PATTERN))
            keys = iter([next(made) if without else r.id for r, without in zip(self.references, bare, strict=True)])
        written = self.written or (None,) * len(self.references)
        entries = tuple(
            Entry.made(
                {"key": str(key), "reference": r if r.id == key else r.model_copy(update={"id": key}), "written": how}
            )
            for r, how, key in zip(self.references, written, keys, strict=True)
        )
        return Bibliography(entries=entries, problems=self.problems, preserved=self.preserved)


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file that holds a bibliography: FORMAT of a module. `load` where it can be read, `dump` where it can be
    written.

    `name` is what it is asked for by, `title` how it is called. One that shares its suffix with others says by
    `recognises` whether a text is in it. `is_claims`: it writes claims. `styled` writes a list of references for
    people, in a style. `load_as_written` reads without what an entry inherits from others, in formats that know such a
    thing. `pieces` yields what `dump` returns bit by bit. `pack` makes the bytes of a file from what is written, in
    formats whose files are no text.
    """

    RETURNS: ClassVar[Mapping[str, type]] = {
        "load": Loaded, "dump": str, "styled": str, "load_as_written": Loaded, "pack": bytes,
    }  # fmt: skip

    name: str
    title: str
    suffixes: tuple[str, ...] = ()
    media_type: str = "text/plain"
    load: Callable[[str], Loaded] | None = None
    dump: Callable[[Bibliography], str] | None = None
    recognises: Callable[[str], bool] | None = None
    is_claims: bool = False
    styled: Callable[[Bibliography, str], str] | None = None
    load_as_written: Callable[[str], Loaded] | None = None
    pack: Callable[[str], bytes] | None = None
    pieces: Callable[[Bibliography], Iterator[str]] | None = None


class Loader(Protocol):
    """A format that can be read."""

    @property
    def name(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def load(self) -> Callable[[str], Loaded]: ...
    @property
    def load_as_written(self) -> Callable[[str], Loaded] | None: ...


class Writer(Protocol):
    """A format that can be written."""

    @property
    def name(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def suffixes(self) -> tuple[str, ...]: ...
    @property
    def dump(self) -> Callable[[Bibliography], str]: ...
    @property
    def styled(self) -> Callable[[Bibliography, str], str] | None: ...
    @property
    def pack(self) -> Callable[[str], bytes] | None: ...
    @property
    def pieces(self) -> Callable[[Bibliography], Iterator[str]] | None: ...


class Streamed(NamedTuple):
    """What `Converted` says, with its text bit by bit; the pieces are made as they are asked for."""

    pieces: Iterator[str]
    problems: tuple[Problem, ...] = ()
    losses: tuple[Problem, ...] = ()


class Converted(NamedTuple):
    """A bibliography in another format: its text, what was wrong with what it was made of, and what it cannot carry."""

    text: str
    problems: tuple[Problem, ...] = ()
    losses: tuple[Problem, ...] = ()
