"""References -> entries of a .bib file. What was read from one is written as it stood there."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence

from ...fields.keys import legal_keys
from ...model import Bibliography, Entry, Span, Written
from ...text.escape import is_unsafe, plain
from . import circles
from .blocks import is_block
from .blocks import kept as blocks_kept
from .carried import carried
from .kept import kept
from .macros import MONTHS
from .safe import is_safe
from .table import Dialect


def dump(bibliography: Bibliography, dialect: Dialect) -> str:
    """Return the entries in `dialect`, one blank line between those that are new to it; blocks that stand nowhere come
    first.
    """
    return "".join(pieces(bibliography, dialect))


def pieces(bibliography: Bibliography, dialect: Dialect) -> Iterator[str]:
    """Yield the same entry by entry."""
    written = [_of(entry, dialect) for entry in bibliography.entries]
    texts = _texts(bibliography, dialect)
    if _is_in_order(written):
        yield from _laid_out(texts, written, bibliography.preserved)
        return
    preserved = dict.fromkeys(bibliography.preserved)
    blocks = (f"{block}\n" for block in itertools.chain(_tops(written), blocks_kept(preserved)))
    made = (f"{_comment(how)}{text}\n" for text, how in zip(texts, written, strict=True))
    between = ""
    for piece in itertools.chain(blocks, made, (f"{text}\n" for text in _aside(written))):
        yield between + piece
        between = "\n"


def _texts(bibliography: Bibliography, dialect: Dialect) -> Iterator[str]:
    """Each entry as it is written, without what stands around it."""
    keys = legal_keys(bibliography)
    round_about = circles.circling(bibliography.entries)
    for entry, key in zip(bibliography.entries, keys, strict=True):
        drop = "crossref" if entry.key in round_about else ""
        text = kept(entry, key, dialect, drop=drop)
        yield anew(circles.without(entry, drop) if drop else entry, key, dialect) if text is None else text


def anew(entry: Entry, key: str, dialect: Dialect) -> str:
    """Return an entry that no file of the dialect holds, without a line end."""
    kind, fields = carried(entry, dialect)
    body = ",\n".join(
        f"  {name} = {value if name == 'month' and value in MONTHS else f'{{{value}}}'}"
        for name, value in fields.items()
    )
    return f"@{kind}{{{key},\n{body}\n}}"


def _of(entry: Entry, dialect: Dialect) -> Written | None:
    return entry.written if entry.written is not None and entry.written.language == dialect else None


def _is_in_order(written: Sequence[Written | None]) -> bool:
    """Whether there are entries of a file, all of one, in the order that they have there."""
    held = [how for how in written if how is not None]
    return bool(held) and all(a.text is b.text and a.whole.start < b.whole.start for a, b in itertools.pairwise(held))


def _laid_out(texts: Iterable[str], written: Sequence[Written | None], preserved: Iterable[str]) -> Iterator[str]:
    """The entries with what stood between them in their file, and those that are new each behind a blank line."""
    held = [how for how in written if how is not None]
    allowed = frozenset(blocks_kept(preserved))
    stands = {plain(piece.of(how.text)).strip() for how in held for piece in (*how.before, *how.after)}
    yield from (f"{block}\n\n" for block in blocks_kept(dict.fromkeys(preserved)) if block not in stands)
    last, end = "\n\n", -1
    for text, how in zip(texts, written, strict=True):
        before = "".join(_pieces(how, how.before, allowed)) if how else ""
        if not before and not last.endswith("\n\n") and not (how and how.whole.start == end):
            before = "\n" if last.endswith("\n") else "\n\n"
        yield before + text
        last, end = before + text, how.whole.end if how else -1
        if how is held[-1] and (after := "".join(_pieces(how, how.after, allowed))):
            yield after
            last = after
    if written[-1] is None:
        yield "\n"


def _pieces(how: Written, spans: Sequence[Span], allowed: frozenset[str]) -> Iterator[str]:
    """What stands between two entries, but for what could do harm."""
    for span in spans:
        piece = _plain(span.of(how.text))
        if piece.strip() in allowed if is_block(piece) else "@" not in piece or is_safe(piece):
            yield piece


def _plain(piece: str) -> str:
    """The piece without control characters; none of them goes from between an "@" and what would then make an entry of
    it.
    """
    if "@" not in piece or is_block(piece) or not is_unsafe(piece):
        return plain(piece)
    return "".join(plain(char) or "\ufffd" for char in piece)


def _aside(written: Sequence[Written | None]) -> Iterator[str]:
    """The entries that others take fields from and that are none themselves."""
    pieces = (plain(span.of(how.text)) for how in written if how is not None for span in (*how.before, *how.after))
    yield from (piece for piece in pieces if piece[:1] == "@" and not is_block(piece) and is_safe(piece))


def _tops(written: Sequence[Written | None]) -> Iterator[str]:
    """The lines of comment that begin each file and stand apart from its first entry: what made it, its encoding."""
    firsts: dict[int, Written] = {}
    for how in filter(None, written):
        if id(how.text) not in firsts or how.whole.start < firsts[id(how.text)].whole.start:
            firsts[id(how.text)] = how
    for how in firsts.values():
        top = plain(how.text[: how.before[0].end]) if how.before and how.before[0].start == 0 else ""
        lines = top.strip().split("\n\n")[0].splitlines()
        if top.startswith("%") and "\n\n" in top and all(line.startswith("%") for line in lines) and "@" not in top:
            yield "\n".join(lines)


def _comment(how: Written | None) -> str:
    """The lines right above an entry that is moved: what is said there is said of it."""
    piece = plain(how.before[-1].of(how.text)) if how is not None and how.before else ""
    above: list[str] = []
    for line in reversed(piece.splitlines()):
        if not line.strip().startswith("%"):
            break
        above.insert(0, line.strip())
    return "".join(f"{line}\n" for line in above) if "@" not in piece or is_safe(piece) else ""
