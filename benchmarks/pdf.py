"""Set reference lists as PDF files, read them, and count the entries that come back whole and the markers that are
linked.

    python benchmarks/pdf.py [--works 40] [--keep FOLDER] [--show] [--libraries]

`--libraries` reads the text that pypdf, pdfminer.six and pypdfium2 extract as plain text instead, those of them that
are installed.

An entry is whole that holds its work and no other, begins with its people, and leaves no letter before the next one
begins; where the strings are known, one that is, letter by letter, its string. Exit status 1 where fewer than 97 of 100
are whole, or a list has more pieces than entries.
"""

from __future__ import annotations

import argparse
import io
import sys
import tempfile
import time
import unicodedata
from pathlib import Path

import typesetting
from backref.linking import link
from backref.locating import find
from backref.model import Document, RawCitation
from backref.readers import read, read_text

AIM = 0.97


def letters(text: str) -> str:
    """Return the letters and digits of a text, without accents and case."""
    text = (
        text.replace("ı", "i")
        .replace("ß", "ss")
        .replace("ł", "l")
        .replace("Ł", "L")
        .replace("ø", "o")
        .replace("đ", "d")
    )
    return "".join(c for c in unicodedata.normalize("NFKD", text).casefold() if c.isalnum())


def is_of(work: dict, printed: str, people: bool) -> bool:
    """Whether an entry, as its letters, is one of this work: by its title, or where none is printed, by people, year
    and place.

    `people` is false where a dash stands for those of the entry before.
    """
    first = letters(work["author"][0].get("family") or work["author"][0].get("literal", ""))
    year = str(work["issued"]["date-parts"][0][0])
    title = letters(_plain(work["title"]))
    numbers = [letters(str(work[key])) for key in ("volume", "page", "publisher", "DOI") if work.get(key)]
    untitled = any(number[:4] in printed for number in numbers) and title[:12] not in printed
    return (first in printed or not people) and year in printed and (title in printed or untitled)


def _plain(title: str) -> str:
    for tag in ("i", "b", "sub", "sup"):
        title = title.replace(f"<{tag}>", "").replace(f"</{tag}>", "")
    return title


def whole(made: typesetting.Set, document: Document, citations: list[RawCitation]) -> dict[int, int]:
    """Return the work of each citation that is whole, by the citation's index."""
    printed = [letters(citation.raw) for citation in citations]
    if made.strings:
        known = {letters(string): number for number, string in enumerate(made.strings)}
        return {at: known[text] for at, text in enumerate(printed) if text in known}
    found = {}
    for at, text in enumerate(printed):
        holds = [
            number for number, work in enumerate(made.works) if is_of(work, text, not citations[at].raw.startswith("—"))
        ]
        exact = [number for number in holds if letters(_plain(made.works[number]["title"])) in text] or holds
        if len(exact) > 1:  # two works of the same people and year: the one that agrees in more
            exact = sorted(exact, key=lambda number: -_agreeing(made.works[number], text))
            exact = (
                exact[:1] if _agreeing(made.works[exact[0]], text) > _agreeing(made.works[exact[1]], text) else exact
            )
        first = (
            letters(
                made.works[exact[0]]["author"][0].get("family") or made.works[exact[0]]["author"][0].get("literal", "")
            )
            if exact
            else ""
        )
        until = citations[at + 1].span.start if at + 1 < len(citations) else citations[at].span.end
        left = document.text[citations[at].span.end : until]
        begins = first in text[: len(first) + 40] or citations[at].raw.startswith("—")
        if len(exact) == 1 and begins and len(letters(left)) <= 40 and _is_label(left):
            found[at] = exact[0]
    return found


def _agreeing(work: dict, text: str) -> int:
    said = [str(work.get(key) or "") for key in ("volume", "DOI", "publisher", "container-title")]
    said.append(str(work.get("page") or "").replace("–", "-").partition("-")[0])
    return sum(bool(letters(value)) and letters(value) in text for value in said)


