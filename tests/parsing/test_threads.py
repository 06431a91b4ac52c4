"""Threads that parse at the same time get what each would get alone."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor

import backref
from backref.parsing import parse_many


def test_threads_that_parse_new_words_at_once_get_their_own_answers():
    lists = [
        [
            f"Roe{n}x{k} A, Poe{k}y{n} B. Wordly{n}q{k} studies of the back{k}z{n}. Spine. 2001;{n + 1}:{k + 1}-9."
            for k in range(12)
        ]
        for n in range(24)
    ]
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        with ThreadPoolExecutor(8) as pool:
            together = list(pool.map(lambda each: [p.reference for p in parse_many(each)], lists))
    finally:
        sys.setswitchinterval(interval)
    assert together == [[backref.parse(raw).reference for raw in each] for each in lists]
