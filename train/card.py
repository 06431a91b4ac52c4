"""Judge the packaged tagger on the dev strings and write its card: `python -m train.card`.

The tables come from the scorer that lies beside the data. AnyStyle's column is what AnyStyle 1.6 reaches on held-out
strings of the same corpora, as the data's own documentation states it.
"""

from __future__ import annotations

import argparse
import gzip
import json
import time
from collections import Counter
from pathlib import Path

from backref.parsing import parse_many
from backref.parsing.tagging.features import BUCKETS

from .calibrate import reliability
from .data import BLIND
from .judge import FIELDS, judge
from .misses import KINDS, counted
from .scoring import scorer_in

ROOT = Path(__file__).resolve().parent.parent
PEER = {
    "plos": (93.5, 70.2), "pmc": (81.1, 29.9), "wikipedia-cs1": (80.1, 43.0), "wikipedia-cs1-wikitext": (81.8, 43.3), "jats-misc": (82.7, 44.7),
    "scielo": (87.1, 51.4), "grobid-corpus": (78.4, 44.5), "excite-en": (90.1, 64.4), "excite-de": (76.1, 33.5), "linkedbooks": (69.4, 40.8),
}  # fmt: skip
GOAL = {
    "plos": (98.5, 93), "pmc": (96.5, 86), "wikipedia-cs1": (96.5, 86), "wikipedia-cs1-wikitext": (96.5, 86), "jats-misc": (95, 80), "scielo": (96, 84),
    "grobid-corpus": (93, 72), "excite-en": (95, 80), "excite-de": (88, 60), "linkedbooks": (92, 80),
}  # fmt: skip
COMMONEST = 10  # errors that are listed
# What the commonest errors look like, in citations of our own.
EXAMPLES = {
    (
        "author",
        "too long",
    ): "“Ministério da Saúde” is kept whole, where the scorer expects the last word of an organisation",
    (
        "author",
        "other",
    ): "“Lindgens, M./Knoche, M.” are two people, and “Vale DBAP” is Vale; the scorer splits neither so",
    ("author", "spurious"): "“OECD (2004): …”: an organisation that the corpus calls no author",
    ("author", "missing"): "“Capcom: Resident Evil, 1996”: a company in front of a title",
    (
        "title",
        "too long",
    ): "“Title. Unpublished manuscript, Florida State University”: what follows the title is taken into it",
    ("title", "cut short"): "“Risk. A comparative analysis. Ann Arbor: …”: a subtitle behind a full stop is lost",
    ("title", "spurious"): "a title is seen where a physicist printed none",
    ("title", "missing"): "the title of a web page or a law is taken for its author",
    ("title", "other"): "author and title change places in a list of archives",
    (
        "container-title",
        "missing",
    ): "“Projektbericht”, “IZA Discussion Paper No. 200”: a series or a kind of report that the corpus calls the container",
    (
        "container-title",
        "spurious",
    ): "“Arthritis. Centers for Disease Control. Retrieved …”: whether a site is container or publisher is the template's word",
    ("container-title", "too long"): "“Mind, New Series, Oxford University Press, v. 65”",
    ("container-title", "cut short"): "“Proceedings of the 26th Conference ECMS 2012”: the year at its end is left out",
    ("container-title", "other"): "“In Verständnisse, ed. by …”: the editor's name is taken into the container",
    ("volume", "missing"): "“Heft 5/6”, “Working Paper 2011:3”: a number of a series",
    ("volume", "spurious"): "“Media Perspektiven, 2, 53–73”: an issue is taken for a volume",
    ("issue", "missing"): "“73, 1, 31–56”: the issue between two commas",
    ("issue", "spurious"): "“12/1988” is volume and year",
    ("pages", "spurious"): "“145 p.” counts pages, and “Hotel, 11–12 November” are days",
    ("pages", "missing"): "a first page glued to the volume",
}
SHORT = (
    ("excite-de", ""),
    ("excite-en", ""),
    ("scielo", ""),
    ("linkedbooks", ""),
    ("wikipedia-cs1", ""),
    ("wikipedia-cs1-wikitext", ""),
    ("world", "es"),
    ("world", "hr"),
)  # of which the misses are told apart; of the world's strings those of a language
TEXT = """# The citation tagger

One bidirectional LSTM of 128 units a side over hashed features of words, the marks around them and, in scripts without blanks, the characters beside them
(embedding 64, {buckets} buckets), of a DOI its registrant and of an address its site and the words of its path, a linear layer and a linear-chain CRF for the labels, and a linear layer over the mean and the greatest of all tokens for
the type; {size:.1f} MB. Trained by `python -m train.tagger` (batches of strings of one length, some 4,500 tokens each; a tenth of all features and a fifth of all
words are forgotten at random; the rate falls to nothing; the average of the weights is kept) for {minutes} minutes on a part of one core, going on from the model
before by `--start` with a set of printed strings of its own (`--seeds 21 --made 12 --rate 1.2e-3 --kinds 1.3`); then the mean of the model before (0.6) and of the
last weights (0.4) by `python -m train.mean`, since on dev the mean does better than either, on old and on new corpora. The weights of the corpora in
`train/material.py` are those of the epochs behind the fifth; before, AnyStyle's, LinkedBooks', Persian and Chinese strings weighed less. Confidences by `python -m train.calibrate`; this
card by `python -m train.card`.

## Trained on

Labelled citation strings: AnyStyle's (BSD-2), GROBID's (Apache-2.0), PLOS and PMC articles (CC BY and other licences without NC or ND), SciELO (CC BY,
CC BY-NC), Wikipedia (CC BY-SA), LinkedBooks (MIT), ParsCit (LGPL-3); 9,400 strings in 28 languages and 31 types, real or printed from public bibliographies by
citeproc-js in 137 styles; 64,000 that citeproc-js printed anew in 850 of the published CSL styles and 40 locales (the model before: 59,000 others in 1,500), from
the facts of the former, from Crossref records, and from word lists in 20 languages that were written for it (`train/word_lists.json`), every type of work among them; 25,000 in each epoch in styles
written here, a fifth of them "People. Title. Year."; and 6,000 whose punctuation is one string's and whose fields are others' of its language. Punctuation, quotes,
labels, blanks, and years in titles are varied. Never trained on: {blind}. Left out: anystyle-ugly, which a machine labelled.

## Dev strings

Soft F1 over the seven core fields (authors as the ordered list of family names, title, container, year, volume, issue, first page) and the share of strings with
all seven right, with what 95 of 100 resamplings of the documents give; then what was aimed at, and F1 for each field. AnyStyle 1.6 was measured on held-out
strings of the same corpora, not on these.

| corpus | strings | F1 | all right | aimed at | AnyStyle | {heads} |
| --- | --- | --- | --- | --- | --- |{lines}
{rows}

{count} strings in {seconds:.1f} s of one processor, raw to CSL, the model already loaded ({speed} a second; aimed at: 4,000; AnyStyle 1.6 does 378; see `benchmarks/parsing_speed.py`).

Two things in the tables are the scorer's: it takes the last word of an organisation for its family name, and it does not split "M./Lindgens" or know four
initials ("Vale DBAP"). Labels read with no fault at all score 88.7 (excite-de), 90.8 (scielo) and 94.3 (excite-en) all right for that reason. LinkedBooks calls
those authors, too, whom “a cura di”, “ed. by” or “hrsg. von” stands before; they are editors here.

What kind the misses are, by strings (`python -m train.misses CORPUS` says how they are told apart). Labels: the words beside a labelled volume or issue say that it
is none ("Heft 5", "4. Auflage"). Scorer: the people of the labelled words, divided
otherwise by the scorer. Choice: the words are in another field than the labels say, such as a series, a report's kind or a site: in CSL a
report's series is `collection-title` and no container, "4/2001" an issue and no volume, a body that issued a work its author, an editor no author, a page of the web's site container
or publisher as the template happens to say. Border: one of the two reaches
further ("Title. HIS: Projektbericht"). Unlabelled: we found something, and the labels have nothing there. The rest is mostly ours.

| corpus | strings | right | labels | scorer | choice | border | unlabelled | rest |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
{misses}

## Languages and types

The strings of the world corpora and of citeaudit ("People. Title. Year."), judged against what their sources state: F1 and all right as above, the whole list of
people in order, the CSL type, and the number of a standard, patent, report or case. One label in ten of the printed ones is noisy.

| | strings | F1 | all right | people | title | container | type | number |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
{world}

### Their commonest errors

| field | error | language | strings |
| --- | --- | --- | --- |
{world_errors}

## Confidence

Fields of that half of the dev strings which the curves were not fitted on; then by the script of the string. The further curves for Arabic letters and for Hangul
were fitted on both halves, since one is a few documents: for these two scripts the table shows how well the curves fit, and not how well they carry over.

{reliability}

## The commonest errors

Over all dev strings of the table above, AnyStyle's and ParsCit's apart.

| field | error | strings | such as |
| --- | --- | --- | --- |
{errors}
"""


