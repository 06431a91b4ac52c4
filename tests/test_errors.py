"""Every exception of this package can cross a process: nothing hangs, and it says there what it said here."""

from __future__ import annotations

import copy
import importlib
import inspect
import multiprocessing
import pickle
import pkgutil

import pytest

import backref
from backref.errors import BackrefError

GIVEN = {"known": ("b", "a"), "line": 3, "id": {"x": [1]}, "retry_after_s": 2.5, "missing": ("a",), "problems": ()}


def _classes() -> list[type[Exception]]:
    found = set()
    for info in pkgutil.walk_packages(backref.__path__, "backref."):
        if info.name == "backref.__main__":
            continue
        try:
            module = importlib.import_module(info.name)
        except ImportError:  # an extra that is not installed
            continue
        found |= {
            value
            for value in vars(module).values()
            if inspect.isclass(value) and issubclass(value, Exception) and value.__module__.startswith("backref")
        }
    return sorted(found, key=lambda kind: (kind.__module__, kind.__name__))


def _made(kind: type[Exception]) -> Exception:
    if kind.__init__ in (Exception.__init__, BackrefError.__init__, ValueError.__init__, OSError.__init__):
        return kind("what was wrong")
    parameters = list(inspect.signature(kind.__init__).parameters.values())[1:]
    given = {
        p.name: GIVEN.get(p.name, f"some {p.name}")
        for p in parameters
        if p.kind not in (p.VAR_POSITIONAL, p.VAR_KEYWORD)
    }
    positional = [given[p.name] for p in parameters if p.name in given and p.kind != p.KEYWORD_ONLY]
    named = {p.name: given[p.name] for p in parameters if p.kind == p.KEYWORD_ONLY}
    return kind(*positional, **named) if positional or named else kind("what was wrong")


CLASSES = _classes()


def test_there_are_exceptions_to_try():
    assert {"SourceError", "UnknownPlugin", "UnwritableOutput", "Offline", "BadRow", "Interrupted"} <= {
        kind.__name__ for kind in CLASSES
    }


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_an_exception_comes_back_as_it_was(kind, protocol):
    error = _made(kind)
    error.add_note("and where")
    for again in (pickle.loads(pickle.dumps(error, protocol)), copy.copy(error), copy.deepcopy(error)):  # noqa: S301  our own
        assert type(again) is kind
        assert (str(again), again.args, vars(again)) == (str(error), error.args, vars(error))


def _raise(number: int) -> None:
    raise _made(CLASSES[number])


def test_an_exception_in_another_process_is_heard_of():
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        results = [pool.apply_async(_raise, (number,)) for number in range(len(CLASSES))]
        for kind, result in zip(CLASSES, results, strict=True):
            with pytest.raises(kind) as caught:
                result.get(timeout=60)
            assert str(caught.value) == str(_made(kind))


TEXT = "It helps [1].\n\n1. Deyo RA. Opioids for low back pain. BMJ. 2015;350:g6380.\n"
BIB = "@string{bmj = {BMJ}}\n@article{a, title = {Heat}, journal = bmj, year = 20188}\n"


def _values():
    from backref import checking, formats, pipeline, readers, reporting
    from backref.project import checks, tidying

    document = readers.read(TEXT.encode(), "a.md")
    found = pipeline.find(document)
    bibliography = pipeline.resolve(document, [])
    file = checking.load("b.bib", BIB, "bibtex")
    yield from (document, found, pipeline.link(document, found), bibliography, *bibliography.entries)
    yield from (file, *checking.check(checking.CheckedProject((file,), 2026)), formats.load(BIB, "bibtex"))
    yield from (tidying.tidy([BIB, BIB]), reporting.of_bibliography(bibliography, [document]))
    yield from (checks.check([BIB], []), *checking.rules())


@pytest.mark.parametrize("again", [lambda value: pickle.loads(pickle.dumps(value)), copy.deepcopy, copy.copy])  # noqa: S301
def test_every_value_that_a_verb_gives_crosses_a_process_and_can_be_copied(again):
    values = list(_values())
    assert {"Document", "CheckedFile", "Fault", "Tidied", "Bibliography"} <= {type(value).__name__ for value in values}
    assert [again(value) for value in values] == values
