"""Records that were damaged on their way: what is left of them comes back as it was saved."""

from __future__ import annotations

import pytest

from backref import formats
from backref.model import Bibliography, Reference

DAMAGED = Reference(
    id="a", type="article-journal", container_title="BMJ", volume="350", pmid="2AU - Deyo", pmcid="PMC1"
)


@pytest.mark.parametrize("name", ["ris", "enw", "nbib", "csl-json"])
def test_an_article_without_a_title_keeps_its_journal(name):
    saved = formats.dump(Bibliography.of((DAMAGED,)), name)
    read = formats.load(saved, name).bibliography()
    assert (read.entries[0].reference.title, read.entries[0].reference.container_title) == (None, "BMJ")
    assert formats.dump(read, name) == saved
