"""Judge the formats on the open conversion cases, kind by kind, beside what the best peers reach on them.

    python benchmarks/formats.py [--data FOLDER] [--kinds a,b,...] [--misses FILE]
    python benchmarks/formats.py --answer      # one case (JSON) a line on stdin -> one answer a line on stdout

The second form is the adapter that the scorer of the reference data can call as its --batch command.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from backref import formats  # noqa: E402
from backref.errors import UnknownPlugin  # noqa: E402
from backref.fields import dates, titles  # noqa: E402
from backref.fields.latex import decode  # noqa: E402
from backref.fields.latex import encode as latex_encode  # noqa: E402
from backref.formats.bib import names as bib_names  # noqa: E402
from backref.formats.bib import read, scan  # noqa: E402

KINDS = {
    "a": ("a_bibtex_parse", "BibTeX -> fields", 97.0, "citation-js 92.5, pybtex 91.7, bibtexparser 86.9"),
    "b": ("b_bibtex_to_csl", "BibTeX/BibLaTeX -> CSL-JSON", 94.0, "citation-js 83.8, pandoc 82.4"),
    "c": ("c_csl_to_bibtex", "CSL-JSON -> BibTeX", 95.0, "citation-js 83.7, pandoc 60.5"),
    "d": ("d_csl_to_biblatex", "CSL-JSON -> BibLaTeX", 95.0, "pandoc 89.5, citation-js 88.2"),
    "e": ("e_names", "names", 99.5, "bibtexparser 98.3"),
    "f": ("f_latex_unicode", "LaTeX <-> Unicode", 97.0, "pylatexenc 83.2"),
    "g": ("g_dates", "dates", 97.0, "citation-js 98.3 of the 59 it tried"),
    "h": ("h_title_case", "case of titles", 93.0, "pandoc 81.0"),
    "i": ("i_ris", "RIS", 85.0, "rispy 55.3"),
    "j": ("j_crossref", "Crossref JSON -> CSL", 92.0, "citation-js 52.2"),
    "k": ("k_pubmed", "PubMed, nbib -> CSL", 90.0, "bibutils 22.9"),
    "l": ("l_csl_robust", "CSL suite -> legal .bib", 100.0, "pandoc 99.0"),
}
FORMATS = {
    "bibtex": "bibtex", "biblatex": "biblatex", "csl-json": "csl-json", "csl-dirty": "csl-json", "ris": "ris", "nbib": "nbib", "pubmed": "pubmed-xml",
    "crossref": "crossref-json", "crossref-csl": "crossref-json",
}  # fmt: skip
PEOPLE = ("author", "editor", "translator")


def answer(case: dict[str, Any]) -> str | None:
    """Return what backref makes of one case, or None where it has no such conversion."""
    source, target, text = case["from"], case["to"], case["input"]
    if (source, target) in SMALL:
        return SMALL[source, target](text)
    if source in ("bibtex", "biblatex") and target == "fields":
        return json.dumps(list(_fields(text)))
    try:
        loaded = formats.load(text, FORMATS[source])
        return formats.dump(loaded.bibliography(), FORMATS[target])
    except (KeyError, UnknownPlugin):
        return None


def _fields(text: str) -> Iterator[dict[str, Any]]:
    entries = scan.split(text).entries
    raw = {entry.unique: entry for entry in entries}
    lowered = {key.lower(): key for key in raw}
    for entry in entries:
        said: dict[str, Any] = {}
        for name, value in read.inherited(entry, raw, lowered, 10**9)[0].items():
            said[name] = [_name(part) for part in bib_names.divide(value)] if name in PEOPLE else decode(value)
        yield {"type": entry.kind, "key": entry.key, "fields": said}


def _name(text: str) -> dict[str, str]:
    return {part: decode(value) for part, value in bib_names.parts(text)._asdict().items()}


def _date(text: str) -> str:
    date = dates.from_field(text)
    return json.dumps([list(parts) for parts in date.date_parts] if date else None)


SMALL: dict[tuple[str, str], Callable[[str], str]] = {
    ("name", "parts"): lambda text: json.dumps([bib_names.parts(text)._asdict()]),
    ("names", "list"): lambda text: json.dumps(bib_names.divide(text)),
    ("latex", "unicode"): decode,
    ("html", "unicode"): titles.render,
    ("unicode", "latex"): latex_encode.ascii_only,
    ("date", "date-parts"): _date,
    ("title", "title-case"): titles.title_case,
    ("title", "sentence-case"): titles.sentence_case,
}


def scores(data: Path, kinds: str = "".join(KINDS)) -> Iterator[tuple[str, int, int, int, list[Any]]]:
    """Yield kind, cases, cases tried, cases passed, and what was missed, for each kind."""
    scorer = _scorer(data)
    schema_file = data / "schemas" / "csl-data.json"
    schema = None
    if schema_file.exists():
        import jsonschema

        schema = jsonschema.Draft7Validator(json.loads(schema_file.read_text(encoding="utf-8")))
    for kind in kinds:
        lines = (data / "formats" / f"{KINDS[kind][0]}.jsonl").read_text(encoding="utf-8").split("\n")
        cases = [json.loads(line) for line in lines if line]
        tried = passed = 0
        missed = []
        for case in cases:
            try:
                output = answer(case)
                if output is None:
                    continue
                tried += 1
                good, _, _, detail = scorer.cmp_case(case, output, schema)
            except Exception as error:  # noqa: BLE001  an adapter that fails has missed the case
                tried += 1
                good, detail = False, [("error", type(error).__name__, str(error)[:200])]
            passed += bool(good)
            if not good:
                missed.append({"id": case["id"], "kind": kind, "detail": detail[:8]})
        yield kind, len(cases), tried, passed, missed


def _scorer(data: Path) -> ModuleType:
    sys.path.insert(0, str(data / "score"))
    spec = importlib.util.spec_from_file_location("formats_scorer", data / "score" / "formats.py")
    assert spec
    assert spec.loader
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    return scorer


def main() -> None:
    """Print the table, or answer cases."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, default=ROOT.parent / "shared")
    options.add_argument("--kinds", default=",".join(KINDS))
    options.add_argument("--misses", type=Path, help="write what was missed to this file")
    options.add_argument("--answer", action="store_true", help="answer cases from stdin")
    given = options.parse_args()
    if given.answer:
        for line in sys.stdin:
            case = json.loads(line)
            try:
                print(json.dumps({"id": case["id"], "output": answer(case)}))
            except Exception as error:  # noqa: BLE001  the scorer counts it
                print(json.dumps({"id": case["id"], "error": f"{type(error).__name__}: {error}"[:300]}))
        return
    print(f"{'kind':34} {'cases':>5} {'tried':>5} {'passed':>6} {'%':>6} {'wanted':>6}  best peers")
    missed = []
    for kind, cases, tried, passed, misses in scores(given.data, "".join(given.kinds.split(","))):
        _, name, wanted, peers = KINDS[kind]
        missed += misses
        print(f"{kind} {name:32} {cases:5} {tried:5} {passed:6} {100 * passed / cases:6.1f} {wanted:6.1f}  {peers}")
    if given.misses:
        given.misses.write_text(
            "".join(json.dumps(miss, ensure_ascii=False) + "\n" for miss in missed), encoding="utf-8"
        )


if __name__ == "__main__":
    main()