def _is_label(left: str) -> bool:
    """Whether what stands between two entries is a label and nothing else."""
    stripped = left.strip(" .\n")
    return (
        not stripped or stripped.rstrip(".)").lstrip("([").isalnum() or (stripped[:1] == "[" and stripped[-1:] == "]")
    )


def extracted(library: str, data: bytes) -> str:
    """Return the text of a PDF as a library extracts it."""
    if library == "pypdf":
        import pypdf

        return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)
    if library == "pdfminer.six":
        from pdfminer.high_level import extract_text

        return extract_text(io.BytesIO(data))
    import pypdfium2

    pages = (page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))
    return "\n".join(pages).replace("\r\n", "\n")


def judged(made: typesetting.Set, show: bool, library: str = "") -> tuple[int, int, int, int, int, int, float]:
    """Return entries, pieces, whole ones, links that should be, links found, right links, and seconds of reading."""
    data = made.path.read_bytes()
    began = time.perf_counter()
    document = read_text(extracted(library, data)) if library else read(data, made.path.name)
    seconds = time.perf_counter() - began
    found = find(document)
    citations = [citation for citation in found.citations if citation.context not in ("embedded", "identifier")]
    right = whole(made, document, citations)
    if show:
        for at, citation in enumerate(citations):
            if at not in right:
                print("   not whole:", citation.raw[:200])
    by_citation = {found.citations.index(citations[at]): work for at, work in right.items()}
    linked = [by_citation.get(at, -1) for one in link(document, found).links for at in one.references]
    wanted = [work for cluster in made.cited for work in cluster]
    hit = sum(min(linked.count(work), wanted.count(work)) for work in set(wanted))
    entries = len(made.works) or len(made.strings)
    return entries, len(citations), len(set(right.values())), len(wanted), len(linked), hit, seconds


def compared(sets: list[typesetting.Set]) -> None:
    """Print what comes of the text of each library, and the seconds that it takes, beside the reader's."""
    for library in ("", "pypdf", "pdfminer.six", "pypdfium2"):
        try:
            rows = [judged(made, False, library) for made in sets]
        except ImportError:
            print(f"{library}: not installed")
            continue
        entries, pieces, complete = (sum(row[at] for row in rows) for at in range(3))
        print(
            f"{library or 'backref':14}{complete:6} of {entries} whole, {pieces} pieces, {sum(row[6] for row in rows):.2f} s"
        )


def main() -> None:
    """Print a line for each file, and the sums."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--works", type=int, default=40)
    options.add_argument("--keep", type=Path)
    options.add_argument("--show", action="store_true")
    options.add_argument("--only", default="")
    options.add_argument("--libraries", action="store_true")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.keep or Path(temporary)
        folder.mkdir(exist_ok=True)
        sets = [
            *typesetting.by_latex(folder, given.works),
            *typesetting.by_notes(folder),
            *typesetting.by_reportlab(folder),
        ]
        if given.libraries:
            compared(sets)
            return
        print(f"{'':48}{'entries':>8}{'pieces':>8}{'whole':>8}{'links':>8}{'linked':>8}{'right':>8}{'s':>7}")
        sums = [0] * 6
        seconds, size, more = 0.0, 0, 0
        for made in sets:
            if given.only not in made.name:
                continue
            row = judged(made, given.show)
            print(f"{made.name:48}" + "".join(f"{value:8}" for value in row[:6]) + f"{row[6]:7.2f}")
            sums = [a + b for a, b in zip(sums, row[:6], strict=True)]
            seconds, size = seconds + row[6], size + made.path.stat().st_size
            more += max(row[1] - row[0], 0)
    entries, _, complete, wanted, linked, right = sums
    print(
        f"{complete} of {entries} entries are whole ({complete / max(entries, 1):.1%}), {more} pieces more than entries"
    )
    print(
        f"links: {right / max(linked, 1):.1%} of those found are right, {right / max(wanted, 1):.1%} of those printed are found"
    )
    print(f"{len(sets)} files, {size / 1e6:.2f} MB in {seconds:.2f} s")
    sys.exit(complete < AIM * entries or more > 0)


if __name__ == "__main__":
    main()
