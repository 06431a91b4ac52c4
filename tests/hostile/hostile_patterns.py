"""Every regular expression of the package, and how its work grows: counted in the steps of a matcher that goes back as
`re` does, over texts made of the pattern's own repeated parts.

One look for a match is counted, at one place; a pattern that is searched for looks once at each.
"""

from __future__ import annotations

import functools
import importlib
import inspect
import pkgutil
import re
import re._constants as c
import re._parser as parser
import sys
from collections.abc import Callable, Iterator
from typing import Any

SCALED = 3  # repetitions that stand for a bounded number of them
UNBOUNDED = 400  # repetitions from which a bound is none
MOST_STEPS = 60_000
BRANCHES = 12  # of an alternation that are looked at
LETTERS = "aA1 .,;:-()[]{}'\"\n\\/<>&%$#@=*_é中"
_MANY = (c.MAX_REPEAT, c.MIN_REPEAT, c.POSSESSIVE_REPEAT)
Next = Callable[[int], int]  # where a match ends from here, -1 for nowhere
Step = Callable[[int, Next], int]


class TooManySteps(Exception):
    """More than MOST_STEPS."""


def patterns() -> dict[tuple[str | bytes, int], str]:
    """Return the patterns that importing all modules compiles, and calling what they cache, each with its module."""
    found: dict[tuple[str | bytes, int], str] = {}
    theirs = re._compile

    def kept(pattern: Any, flags: int) -> re.Pattern[Any]:
        made = theirs(pattern, flags)
        frame = sys._getframe(1)
        while frame.f_back and frame.f_globals.get("__name__", "").split(".")[0] in ("re", "functools"):
            frame = frame.f_back
        if frame.f_globals.get("__name__", "").startswith("backref"):
            found.setdefault((made.pattern, made.flags), f"{frame.f_globals['__name__']}:{frame.f_lineno}")
        return made

    re._compile = kept
    import backref

    for module in pkgutil.walk_packages(backref.__path__, "backref."):
        if not module.name.endswith("__main__"):
            try:
                importlib.import_module(module.name)
            except ImportError:  # what needs a package that is not installed
                continue
    for name in [name for name in sys.modules if name.startswith("backref")]:
        for value in list(vars(sys.modules[name]).values()):
            is_cached = isinstance(value, functools._lru_cache_wrapper) and value.__module__ == name
            if is_cached and not inspect.signature(value).parameters:
                value()
    re._compile = theirs
    return found


