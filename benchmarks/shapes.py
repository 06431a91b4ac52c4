"""Print what each reader, loader, rule, fixer, verb and output takes for hostile shapes: time for twice the input, time
and memory a megabyte.

    python benchmarks/shapes.py [--size 100000] [--largest 4000000] [--only TEXT] [--every 8] [--all]

Each piece of work meets each of `backref.testing.shapes` at a size and at twice that size, in a process of its own. It
fails where twice the input takes more than 2.5 times the time, or a megabyte more than 2 s or 60 MB. With --largest,
what held is tried at that size too; with --every 8, each work meets one shape in eight, another work the next ones. What
fails is measured twice more, and the least of each counts, for others may have used the machine. Exit status 1 where
anything failed.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import pickle
import resource
import sys
import tempfile
import time
import zipfile
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple
from xml.parsers import expat

import backref
from backref import checking, dumps, formats, readers, reporting, styles
from backref.catalogue import Catalogue
from backref.cli._page import page
from backref.dumps._packed import faults
from backref.errors import UnreadableInput
from backref.linking import link
from backref.locating import find
from backref.model import Bibliography, Document, Name, Reference
from backref.parsing import parse, parse_many
from backref.project.configuration import Configuration
from backref.resolving.versions import versions
from backref.testing.documents import pdf, pdf_file
from backref.testing.shapes import SHAPES

GROWTH, SECONDS, MEGABYTES = 2.5, 2.0, 60.0  # for twice the input; a megabyte
LEAST = 0.1  # seconds below which growth says nothing
PATIENCE = 60  # seconds of processor time for one input

Work = Callable[[str], Callable[[], object]]  # what is prepared, then what is timed


class Cell(NamedTuple):
    """What one piece of work took for one shape: characters, seconds and bytes of memory, at the size and at twice
    that.
    """

    sizes: tuple[int, ...]
    seconds: tuple[float, ...]
    memory: tuple[int, ...]
    error: str = ""

    @property
    def growth(self) -> float:
        """How many times longer twice the bytes take; sizes are those of the file, not of the text that was put into it."""
        return self.seconds[-1] / max(self.seconds[0], 1e-9) * 2 * self.sizes[0] / max(self.sizes[-1], 1)

    def faults(self) -> list[str]:
        """Return what is too much."""
        if self.error:
            return [self.error]
        found = []
        if len(self.seconds) > 1 and self.seconds[-1] > LEAST and self.growth > GROWTH:
            found.append(f"x{self.growth:.1f} for twice")
        millions = max(self.sizes[-1], 1) / 1e6
        if self.seconds[-1] / millions > SECONDS and self.seconds[-1] > LEAST:
            found.append(f"{self.seconds[-1] / millions:.1f} s/MB")
        if self.memory[-1] / 1e6 / millions > MEGABYTES and self.memory[-1] > 20e6:
            found.append(f"{self.memory[-1] / 1e6 / millions:.0f} MB/MB")
        return found


def _reader(name: str) -> Work:
    def prepared(text: str) -> Callable[[], object]:
        data = FILES.get(name, _encoded)(text)
        reader = {"tei": "jats", "docbook": "jats", "pdf drawn": "pdf"}.get(name, name)
        size = _unpacked(data) if data[:2] == b"PK" else len(data)
        return _Sized(lambda: _read(data, reader), size)

    return prepared


class _Sized(NamedTuple):
    """Work on a text that became longer when it was put into a file of another kind."""

    run: Callable[[], object]
    size: int

    def __call__(self) -> object:
        return self.run()


def _unpacked(data: bytes) -> int:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return sum(part.file_size for part in archive.infolist())


def _read(data: bytes, name: str) -> None:
    with suppress(UnreadableInput):
        readers.read(data, "x", name)


def word(text: str) -> bytes:
    """Return a Word file of the text's lines."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    runs = _lines(text, "<w:p><w:r><w:t>{}</w:t></w:r></w:p>")
    return packed("word/document.xml", f"<w:document {space}><w:body>{runs}</w:body></w:document>")


def open_text(text: str) -> bytes:
    """Return an OpenDocument text of the text's lines."""
    space = " ".join(f'xmlns:{each}="urn:oasis:names:tc:opendocument:xmlns:{each}:1.0"' for each in ("office", "text"))
    lines = _lines(text, "<text:p>{}</text:p>")
    return packed("content.xml", f"<office:x {space}><office:text>{lines}</office:text></office:x>")


