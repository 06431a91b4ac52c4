"""Print how often the passage shown is the right one, beside BM25 and TF-IDF, what misplaced citations look like, and
what it costs.

python benchmarks/passages.py [--all] [--misses]

It judges with the half of tests/gold/passages that trained nothing; --all takes both halves, --misses prints the claims
that go wrong.
"""

from __future__ import annotations

import argparse
import math
import re
import sys
import time
from collections import Counter
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from train.passages import Asked, Labelled, labelled

from backref.passages.indexing import Index, index_of, prepared
from backref.passages.quoting import passages_of
from backref.passages.ranking import ranked
from backref.passages.works import Part, Work

_WORD = re.compile(r"\w+")


def main() -> None:
    """Print the figures, one a line."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--all", action="store_true")
    options.add_argument("--misses", action="store_true")
    given = options.parse_args()
    works = labelled(None if given.all else 1)
    claims = [(each, claim) for each in works for claim in each.claims]
    print(f"{len(works)} works, {len(claims)} claims, {sum(claim.is_changed for _, claim in claims)} of them changed")
    indices = {each.title: index_of(each.work) for each in works}
    for name, order in (("backref", ours), ("BM25 alone", bm25), ("TF-IDF alone", tfidf)):
        places = [placed(order(indices[each.title], claim.text), claim) for each, claim in claims]
        print(
            f"{name:14} recall@1 {np.mean([at < 1 for at in places]):.3f}  @3 {np.mean([at < 3 for at in places]):.3f}"
        )
        if name == "backref" and given.misses:
            misses(indices, claims, places)
    own, other = coverings(works, indices)
    print(
        f"misplaced      area under the curve of coverage {area(own, other):.3f} ({len(own)} right, {len(other)} misplaced)"
    )
    statuses = Counter(passages_of(indices[each.title], claim.text).status for each, claim in claims)
    print(f"shown          {dict(statuses)}")
    changes(indices, claims)
    times(works)


def ours(index: Index, claim: str) -> list[int]:
    """The sentences in our order."""
    return [row.at for row in ranked(index, prepared(index, claim))]


def _tokens(index: Index) -> list[list[str]]:
    return [_WORD.findall(text.text.lower()) for text in index.texts]


def bm25(index: Index, claim: str) -> list[int]:
    """The sentences by BM25 over words as printed."""
    texts = _tokens(index)
    counts = Counter(word for words in texts for word in set(words))
    mean = sum(map(len, texts)) / len(texts)

    def value(words: list[str]) -> float:
        held = Counter(words)
        return sum(
            math.log(1 + (len(texts) - counts[word] + 0.5) / (counts[word] + 0.5))
            * held[word] * 2.2 / (held[word] + 1.2 * (0.25 + 0.75 * len(words) / mean))
            for word in set(_WORD.findall(claim.lower()))
        )  # fmt: skip

    return _best([value(words) for words in texts])


def tfidf(index: Index, claim: str) -> list[int]:
    """The sentences by the cosine of TF-IDF vectors over words as printed."""
    texts = _tokens(index)
    counts = Counter(word for words in texts for word in set(words))

    def vector(words: list[str]) -> dict[str, float]:
        made = {word: n * math.log((1 + len(texts)) / (1 + counts[word])) for word, n in Counter(words).items()}
        length = math.sqrt(sum(value * value for value in made.values())) or 1.0
        return {word: value / length for word, value in made.items()}

    asked = vector(_WORD.findall(claim.lower()))
    return _best([sum(value * asked.get(word, 0.0) for word, value in vector(words).items()) for words in texts])


def _best(values: list[float]) -> list[int]:
    return sorted((at for at, value in enumerate(values) if value > 0), key=lambda at: (-values[at], at))


def placed(order: list[int], claim: Asked) -> int:
    """At which place of the order the first right sentence stands; a large number where none does."""
    return next((place for place, at in enumerate(order) if at in claim.right), 999)


def coverings(works: list[Labelled], indices: dict[str, Index]) -> tuple[list[float], list[float]]:
    """What is covered of each claim by the work that it cites, and by each other one of the same list."""
    own, other = [], []
    for each in works:
        for claim in each.claims:
            for beside in works:
                if beside.field == each.field:
                    score = passages_of(indices[beside.title], claim.text).score
                    (own if beside is each else other).append(score)
    return own, other


def area(own: list[float], other: list[float]) -> float:
    """The area under the curve: how often a right pair has more than a misplaced one; a tie counts half."""
    mine, theirs = np.array(own)[:, None], np.array(other)[None, :]
    return float(np.mean((mine > theirs) + 0.5 * (mine == theirs)))


def changes(indices: dict[str, Index], claims: list[tuple[Labelled, Asked]]) -> None:
    """Print how many changed claims, and how many others, have something printed otherwise in a passage that is
    right.
    """
    told: Counter[tuple[bool, bool]] = Counter()
    for each, claim in claims:
        found = passages_of(indices[each.title], claim.text).passages
        told[claim.is_changed, any(passage.unlike for passage in found[:1])] += 1
    for is_changed, name in ((True, "changed"), (False, "unchanged")):
        print(
            f"{name:14} {told[is_changed, True]} of {told[is_changed, True] + told[is_changed, False]} have something printed otherwise in the first passage"
        )


def times(works: list[Labelled]) -> None:
    """Print the milliseconds of a claim: abstracts, and an article made of all of them."""
    claims = [claim.text for each in works for claim in each.claims]
    begun = time.perf_counter()
    for each in works:
        index = index_of(each.work)
        for claim in each.claims:
            passages_of(index, claim.text)
    abstracts = (time.perf_counter() - begun) / len(claims)
    parts = tuple(
        Part(f"section {at}", part.text) for at, part in enumerate(part for each in works for part in each.work.parts)
    )
    begun = time.perf_counter()
    index = index_of(Work(parts, "tests"))
    made = time.perf_counter() - begun
    begun = time.perf_counter()
    for claim in claims[:20]:
        passages_of(index, claim)
    article = (time.perf_counter() - begun) / 20
    print(
        f"time           {1000 * abstracts:.1f} ms a claim for abstracts; {1000 * article:.1f} ms for an article of {len(index.sentences)} sentences, after {1000 * made:.0f} ms once"
    )


def misses(indices: dict[str, Index], claims: list[tuple[Labelled, Asked]], places: list[int]) -> None:
    """Print each claim whose first sentence is not the right one, with both."""
    for (each, claim), at in zip(claims, places, strict=True):
        if at:
            texts = indices[each.title].texts
            first = ours(indices[each.title], claim.text)[:1]
            print(
                f"  {at} {claim.text}\n      right: {[texts[n].text for n in claim.right]}\n      first: {[texts[n].text for n in first]}"
            )


if __name__ == "__main__":
    main()