class Counted:
    """A pattern as a matcher that counts its steps; what is bounded is repeated less often."""

    def __init__(self, pattern: str | bytes, flags: int, *, is_scaled: bool = True) -> None:
        self.tree = parser.parse(pattern, flags & ~re.UNICODE if isinstance(pattern, bytes) else flags & ~re.DEBUG)
        self._flags = self.tree.state.flags
        self._is_scaled = is_scaled
        self._text, self._steps, self._groups = "", 0, {}
        self._run = self._sequence(list(self.tree), bool(self._flags & re.IGNORECASE))

    def steps(self, text: str) -> int:
        """Return how many steps it takes to look for a match at the beginning of a text, MOST_STEPS at most."""
        return self._steps_from(text, 0)

    def searched(self, text: str) -> int:
        """Return how many steps it takes to look for a match at each place of a text that has none."""
        return sum(self._steps_from(text, at) for at in range(len(text)))

    def _steps_from(self, text: str, at: int) -> int:
        self._text, self._steps = text, 0
        self._groups.clear()
        try:
            self._run(at, lambda end: end)
        except (TooManySteps, RecursionError):
            return MOST_STEPS
        return self._steps

    def _sequence(self, items: list[Any], folds: bool) -> Step:
        made = [self._one(op, value, folds) for op, value in items]
        if len(made) == 1:
            return made[0]

        def run(at: int, following: Next) -> int:
            def from_here(number: int, at: int) -> int:
                return (
                    following(at) if number == len(made) else made[number](at, lambda end: from_here(number + 1, end))
                )

            return from_here(0, at)

        return run

    def _one(self, op: Any, value: Any, folds: bool) -> Step:
        if op in (c.LITERAL, c.NOT_LITERAL, c.ANY, c.IN):
            return self._letter(held(op, value, folds, self._flags))
        if op in _MANY:
            return self._repeat(op, value, folds)
        if op is c.SUBPATTERN:
            group, adds, takes, body = value
            return self._grouped(group, self._sequence(list(body), (folds or bool(adds & re.I)) and not takes & re.I))
        if op is c.BRANCH:
            ways = [self._sequence(list(way), folds) for way in value[1][:BRANCHES]]
            return lambda at, following: next((end for way in ways if (end := way(at, following)) >= 0), -1)
        if op in (c.ASSERT, c.ASSERT_NOT):
            return self._looking(
                value[0], self._sequence(list(value[1]), folds), value[1].getwidth()[0], op is c.ASSERT
            )
        if op is c.ATOMIC_GROUP:
            body = self._sequence(list(value), folds)
            return lambda at, following: following(end) if (end := body(at, lambda end: end)) >= 0 else -1
        if op is c.GROUPREF:
            return self._again(value)
        if op is c.GROUPREF_EXISTS:
            yes = self._sequence(list(value[1]), folds)
            no = self._sequence(list(value[2] or []), folds)
            return lambda at, following: (yes if value[0] in self._groups else no)(at, following)
        assert op is c.AT, op
        return self._place(value)

    def _count(self) -> None:
        self._steps += 1
        if self._steps > MOST_STEPS:
            raise TooManySteps

    def _letter(self, fits: Callable[[str], bool]) -> Step:
        def run(at: int, following: Next) -> int:
            self._count()
            return following(at + 1) if at < len(self._text) and fits(self._text[at]) else -1

        return run

    def _repeat(self, op: Any, value: Any, folds: bool) -> Step:
        least, most, body = value
        if most < UNBOUNDED and self._is_scaled:
            least, most = min(least, SCALED), min(most, SCALED)
        least = min(least, SCALED)
        once = self._sequence(list(body), folds)

        def more(at: int, done: int, following: Next) -> int:
            if done < least:
                return once(at, lambda end: more(end, done + 1, following))
            if op is c.MIN_REPEAT and (end := following(at)) >= 0:
                return end
            if done < most and (end := once(at, lambda end: more(end, done + 1, following) if end > at else -1)) >= 0:
                return end
            return following(at) if op is not c.MIN_REPEAT else -1

        if op is not c.POSSESSIVE_REPEAT:
            return lambda at, following: more(at, 0, following)

        def run(at: int, following: Next) -> int:
            done = 0
            while done < most and (end := once(at, lambda end: end)) > at:
                at, done = end, done + 1
            return following(at) if done >= least else -1

        return run

    def _grouped(self, group: int | None, body: Step) -> Step:
        if group is None:
            return body

        def run(at: int, following: Next) -> int:
            def closed(end: int) -> int:
                self._groups[group] = self._text[at:end]
                return following(end)

            return body(at, closed)

        return run

    def _looking(self, direction: int, body: Step, width: int, wanted: bool) -> Step:
        def run(at: int, following: Next) -> int:
            begin = at if direction > 0 or width > at else at - width
            if direction < 0 and width > at:
                return following(at) if not wanted else -1
            found = begin >= 0 and body(begin, lambda end: end) >= 0
            return following(at) if found is wanted else -1

        return run

    def _again(self, group: int) -> Step:
        def run(at: int, following: Next) -> int:
            text = self._groups.get(group)
            self._steps += len(text or "")
            self._count()
            return following(at + len(text)) if text is not None and self._text.startswith(text, at) else -1

        return run

    def _place(self, where: Any) -> Step:
        def is_word(at: int) -> bool:
            return 0 <= at < len(self._text) and (self._text[at].isalnum() or self._text[at] == "_")

        def fits(at: int) -> bool:
            if where in (c.AT_BOUNDARY, c.AT_NON_BOUNDARY):
                return (is_word(at - 1) != is_word(at)) is (where is c.AT_BOUNDARY)
            lines = bool(self._flags & re.MULTILINE)
            if where in (c.AT_BEGINNING, c.AT_BEGINNING_STRING):
                return at == 0 or (lines and where is c.AT_BEGINNING and self._text[at - 1] == "\n")
            rest = self._text[at : at + 2]
            return not rest or (where is c.AT_END and (rest == "\n" or (lines and rest[0] == "\n")))

        def run(at: int, following: Next) -> int:
            self._count()
            return following(at) if fits(at) else -1

        return run


def held(op: Any, value: Any, folds: bool, flags: int) -> Callable[[str], bool]:
    """Return what says whether one letter is of a set, remembered for each letter."""

    def look(letter: str) -> bool:
        return any(
            _is_of(op, value, each, flags) for each in ({letter, letter.lower(), letter.upper()} if folds else {letter})
        )

    return functools.cache(look)


