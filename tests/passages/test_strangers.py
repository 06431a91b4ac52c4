"""Claims of kinds that the gold of the benchmark does not hold: numbers in words, ranges, decimals of other countries,
synonyms, hedges and negations in the languages that have a file, and claims in another language than their work.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from backref.passages.indexing import index_of
from backref.passages.prose import codes
from backref.passages.quoting import passages_of
from backref.passages.works import Part, Work

GOLD = Path(__file__).resolve().parents[1] / "gold" / "strangers.txt"


def cases():
    for text in GOLD.read_text("utf-8").split("=== ")[1:]:
        title, _, rest = text.partition("\n")
        body, _, asked = rest.partition("--- claims\n")
        sentences = body.strip().split("\n")
        for line in asked.strip().split("\n"):
            said, _, claim = line.partition("> ")
            yield pytest.param(
                sentences, int(said.split()[0]) - 1, "changed" in said, claim, id=f"{title[:2]}: {claim[:40]}"
            )


@pytest.mark.parametrize(("sentences", "right", "is_changed", "claim"), list(cases()))
def test_the_right_sentence_is_quoted_first_and_what_was_changed_is_told(sentences, right, is_changed, claim):
    parts = tuple(Part("abstract", sentence) for sentence in sentences)
    found = passages_of(index_of(Work(parts, "tests")), claim)
    assert [passage.text for passage in found.passages[:1]] == [sentences[right]]
    assert bool(found.passages[0].unlike) == is_changed, found.passages[0].unlike


def test_every_language_has_strangers():
    assert {text[:2] for text in GOLD.read_text("utf-8").split("=== ")[1:]} == set(codes())
