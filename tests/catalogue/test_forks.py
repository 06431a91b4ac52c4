"""An open catalogue is read anew only when it is asked to: no thread of its own takes the index's lock, which a process
that is forked at that moment would inherit, and then wait for itself.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Event

import tantivy

from backref.catalogue import Catalogue
from backref.model import Reference


def _until(is_so: Callable[[], bool]) -> None:
    while not is_so():  # each test has an end
        Event().wait(0.02)


def test_what_another_writes_is_not_read_by_a_thread(tmp_path):
    made = Catalogue.open(tmp_path, create=True)
    held = Catalogue.open(tmp_path)
    watched = tantivy.Index.open(str(held._at.index))  # as tantivy has it, which looks every half a second
    for number in (1, 2):  # what it has seen twice, whoever looks had the time to see once
        made.add([Reference(id="a", title="Heat", doi=f"10.5555/{number}")])
        _until(lambda number=number: watched.searcher().num_docs == number)
    assert held._index.searcher().num_docs == 0
    assert made._index.searcher().num_docs == 2
    assert len(Catalogue.open(tmp_path)) == 2
