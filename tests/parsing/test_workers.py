"""Several processes parse as one does: the same parses in order, as a stream; one that is killed is told, and none is
left.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import stat
import struct
from contextlib import suppress

import pytest

from backref import WorkerLost, parse_many
from backref.errors import BackrefError
from backref.processes import spread

RAWS = [
    f"Deyo RA, Chou R. Opioids for pain {at}. BMJ. 2015;350:g{at}. doi:10.1136/bmj.g{at}. Ibid. 12"
    for at in range(2100)
]


def test_the_parses_come_in_order_and_are_those_of_one_process():
    raws = [
        *RAWS[:600],
        "",
        "Ibid., p. 45.",
        "Смит И. Боль. М.: Наука, 2015. — 512 с.",
        "王军. 腰痛[J]. 中华医学杂志, 2015, 12(3): 45-52.",
    ]
    there = list(parse_many(raws, workers=2))
    here = list(parse_many(raws))
    assert [parsed.raw for parsed in there] == raws
    assert [parsed.reference for parsed in there] == [parsed.reference for parsed in here]
    assert [parsed.problems for parsed in there] == [parsed.problems for parsed in here]
    assert [parsed.reference.model_fields_set for parsed in there] == [
        parsed.reference.model_fields_set for parsed in here
    ]
    assert [[field.span for field in parsed.fields] for parsed in there] == [
        [field.span for field in parsed.fields] for parsed in here
    ]


def test_a_stream_is_not_read_to_its_end_and_leaves_no_process():
    read = []
    stream = parse_many((read.append(raw) or raw for raw in RAWS * 10), workers=2)
    assert (read, multiprocessing.active_children()) == ([], [])
    assert next(stream).reference.doi == "10.1136/bmj.g0"
    assert 0 < len(read) < len(RAWS) * 2
    stream.close()
    assert multiprocessing.active_children() == []


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no process is killed so here")
def test_a_process_that_is_killed_is_told():
    stream = parse_many(RAWS * 10, workers=2)
    next(stream)
    os.kill(multiprocessing.active_children()[0].pid, signal.SIGKILL)
    with pytest.raises(WorkerLost, match="one of 2 processes") as told:
        list(stream)
    assert isinstance(told.value, BackrefError)
    assert multiprocessing.active_children() == []


def half_an_answer(batch):
    """Begin to answer, and be killed before the end."""
    for descriptor in range(3, 64):
        with suppress(OSError):
            if stat.S_ISSOCK(os.fstat(descriptor).st_mode):
                os.write(descriptor, struct.pack("!i", 1000) + b"x")
    os.kill(os.getpid(), signal.SIGKILL)


def what_is_refused(batch):
    raise ValueError(f"{batch} is refused")


def test_what_the_work_raises_is_raised():
    with pytest.raises(ValueError, match="is refused"):
        list(spread(what_is_refused, [["a"], ["b"]], 2))
    assert multiprocessing.active_children() == []


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no process is killed so here")
def test_a_process_that_is_killed_in_the_middle_of_its_answer_is_told():
    with pytest.raises(WorkerLost):
        list(spread(half_an_answer, [["a"], ["b"], ["c"]], 2))
    assert multiprocessing.active_children() == []


def test_no_process_at_all_is_the_callers_mistake():
    with pytest.raises(ValueError, match="not 0"):
        parse_many([], workers=0)