def main() -> None:
    """Print the card and write it beside the model."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, default=ROOT.parent / "shared")
    options.add_argument("--minutes", type=int, default=45, help="how long the training took")
    given = options.parse_args()
    print(write(given.data, given.minutes))


def write(data: Path, minutes: int) -> str:
    """Return the card, having written it."""
    rows = []
    errors: Counter[tuple[str, str]] = Counter()
    raws = []
    for path in sorted((data / "corpora" / "dev").glob("*.jsonl.gz")):
        name = path.name.removesuffix(".jsonl.gz")
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            here = [json.loads(line)["raw"] for line in lines]
        raws += here
        if len(here) < 50 or name == "anystyle-ugly":
            continue
        judged = judge(path, data)
        if name in PEER:
            errors += judged.errors
        (low, high), (least, most) = judged.f1_range, judged.whole_range
        cells = [
            f"{name}{' (blind)' if name in BLIND else ''}",
            str(judged.strings),
            f"{judged.f1:.1f} ({low:.1f}–{high:.1f})",
            f"{judged.whole:.1f} ({least:.1f}–{most:.1f})",
            " / ".join(map(str, GOAL.get(name, ()))),
            " / ".join(map(str, PEER.get(name, ()))),
            *(f"{judged.fields[field]:.1f}" if field in judged.fields else "" for field in FIELDS),
        ]
        rows.append("| " + " | ".join(cells) + " |")
    began = time.process_time()
    count = sum(1 for _ in parse_many(raws))
    seconds = time.process_time() - began
    folder = ROOT / "src" / "backref" / "data"
    misses = []
    for corpus, language in SHORT:
        _, strings, all_of = counted(corpus, data, language)
        misses.append(
            f"| {' '.join(filter(None, (corpus, language)))} | {all_of} | {strings['right']} | "
            + " | ".join(str(strings[kind]) for kind in KINDS)
            + " |"
        )
    world, world_errors = _world(data)
    text = TEXT.format(
        buckets=f"{BUCKETS:,}", size=(folder / "tagger.npz").stat().st_size / 1e6, blind=", ".join(BLIND), heads=" | ".join(FIELDS), minutes=minutes,
        lines=" --- |" * len(FIELDS), rows="\n".join(rows), count=f"{count:,}", seconds=seconds, speed=f"{count / seconds:,.0f}",
        reliability=reliability(data), world=world, world_errors=world_errors, misses="\n".join(misses),
        errors="\n".join(f"| {f} | {kind} | {n} | {EXAMPLES.get((f, kind), '')} |" for (f, kind), n in errors.most_common(COMMONEST)),
    )  # fmt: skip
    (folder / "tagger.md").write_text(text, encoding="utf-8")
    return text


def _world(data: Path) -> tuple[str, str]:
    """Return the rows of the table of languages and types, and those of its commonest errors."""
    scorer = scorer_in(data, "world")
    paths = sorted((data / "corpora" / "dev").glob("world-*.jsonl.gz"))
    rows = [row for path in paths for row in scorer.load(str(path))]
    asked = [*rows, *scorer.load(str(data / "corpora" / "dev" / "citeaudit.jsonl.gz"))]
    said = {
        row["id"]: {"reference": parsed.reference.csl()}
        for row, parsed in zip(asked, parse_many(r["raw"] for r in asked), strict=True)
    }
    judged = scorer.score(rows, said)
    groups = {"all": judged, "real strings": [each for each in judged if "real" in each[0]["corpus"]]}
    groups["citeaudit (blind)"] = scorer.score(asked[len(rows) :], said)
    for key in ("lang", "type"):
        count = Counter(each[0].get(key) or "" for each in judged)
        groups |= {
            f"{key} {name}": [each for each in judged if each[0].get(key) == name]
            for name, n in count.most_common()
            if name and (n >= 15 or name in ("es", "hr"))
        }
    lines = []
    for name, found in groups.items():
        table = scorer.table(found)
        cells = (table[key] for key in ("n", "F1", "all_right", "people", "title", "container", "type", "number"))
        lines.append(f"| {name} | " + " | ".join("" if cell is None else str(cell) for cell in cells) + " |")
    faults = Counter(
        (field, "missing" if expected and not given else "spurious" if not expected else "wrong", row["lang"])
        for row, _, found, *_ in judged
        for field, (right, expected, given) in ((f, v) for f, v in found.items() if v and f != "split")
        if not right
    )
    commonest = [f"| {' | '.join(fault)} | {count} |" for fault, count in faults.most_common(COMMONEST)]
    return "\n".join(lines), "\n".join(commonest)


if __name__ == "__main__":
    main()
