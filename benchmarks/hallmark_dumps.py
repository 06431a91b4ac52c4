"""HALLMARK's valid entries as the dumps that know such works: DBLP, arXiv, the ACL Anthology -> a catalogue. How many
real works are not found?

Each valid entry is written as its publisher's dump would have it: papers of the ACL's conferences as the Anthology's
XML, preprints as arXiv's lines, all others as DBLP's XML. `backref catalogue add` takes the files; the valid entries
are then judged against what came of it.

python benchmarks/hallmark_dumps.py FILE [VALID ...] [--errors]
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from xml.sax.saxutils import escape
from zlib import crc32

import hallmark
from backref.catalogue import Catalogue
from backref.fields import names
from backref.model import Problem, Reference, Status
from backref.sources.catalogue import CatalogueSource
from backref.taking import take

ACL = re.compile(
    r"\b(?:acl|emnlp|naacl|eacl|coling|conll|tacl)\b|computational linguistics|natural language processing", re.I
)
ARXIV = re.compile(r"\b(?:arxiv|corr)\b", re.I)


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("data", type=Path)
    options.add_argument("valid", type=Path, nargs="*", help="more valid entries, for the dumps")
    options.add_argument("--errors", action="store_true", help="print the real works that are not found")
    given = options.parse_args()
    cases = [row for row in hallmark.rows(given.data) if row["label"] == "VALID"]
    more = [row for path in given.valid for row in hallmark.rows(path) if row["label"] == "VALID"]
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        counts = written([record.reference for record in hallmark.united(hallmark.references([*cases, *more]))], folder)
        problems: list[Problem] = []
        catalogue = Catalogue.open(folder / "catalogue", create=True)
        take(catalogue, [folder / "dumps"], on_problem=problems.append)
        verdicts = hallmark.judged(hallmark.references(cases), CatalogueSource(catalogue, name="world"))
    told = Counter(str(verdict.status) for verdict in verdicts)
    print(
        ", ".join(f"{name} {count}" for name, count in counts.items()),
        f"-> {len(catalogue)} records, {len(problems)} problems",
    )
    print("| status of a real work | entries | |\n| --- | --: | --: |")
    for status, count in told.most_common():
        print(f"| {status} | {count} | {count / len(cases):.1%} |")
    for row, verdict in zip(cases, verdicts, strict=True):
        if given.errors and verdict.status == Status.NOT_FOUND:
            print(json.dumps(row["fields"], ensure_ascii=False))


def written(works: Sequence[Reference], folder: Path) -> dict[str, int]:
    """Write the dumps, and return how many works each holds."""
    (folder / "dumps").mkdir()
    parts: dict[str, list[Reference]] = {"acl": [], "arxiv": [], "dblp": []}
    for work in works:
        said = f"{work.container_title or ''} {work.publisher or ''}"
        parts[
            "arxiv"
            if (work.arxiv and not work.container_title) or ARXIV.search(said)
            else "acl"
            if ACL.search(said)
            else "dblp"
        ].append(work)
    (folder / "dumps" / "acl.xml").write_text(acl(parts["acl"]), encoding="utf-8")
    (folder / "dumps" / "arxiv.json").write_text("".join(map(arxiv, parts["arxiv"])), encoding="utf-8")
    (folder / "dumps" / "dblp.xml").write_text(dblp(parts["dblp"]), encoding="ascii", errors="xmlcharrefreplace")
    return {name: len(part) for name, part in parts.items()}


def acl(works: Iterable[Reference]) -> str:
    """Return works as the Anthology's XML, a volume for each."""
    volumes = []
    for number, work in enumerate(works):
        people = "".join(
            f"<author><first>{escape(n.given or '')}</first><last>{escape(n.family or n.literal or '')}</last></author>"
            for n in work.author
        )
        volumes.append(
            f"<volume id='{number}'><meta><booktitle>{escape(work.container_title or '')}</booktitle><year>{year(work)}</year></meta>"
            f"<paper id='1'><title>{escape(work.title or '')}</title>{people}<pages>{escape(work.page or '')}</pages>"
            f"<url>2020.made-{number}.1</url>{f'<doi>{escape(work.doi)}</doi>' if work.doi else ''}</paper></volume>"
        )
    return f"<?xml version='1.0' encoding='UTF-8'?>\n<collection id=\"2020.made\">\n{''.join(volumes)}</collection>\n"


def arxiv(work: Reference) -> str:
    """Return a work as a line of arXiv's metadata; one without a number gets a made-up one."""
    number = work.arxiv or f"2001.{crc32((work.title or '').encode()) % 100000:05}"
    row = {
        "id": number, "submitter": "", "title": work.title, "authors": ", ".join(map(names.render, work.author)), "categories": "cs.LG", "doi": None,
        "authors_parsed": [[n.family or n.literal or "", n.given or "", ""] for n in work.author], "update_date": f"{year(work)}-06-01",
        "versions": [{"version": "v1", "created": f"Mon, 1 Jun {year(work)} 00:00:00 GMT"}],
    }  # fmt: skip
    return json.dumps(row) + "\n"


def dblp(works: Iterable[Reference]) -> str:
    """Return works as DBLP's XML."""
    rows = []
    for number, work in enumerate(works):
        kind, within = ("article", "journal") if work.type == "article-journal" else ("inproceedings", "booktitle")
        people = "".join(f"<author>{escape(names.render(n))}</author>" for n in work.author)
        address = f"<ee>https://doi.org/{escape(work.doi)}</ee>" if work.doi else ""
        rows.append(
            f'<{kind} mdate="2024-01-01" key="conf/made/{number}">{people}<title>{escape(work.title or "")}.</title><pages>{escape(work.page or "")}</pages>'
            f"<year>{year(work)}</year><{within}>{escape(work.container_title or '')}</{within}><volume>{escape(work.volume or '')}</volume>{address}</{kind}>\n"
        )
    return f'<?xml version="1.0" encoding="ISO-8859-1"?>\n<!DOCTYPE dblp SYSTEM "dblp.dtd">\n<dblp>\n{"".join(rows)}</dblp>\n'


def year(work: Reference) -> int:
    """Return the year of a work."""
    return (work.issued.year if work.issued else None) or 2020


if __name__ == "__main__":
    main()