def _is_of(op: Any, value: Any, letter: str, flags: int) -> bool:
    if len(letter) != 1:
        return False
    if op is c.ANY:
        return letter != "\n" or bool(flags & re.DOTALL)
    if op is c.LITERAL or op is c.NOT_LITERAL:
        return (ord(letter) == value) is (op is c.LITERAL)
    is_negated = bool(value) and value[0][0] is c.NEGATE
    found = False
    for kind, what in value:
        if kind is c.LITERAL:
            found |= ord(letter) == what
        elif kind is c.RANGE:
            found |= what[0] <= ord(letter) <= what[1]
        elif kind is c.CATEGORY:
            name = str(what)
            of_it = (
                letter.isdigit()
                if "DIGIT" in name
                else letter.isspace()
                if "SPACE" in name
                else letter.isalnum() or letter == "_"
            )
            found |= of_it is ("NOT_" not in name)
    return found is not is_negated


def texts(counted: Counted) -> Iterator[Callable[[int], str]]:
    """Yield what makes texts of a length: before, a piece again and again, and an end that nothing fits."""
    seen = set()
    for before, body in _repeated(list(counted.tree), ""):
        for piece in dict.fromkeys((_sample(body), _sample(body) * 2 and before + _sample(body))):
            for head in dict.fromkeys((before, "")):
                if piece and (head, piece) not in seen:
                    seen.add((head, piece))
                    yield _maker(head, piece)
        if len(body) == 1 and body[0][0] in (c.LITERAL, c.NOT_LITERAL, c.ANY, c.IN):
            fits = held(*body[0], False, counted.tree.state.flags)
            for letter in filter(fits, LETTERS):
                for head in dict.fromkeys((before, "")):
                    if (head, letter) not in seen:
                        seen.add((head, letter))
                        yield _maker(head, letter)


def _maker(head: str, piece: str) -> Callable[[int], str]:
    def make(length: int) -> str:
        return f"{head}{piece * max(1, length // len(piece))}\x00"

    make.said = (head, piece)  # type: ignore[attr-defined]
    return make


def _repeated(items: list[Any], before: str) -> Iterator[tuple[str, list[Any]]]:
    """What is repeated without bound, each with a text that leads there."""
    for op, value in items:
        if op in _MANY:
            body = list(value[2])
            if value[1] >= UNBOUNDED:
                yield before, body
            yield from _repeated(body, before)
        else:
            for inner in _inner(op, value):
                yield from _repeated(inner, before)
        before += _sample([(op, value)])


def _inner(op: Any, value: Any) -> list[list[Any]]:
    if op is c.SUBPATTERN:
        return [list(value[3])]
    if op is c.ATOMIC_GROUP:
        return [list(value)]
    if op is c.BRANCH:
        return [list(way) for way in value[1][:BRANCHES]]
    if op in (c.ASSERT, c.ASSERT_NOT):
        return [list(value[1])]
    return []


def _sample(items: list[Any]) -> str:
    """A text that fits, the shortest of the first branches."""
    made = ""
    for op, value in items:
        if op in (c.LITERAL, c.NOT_LITERAL, c.ANY, c.IN):
            fits = held(op, value, False, 0)
            made += next((each for each in (*_named(op, value), *LETTERS) if fits(each)), "x")
        elif op in _MANY:
            made += _sample(list(value[2])) * min(max(value[0], 1 if value[1] else 0), SCALED)
        elif op not in (c.ASSERT, c.ASSERT_NOT):
            made += "".join(map(_sample, _inner(op, value)[:1]))
    return made


def _named(op: Any, value: Any) -> Iterator[str]:
    if op is c.LITERAL:
        yield chr(value)
    elif op is c.IN:
        yield from (chr(what if kind is c.LITERAL else what[0]) for kind, what in value if kind in (c.LITERAL, c.RANGE))


def growth(pattern: str | bytes, flags: int) -> tuple[float, tuple[str, str]] | None:
    """Return by how much twice the text takes longer, and of what text, where that is more than work that is straight."""
    counted = Counted(pattern, flags)
    worst: tuple[float, tuple[str, str]] | None = None
    for make in texts(counted):
        small, large = (counted.steps(make(length)) for length in (24, 48))
        if large > 2.6 * small or large == MOST_STEPS:
            larger = counted.steps(make(96))
            if larger > 2.7 * large or larger == MOST_STEPS:
                worst = max(worst or (0.0, ("", "")), (large / small, make.said))
    return worst


def main() -> None:
    """Print the patterns whose work grows faster than their text, each with a text that shows it."""
    sys.setrecursionlimit(20_000)
    for (pattern, flags), where in sorted(patterns().items(), key=lambda item: item[1]):
        if found := growth(pattern, flags):
            print(f"{where}: x{found[0]:.1f} for twice of {found[1]}: {pattern!r}")


if __name__ == "__main__":
    main()