def _lines(text: str, form: str) -> str:
    """The lines of a text, each as a paragraph of XML."""
    shown = "".join(c if c.isprintable() or c == "\n" else " " for c in text).replace("&", "&amp;").replace("<", "&lt;")
    return "".join(form.format(line) for line in shown.split("\n"))


def _elements(text: str, form: str) -> str:
    """The same; a text of elements is one paragraph of them."""
    return form.format(text) if _is_markup(text) else _lines(text, form)


def _is_markup(text: str) -> bool:
    """Whether a text is well-formed XML, and has elements or what else is no letter."""
    parser = expat.ParserCreate()
    try:
        parser.Parse(f"<a>{text}</a>".encode("utf-8", "replace"), True)
    except expat.ExpatError:
        return False
    return "<" in text or "&" in text


def packed(path: str, text: str, *more: tuple[str, str]) -> bytes:
    """Return an archive with one part, and with more."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for each, said in ((path, text), *more):
            archive.writestr(each, said)
    return made.getvalue()


def book(text: str) -> bytes:
    """Return an EPUB of one page, whose markup is the text."""
    container = '<container><rootfiles><rootfile full-path="a.opf"/></rootfiles></container>'
    item = '<item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>'
    package = f'<package><manifest>{item}</manifest><spine><itemref idref="a"/></spine></package>'
    page = ("a.xhtml", f"<html><body>{text}</body></html>")
    return packed("META-INF/container.xml", container, ("a.opf", package), page)


def notebook(text: str) -> bytes:
    """Return a notebook of Jupyter with one cell of the text's lines."""
    cell = {"cell_type": "markdown", "source": text.splitlines(keepends=True)}
    return json.dumps({"cells": [cell], "nbformat": 4}).encode()


def article(text: str) -> bytes:
    """Return an article of JATS: of the text's lines each is a paragraph, and an entry of the list."""
    lines, refs = _elements(text, "<p>{}</p>"), _elements(text, "<ref><mixed-citation>{}</mixed-citation></ref>")
    return f"<article><body>{lines}</body><back><ref-list>{refs}</ref-list></back></article>".encode()


def tei(text: str) -> bytes:
    """Return the same as TEI."""
    lines, refs = _elements(text, "<p>{}</p>"), _elements(text, "<bibl>{}</bibl>")
    listed = f'<back><div type="references"><listBibl>{refs}</listBibl></div></back>'
    return f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>{lines}</body>{listed}</text></TEI>'.encode()


def docbook(text: str) -> bytes:
    """Return the same as DocBook."""
    lines, refs = _elements(text, "<para>{}</para>"), _elements(text, "<bibliomixed>{}</bibliomixed>")
    listed = f"<bibliography>{refs}</bibliography>"
    return f'<article xmlns="http://docbook.org/ns/docbook"><title>T</title>{lines}{listed}</article>'.encode()


def printed(text: str) -> bytes:
    """Return a PDF of the text's lines, thirty to a page."""
    lines = [line[at : at + 100] for line in text.splitlines() for at in range(0, len(line), 100)]
    return pdf([lines[at : at + 30] for at in range(0, len(lines), 30)])


def drawn(text: str) -> bytes:
    """Return a PDF of the text in which each letter has an operator, each line a page, a font and a link of its own."""
    lines = [line[at : at + 100] for line in text.splitlines() for at in range(0, len(line), 100)]
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    for line in lines:
        at = len(objects) + 1
        letters = b"".join(
            b"1 0 0 1 %d 700 Tm (%s) Tj " % (50 + 5 * number, letter.encode("latin-1", "replace"))
            for number, letter in enumerate(line)
            if letter not in "()\\"
        )
        stream = b"/Span BMC BT /F 10 Tf " + letters + b"ET"
        objects += [
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
            b"<< /Subtype /Link /Rect [0 690 600 710] /A << /URI (https://doi.org/10.1000/%d) >> >>" % at,
            b"<< /Type /Page /Parent 2 0 R /Resources << /Font << /F %d 0 R >> >> /Contents %d 0 R /Annots [%d 0 R] >>"
            % (at, at + 1, at + 2),
        ]
    kids = b" ".join(b"%d 0 R" % (6 + 4 * number) for number in range(len(lines)))
    objects[1] = b"<< /Type /Pages /MediaBox [0 0 595 842] /Kids [%s] /Count %d >>" % (kids, len(lines))
    return pdf_file(objects)


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


