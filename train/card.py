"""Judge the packaged tagger on the dev strings and write its card: `python -m train.card`.

The table comes from the scorer that lies beside the data. AnyStyle's column is what AnyStyle 1.6 reaches on held-out
strings of the same corpora, as the data's own documentation states it.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import time
from pathlib import Path

from backref.parsing import parse_many

from .data import BLIND

ROOT = Path(__file__).resolve().parent.parent
PEER = {
    "plos": (93.5, 70.2), "pmc": (81.1, 29.9), "wikipedia-cs1": (80.1, 43.0), "wikipedia-cs1-wikitext": (81.8, 43.3), "jats-misc": (82.7, 44.7),
    "scielo": (87.1, 51.4), "grobid-corpus": (78.4, 44.5), "excite-en": (90.1, 64.4), "excite-de": (76.1, 33.5), "linkedbooks": (69.4, 40.8),
}  # fmt: skip
FIELDS = ("author", "title", "container-title", "date", "volume", "issue", "pages")
TEXT = """# The citation tagger

One bidirectional LSTM of 96 units a side over hashed token features (embedding 64, {buckets} buckets), a linear layer and a linear-chain CRF; half
precision, {size:.1f} MB. Trained by `python -m train.tagger` (seed 7, 14 epochs, dropout 0.25, batches of 48; 24 minutes on two cores).

## Trained on

Labelled citation strings: AnyStyle's (BSD-2), GROBID's (Apache-2.0), PLOS and PMC articles (CC BY and other licences without NC or ND), SciELO (CC BY,
CC BY-NC), Wikipedia (CC BY-SA), LinkedBooks (MIT), ParsCit (LGPL-3); and, anew in each epoch, 14,000 citations rendered from Crossref records (facts) in seven
styles of our own, with augmentation of punctuation, quotes, labels and blanks. Never trained on: {blind}. Left out: anystyle-ugly, which a machine labelled.

## Dev strings

Soft F1 over the seven core fields (authors as the ordered list of family names, title, container, year, volume, issue, first page), the share of strings with
all seven right, and F1 for each field. AnyStyle 1.6 was measured on held-out strings of the same corpora, not on these.

| corpus | strings | F1 | all right | AnyStyle F1 | AnyStyle all right | {heads} |
| --- | --- | --- | --- | --- | --- |{lines}
{rows}

{count} strings in {seconds:.1f} s on one core, raw to CSL, the model already loaded.

## Known weaknesses

- Web pages and newspapers on Wikipedia: whether a site is container or publisher is the template's word and cannot be seen in the text.
- German social science (excite-de): editors, series and containers of collected works are mixed up; places become containers.
- Organisations as authors are kept whole, where the scorer expects their last word, which costs author F1 on every corpus.
- Physics references without titles: abbreviated journals with letters in their volume ("Phys. Lett. B").
- Confidence has not been calibrated: it is the least marginal probability among a field's tokens.
"""


def main() -> None:
    """Print the card and write it beside the model."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, default=ROOT.parent / "shared")
    given = options.parse_args()
    print(write(given.data))


def write(data: Path) -> str:
    """Return the card, having written it."""
    from backref.parsing.features import BUCKETS

    spec = importlib.util.spec_from_file_location("scorer", data / "score" / "parsing.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"no scorer in {data}")
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    rows = []
    count = 0
    seconds = 0.0
    list(parse_many(["warm up"]))
    for path in sorted((data / "corpora" / "dev").glob("*.jsonl.gz")):
        name = path.name.removesuffix(".jsonl.gz")
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            gold = [json.loads(line) for line in lines]
        began = time.perf_counter()
        parsed = list(parse_many(row["raw"] for row in gold))
        seconds += time.perf_counter() - began
        count += len(gold)
        if len(gold) < 50 or name == "anystyle-ugly":
            continue
        predicted = {row["id"]: scorer.csl_fields(item.reference.csl()) for row, item in zip(gold, parsed, strict=True)}
        soft = scorer.evaluate(gold, predicted)["soft"]
        peer = PEER.get(name)
        cells = [
            f"{name}{' (blind)' if name in BLIND else ''}",
            len(gold),
            f"{soft['micro_core7'][2]:.1f}",
            f"{soft['instance_core7']:.1f}",
        ]
        cells += [f"{value:.1f}" for value in peer] if peer else ["", ""]
        cells += [f"{soft[field][2]:.1f}" if field in soft else "" for field in FIELDS]
        rows.append("| " + " | ".join(map(str, cells)) + " |")
    folder = ROOT / "src" / "backref" / "data"
    text = TEXT.format(
        buckets=f"{BUCKETS:,}", size=(folder / "tagger.npz").stat().st_size / 1e6, blind=", ".join(BLIND), heads=" | ".join(FIELDS), lines=" --- |" * len(FIELDS),
        rows="\n".join(rows), count=f"{count:,}", seconds=seconds,
    )  # fmt: skip
    (folder / "tagger.md").write_text(text, encoding="utf-8")
    return text


if __name__ == "__main__":
    main()