FILES = {
    "docx": word, "odt": open_text, "pdf": printed, "epub": book, "ipynb": notebook, "jats": article, "tei": tei, "docbook": docbook,
    "pdf drawn": drawn,
}  # fmt: skip


def _finds(text: str) -> Callable[[], object]:
    document = readers.read_text(text)

    def work() -> object:
        return link(document, find(document))

    return work


def _loader(name: str) -> Work:
    return lambda text: lambda: formats.load(text, name)


def _bibliography(text: str) -> Bibliography:
    """Entries in whose fields the shape stands: many short ones, and one that holds it all."""
    pieces = [text[at : at + 400] for at in range(0, len(text) // 2, 400)]
    entries = [
        Reference(id=f"a{n}", type="book", title=piece, author=(Name(family=piece[:40] or "x", given="J"),))
        for n, piece in enumerate(pieces)
    ]
    whole = text[len(text) // 2 :]
    return Bibliography.of((*entries, Reference(id="z", type="article-journal", title=whole, container_title=whole)))


def _writer(name: str) -> Work:
    def prepared(text: str) -> Callable[[], object]:
        made = _bibliography(text)
        return lambda: formats.dump(made, name)

    return prepared


def _style(name: str) -> Work:
    def prepared(text: str) -> Callable[[], object]:
        made = _bibliography(text)
        return lambda: formats.styled(made, "text", name)

    return prepared


def _checks(format: str) -> Work:
    def prepared(text: str) -> Callable[[], object]:
        def work() -> object:
            file = checking.load("x", text, format)
            return checking.check(checking.CheckedProject((file,), 2026), checking.rules())

        return work

    return prepared


def _faults(text: str) -> tuple[list[checking.Fault], checking.CheckedFile]:
    file = checking.load("x", text, checking.kind_of("-", text) or "bibtex")
    return checking.check(checking.CheckedProject((file,), 2026)), file


def _fixes(text: str) -> Callable[[], object]:
    faults, file = _faults(text)
    return lambda: checking.mend(file.text, faults)


def _output(name: str) -> Work:
    def prepared(text: str) -> Callable[[], object]:
        faults, file = _faults(text)
        return lambda: checking.OUTPUTS[name](faults, (file,), checking.rules())

    return prepared


def _converts(name: str) -> Work:
    """From the format to one that says as much, and what is lost."""
    target = "csl-json" if name == "biblatex" else "biblatex"
    return lambda text: lambda: formats.convert(text, name, target)


def _tidies(text: str) -> Callable[[], object]:
    def work() -> object:
        with suppress(UnreadableInput):
            return backref.tidy([text, text], keys="[auth:lower][year]", journals="iso4")

    return _Sized(work, 2 * len(text))


def _tidies_entries(text: str) -> Callable[[], object]:
    made = formats.dump(_bibliography(text), "biblatex")
    return _Sized(lambda: backref.tidy(made), len(made))


def _streamed(made: Iterable[object]) -> None:
    """Take what a verb yields, one by one, as whoever asks for a stream does."""
    deque(made, maxlen=0)


def _lines_of(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]


def _checks_document(text: str) -> Callable[[], object]:
    document = readers.read_text(text)
    return lambda: backref.check(document, [], settings=Configuration(Path(tempfile.gettempdir())))


def _unsupported(text: str) -> Callable[[], object]:
    document = readers.read_text(text)
    found = find(document)
    return lambda: backref.unsupported(document, found)


def _syncs(name: str, *, is_document: bool) -> Work:
    """A project of one document and one bibliography, of which one is the text."""

    def prepared(text: str) -> Callable[[], object]:
        here = Path(tempfile.mkdtemp(dir=TEMPORARY.name))
        (here / name).write_text(text, "utf-8", "surrogatepass")
        if not is_document:
            (here / "page.md").write_text("It helps [@a1], says [@z].\n")
        settings = Configuration(here)

        def work() -> object:
            with suppress(UnreadableInput):
                return backref.sync([str(here)], [], settings=settings, rewrite=True, dry=True)

        return work

    return prepared


def _dumped(name: str) -> Work:
    [kind] = [each for each in dumps.DUMPS.every() if each.name == name]

    def prepared(text: str) -> Callable[[], object]:
        data = text.encode("utf-8", "surrogatepass")

        def work() -> object:
            with suppress(UnreadableInput, *faults()):
                return list(kind.read(io.BytesIO(data), dumps.Place("x", lambda problem: None)))

        return work

    return prepared


def _catalogue() -> Catalogue:
    """One record, so that there is something to ask."""
    return Catalogue.of([Reference(title="Heat", doi="10.5555/1")])


def _matches(text: str) -> Callable[[], object]:
    catalogue, lines = _catalogue(), _lines_of(text)
    return lambda: _streamed(backref.match_many(lines, catalogue))


def _adds(text: str) -> Callable[[], object]:
    references = [entry.reference for entry in _bibliography(text).entries]
    return lambda: Catalogue.of(references)


def _reports_check(text: str) -> Callable[[], object]:
    faults, file = _faults(text)
    return lambda: reporting.report_page(reporting.of_check((file,), faults))


def _reports_text(text: str) -> Callable[[], object]:
    document = Document(name="x", text=text)
    made = backref.resolve(document, [])

    def work() -> object:
        report = reporting.of_bibliography(made, [document])
        return reporting.report_page(report), reporting.report_lines(report)

    return work


def _shows_page(text: str) -> Callable[[], object]:
    document = Document(name="x", text=text)
    found = find(document)
    linked = link(document, found)
    return lambda: page(document, found, linked)


def _versions(text: str) -> Callable[[], object]:
    references = [entry.reference for entry in _bibliography(text).entries]
    return lambda: versions(references)


TEMPORARY = tempfile.TemporaryDirectory()
WORKS: dict[str, Work] = {
    **{f"read {name}": _reader(name) for name in (*readers.names(), "tei", "docbook", "pdf drawn")},
    "find and link": _finds,
    "unsupported": _unsupported,
    "parse": lambda text: lambda: parse(text),
    "parse lines": lambda text: lambda: _streamed(parse_many(_lines_of(text))),
    "resolve": lambda text: lambda: backref.resolve(text, []),
    "resolve lines": lambda text: lambda: _streamed(backref.resolve_many(_lines_of(text), [])),
    "match lines": _matches,
    "get lines": lambda text: lambda: backref.get(_lines_of(text), []),
    **{f"load {name}": _loader(name) for name in formats.names() if formats.by_name(name).load},
    **{f"dump {name}": _writer(name) for name in formats.names() if formats.by_name(name).dump},
    **{f"style {name}": _style(name) for name in styles.names()},
    **{f"convert {name}": _converts(name) for name in formats.names() if formats.by_name(name).load},
    **{f"catalogue {each.name}": _dumped(each.name) for each in dumps.DUMPS.every()},
    "catalogue add": _adds,
    "versions": _versions,
    "tidy": _tidies,
    "tidy entries": _tidies_entries,
    "sync document": _syncs("page.md", is_document=True),
    "sync bibliography": _syncs("references.bib", is_document=False),
    **{f"check {name}": _checks(name) for name in formats.names() if formats.by_name(name).load},
    "check document": _checks_document,
    "fix": _fixes,
    **{f"show {name}": _output(name) for name in checking.OUTPUTS},
    "report check": _reports_check,
    "report text": _reports_text,
    "find page": _shows_page,
}
# Which work is each verb's that takes texts; the others take none, or what another one made of it.
VERBS = {
    "read": "read ", "find": "find", "link": "find", "unsupported": "unsupported", "parse": "parse", "parse_many": "parse lines", "resolve": "resolve",
    "resolve_many": "resolve lines", "match_many": "match lines", "get": "get lines", "load": "load ", "dump": "dump ", "styled": "style ", "convert": "convert ",
    "tidy": "tidy", "sync": "sync ", "check": "check ", "versions": "versions",
}  # fmt: skip
NO_TEXTS = ("open_catalogue", "open_sources", "evidence")


def measured(work: Work, shape: str, sizes: tuple[int, ...]) -> Cell:
    """Return what a piece of work takes, measured in a process of its own."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        resource.setrlimit(resource.RLIMIT_CPU, (PATIENCE, PATIENCE + 5))
        resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30))
        try:
            made = _measured_here(work, shape, sizes)
        except BaseException as error:  # noqa: BLE001  that is what is looked for
            made = Cell(sizes, (0.0,), (0,), f"{type(error).__name__}: {str(error)[:60]}")
        os.write(writing, pickle.dumps(tuple(made)))
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        data = pipe.read()
    os.waitpid(child, 0)
    return Cell(*pickle.loads(data)) if data else Cell(sizes, (0.0,), (0,), f"more than {PATIENCE} s")  # noqa: S301


def twice(work: Work, shape: str, sizes: tuple[int, ...]) -> Cell:
    """Return what a piece of work takes: the least of three measurements where the first was too much."""
    cell = measured(work, shape, sizes)
    for _ in range(2 if cell.faults() else 0):
        again = measured(work, shape, sizes)
        if again.error or cell.error or len(again.seconds) != len(cell.seconds):
            cell = again
            continue
        least = tuple(map(min, cell.seconds, again.seconds))
        cell = again._replace(seconds=least, memory=tuple(map(min, cell.memory, again.memory)))
    return cell


def _measured_here(work: Work, shape: str, sizes: tuple[int, ...]) -> Cell:
    lengths, seconds, memory = [], [], []
    work(SHAPES[shape](2000))()  # what is loaded once
    for size in sizes:
        text = SHAPES[shape](size)
        run = work(text)
        before = _peak(reset=True)
        began = time.process_time()
        kept = run()
        took = time.process_time() - began
        lengths.append(run.size if isinstance(run, _Sized) else len(text))
        seconds.append(took)
        memory.append(max(0, _peak() - before))
        del kept
    return Cell(tuple(lengths), tuple(seconds), tuple(memory))


def _peak(*, reset: bool = False) -> int:
    """The most memory that this process has held, in bytes; with `reset`, what it holds now, from which it counts
    anew.
    """
    if reset:
        with open("/proc/self/clear_refs", "w") as file:
            file.write("5")
    with open("/proc/self/status") as file:
        return next(int(line.split()[1]) * 1024 for line in file if line.startswith("VmHWM"))


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--size", type=int, default=100_000)
    options.add_argument("--largest", type=int, default=0)
    options.add_argument("--only", default="", help="works whose names hold this")
    options.add_argument("--shapes", default="", help="shapes whose names hold this")
    options.add_argument("--every", type=int, default=1, help="how many shapes stand behind one that is tried")
    options.add_argument("--all", action="store_true", help="print what held, too")
    given = options.parse_args()
    chosen = [shape for shape in SHAPES if any(each in shape for each in given.shapes.split(","))]
    failed = cells = 0
    print(f"{'work':<22}{'shapes':>7}{'held':>6}  worst growth, s/MB, MB/MB")
    for number, (name, work) in enumerate(WORKS.items()):
        if not any(only in name for only in given.only.split(",")):
            continue
        found: dict[str, Cell] = {}
        for shape in chosen[number % given.every :: given.every]:
            sizes = (given.size, 2 * given.size)
            cell = twice(work, shape, sizes)
            if given.largest > sizes[-1] and not cell.faults():
                cell = twice(work, shape, (given.largest // 2, given.largest))
            found[shape] = cell
        bad = {shape: faults for shape, cell in found.items() if (faults := cell.faults())}
        cells, failed = cells + len(found), failed + len(bad)
        fine = [cell for shape, cell in found.items() if shape not in bad]
        growth = max((c.growth for c in fine if c.seconds[-1] > LEAST), default=0.0)
        rate = max((c.seconds[-1] / c.sizes[-1] * 1e6 for c in fine), default=0.0)
        memory = max((c.memory[-1] / c.sizes[-1] for c in fine), default=0.0)
        print(f"{name:<22}{len(found):>7}{len(fine):>6}  {growth:.1f}, {rate:.2f}, {memory:.0f}", flush=True)
        for shape, faults in bad.items():
            print(f"    {shape}: {'; '.join(faults)}", flush=True)
        if given.all:
            for shape, cell in found.items():
                print(f"    {shape}: {cell.seconds[-1]:.3f} s, {cell.memory[-1] / 1e6:.0f} MB for {cell.sizes[-1]:,}")
    print(f"{cells:,} cells, {failed} failed")
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
