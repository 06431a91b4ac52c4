"""Feed damaged documents to the readers, find and link, and say what fails: an exception, a wrong span, slowness.

    python benchmarks/fuzz.py [--minutes 10] [--seed 1] [READER ...]

Each reader starts from the golden documents of its kind, which are cut, spliced, doubled and strewn with marks. The
time is for each reader. Exit status 1 where anything failed; the input is written to fuzz-failure.bin.
"""

from __future__ import annotations

import argparse
import io
import random
import sys
import time
import zipfile
from pathlib import Path

from backref import readers
from backref.errors import UnreadableInput
from backref.linking import link
from backref.locating import find
from backref.testing.documents import pdf

ROOT = Path(__file__).resolve().parents[1]
GOLDEN = ROOT / "tests" / "golden" / "find"
ALIKE = ROOT / "tests" / "contract" / "alike"
MARKS = [
    "[1]", "[3-5]", "(Smith, 2015)", "<sup>3</sup>", "<ref>", "</ref>", "{{cite", "}}", "\\cite{", "}", "{", "\\begin{figure}", "$", "%", ".. [1] ", "[1]_",
    "`", "``", "*", "<!--", "-->", "<xref ref-type='bibr' rid='B1'>", "</p>", "&amp;", "&#x0;", "\0", "\x1b[31m", "\ud7ff", "\u202e", "é", "日本", "\r\n", "\n\n",
    "{{sfn|Roe|2001|p=3}}", "{{efn|", "<ref name=a />", "<ref name=a>", "{{reflist|refs=", "{{Literatur|Titel=", "[https://doi.org/10.1136/bmj.g6380 a]", "{{cn}}", "\\bibitem[{a}]{b} ",
    "\\href{https://doi.org/10.1136/bmj.g6380}{", "\\entry{a}{article}{}", "\\endentry", "\\textcites[1]{a}{b}", "\\bibinfo {a} {", "\\begin{thebibliography}{1}", "\\verb|", "<<>>=\n",
    '<a href="https://doi.org/10.1136/bmj.g6380">', "</a>", "<sup>[a]</sup>", '<li id="cite_note-a">', '<span class="Z3988" title="rft_id=info:doi/10.1/a">', "[citation needed]",
    "\\item ", "\\item[{[}1{]}]", "\\begin{enumerate}[start=3]", "\\end{enumerate}", "\\setcounter{enumi}{99}", "\\footnote{", "\\footnotemark", "\\textsuperscript{1,2}", "::: {#refs .a}\n", ":::\n",
    "[a]{.b}", "^1,2^", '<ol start="7">\n<li>', "\n# ", "\n#. ", ":sup:`1,2`", '<list list-type="order"><list-item>', '<fn id="a"><p>', '<xref ref-type="fn" rid="a">', "<sup>1,2</sup>",
    "\n+ ", "#super[1--3]", "#footnote[", "#set enum(start: 5)\n", "<<a>>", "^{1,2}", "`a <https://doi.org/10.1136/bmj.g6380>`__", '<a class="footnote-ref" href="#fn1">', '<li id="fn1">',
    "10.1136/bmj.g6380", "PMID 1", "^ ", "^[a]", "1. ", "¹²", "2015;350:g6380", "et al.", "(((((", "]]]]]", '"', "“", "'''", "    ", "\t", "ibid.", "=" * 40,
]  # fmt: skip
PDF_MARKS = [
    b"", b"0", b"9999999999", b"-1", b"<<", b">>", b"[", b"(", b"\\", b"endobj", b"stream", b"2 0 R", b"4 0 R", b"/Filter /FlateDecode", b"/Filter /LZWDecode",
    b"/Kids [2 0 R]", b"/Parent 4 0 R", b"/Encrypt 3 0 R", b"q " * 500, b"[" * 2000, b"\0", b"\xff",
]  # fmt: skip
SLOW = 2.0  # seconds for one input of at most 40,000 characters


def seeds(reader: str) -> list[bytes]:
    """Return the golden documents of a reader's kind; Word, OpenDocument and PDF files are made of the plain ones."""
    suffixes = readers.by_name(reader).suffixes
    paths = [*sorted(GOLDEN.iterdir()), *sorted(ALIKE.glob("*/*.*"))]
    found = [path.read_bytes() for path in paths if path.suffix in suffixes and path.suffix not in (".docx", ".odt")]
    return found or [path.read_bytes() for path in sorted(GOLDEN.glob("*.txt"))]


def damaged(data: bytes, dice: random.Random) -> bytes:
    """Return the document with up to a dozen injuries."""
    text = data.decode("utf-8", "replace")
    for _ in range(dice.randint(1, 12)):
        at = dice.randint(0, len(text))
        to = min(len(text), at + dice.choice((1, 5, 40, 400)))
        match dice.randint(0, 5):
            case 0:
                text = text[:at] + text[to:]
            case 1:
                text = text[:to] + text[at:to] * dice.choice((1, 2, 30)) + text[to:]
            case 2 | 3:
                text = text[:at] + dice.choice(MARKS) * dice.choice((1, 1, 2, 60)) + text[at:]
            case 4:
                other = dice.randint(0, len(text))
                text = text[:at] + text[other : other + 300] + text[at:]
            case 5:
                text = text[:at] + chr(dice.choice((dice.randint(0, 0x2FF), dice.randint(0x2000, 0x3000)))) + text[at:]
    return text[:40_000].encode("utf-8", "replace")


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
RUN = "<w:r><w:t>{}</w:t></w:r>"
RUNS = [
    '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>{}</w:t></w:r>', "<w:del><w:r><w:delText>{}</w:delText></w:r></w:del>", "<w:ins><w:r><w:t>{}</w:t></w:r></w:ins>",
    '<w:hyperlink r:id="r1"><w:r><w:t>{}</w:t></w:r></w:hyperlink>', '<w:r><w:footnoteReference w:id="2"/></w:r>', '<w:r><w:fldChar w:fldCharType="begin"/></w:r>', '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>', '<w:r><w:instrText> ADDIN ZOTERO_ITEM CSL_CITATION {{"citationItems":[{{"itemData":{{"title":"a"}}}}]}}</w:instrText></w:r>',
    '<w:sdt><w:sdtPr><w:tag w:val="MENDELEY_CITATION_v3_e30="/></w:sdtPr><w:sdtContent><w:r><w:t>{}</w:t></w:r></w:sdtContent></w:sdt>', '<w:r><w:instrText>HYPERLINK "https://doi.org/10.1136/bmj.g6380"</w:instrText></w:r>',
]  # fmt: skip
LISTED = '<w:pPr><w:numPr><w:ilvl w:val="{}"/><w:numId w:val="{}"/></w:numPr></w:pPr>'
NUMBERING = "".join(
    f'<w:abstractNum w:abstractNumId="{n}"><w:lvl w:ilvl="0"><w:start w:val="{n}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="[%1]"/></w:lvl></w:abstractNum><w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>'
    for n, form in enumerate(("decimal", "bullet", "upperRoman", "lowerLetter"))
)
RELATED = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="x/hyperlink" Target="https://doi.org/10.1136/bmj.g6380" TargetMode="External"/></Relationships>'


def word(data: bytes, dice: random.Random) -> bytes:
    """Return a Word file whose document is the text, in runs and lists of many kinds, as XML that may or may not be
    whole.
    """
    text = data.decode("utf-8", "replace")
    escaped = text.replace("&", "&amp;").replace("<", "&lt;") if dice.random() < 0.7 else text
    body = []
    for line in escaped.split("\n"):
        look = LISTED.format(dice.randint(0, 3), dice.randint(0, 4)) if dice.random() < 0.3 else ""
        pieces = [(RUN if dice.random() < 0.7 else dice.choice(RUNS)).format(piece) for piece in line.split("[")]
        body.append(f"<w:p>{look}{''.join(pieces)}</w:p>")
    parts = {
        "word/document.xml": f"<w:document {W}><w:body>{''.join(body)}</w:body></w:document>",
        "word/footnotes.xml": f'<w:footnotes {W}><w:footnote w:id="2"><w:p>{RUN.format(escaped[:300])}</w:p></w:footnote></w:footnotes>',
        "word/numbering.xml": f"<w:numbering {W}>{NUMBERING}</w:numbering>",
        "word/_rels/document.xml.rels": RELATED,
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for path, inside in parts.items():
            wounded = inside if dice.random() < 0.95 else inside[: dice.randint(0, len(inside))]
            archive.writestr(path, wounded.encode("utf-8", "replace"))
    made = packed.getvalue()
    return made if dice.random() < 0.9 else made[: dice.randint(0, len(made))]


def printed(data: bytes, dice: random.Random) -> bytes:
    """Return a PDF of the text's lines, thirty to a page, whose bytes may be injured as well."""
    lines = data.decode("utf-8", "replace").splitlines()
    made = pdf([lines[at : at + 30] for at in range(0, len(lines), 30)])
    if dice.random() < 0.5:
        return made
    wounded = bytearray(made)
    for _ in range(dice.randint(1, 8)):
        at = dice.randrange(len(wounded))
        wounded[at : at + dice.choice((0, 1, 1, 30))] = dice.choice(PDF_MARKS)
    return bytes(wounded)


def failure(data: bytes, reader: str) -> str:
    """Return what is wrong with how one input is read, or ""."""
    began = time.process_time()
    try:
        document = readers.read(data, "fuzz", reader)
    except UnreadableInput:
        return ""
    found = find(document)
    linked = link(document, found)
    took = time.process_time() - began
    for citation in found.citations:
        if citation.span.of(document.text) != citation.raw:
            return f"a citation is not what is printed at {citation.span}"
    for span in (
        *(m.span for m in found.markers),
        *(c.span for c in linked.claims),
        *(c.span for c in found.citations),
    ):
        start, end = document.to_source(type(found.citations[0].span)(*span) if found.citations else span)
        if not 0 <= start <= end <= max(len(document.source), len(document.text)):
            return f"{span} is not in the file: {start}, {end}"
    return f"{took:.1f} s for {len(data):,} bytes" if took > SLOW else ""


OPEN = " ".join(
    f'xmlns:{each}="urn:oasis:names:tc:opendocument:xmlns:{each}:1.0"' for each in ("office", "style", "text")
)
OPEN_RUNS = [
    '<text:span text:style-name="T1">{}</text:span>', '<text:a xlink:href="https://doi.org/10.1136/bmj.g6380">{}</text:a>', "<text:s text:c='9'/>{}", "<text:list><text:list-item>{}",
    "</text:list-item></text:list>{}", '<text:note text:note-class="endnote" text:id="n1"><text:note-body><text:p>{}</text:p></text:note-body></text:note>', "<office:annotation>{}</office:annotation>",
    '<text:bibliography-mark text:identifier="a" text:author="Roe; Poe" text:year="20xx" text:url="10.1136/bmj.g6380">{}</text:bibliography-mark>', "<text:p>{}</text:p>",
    '<text:reference-mark-start text:name="ZOTERO_ITEM CSL_CITATION {{x"/>{}', '<text:reference-mark-end text:name="ZOTERO_ITEM CSL_CITATION {{x"/>{}', "<text:bibliography>{}</text:bibliography>",
]  # fmt: skip
OPEN_LOOKS = '<style:style style:name="T1"><style:text-properties style:text-position="super"/></style:style><text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="i"/></text:list-style>'


def open_text(data: bytes, dice: random.Random) -> bytes:
    """Return an OpenDocument text that holds the text, in runs, lists and notes, as XML that may or may not be
    whole.
    """
    text = data.decode("utf-8", "replace")
    escaped = text.replace("&", "&amp;").replace("<", "&lt;") if dice.random() < 0.8 else text
    body = []
    for line in escaped.split("\n"):
        pieces = [("{}" if dice.random() < 0.8 else dice.choice(OPEN_RUNS)).format(piece) for piece in line.split("[")]
        made = f"<text:p>{''.join(pieces)}</text:p>"
        is_item = dice.random() < 0.3
        body.append(
            f'<text:list text:style-name="L1"><text:list-item>{made}</text:list-item></text:list>' if is_item else made
        )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("content.xml", (
            f'<office:document-content {OPEN} xmlns:xlink="http://www.w3.org/1999/xlink">{OPEN_LOOKS}<office:text>{"".join(body)}</office:text></office:document-content>'
        ))  # fmt: skip
    return packed.getvalue()


MAKERS = {"docx": word, "odt": open_text, "pdf": printed}


def main() -> None:
    """Print for each reader how many inputs it stood."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--minutes", type=float, default=10.0)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("readers", nargs="*", default=list(readers.names()))
    given = options.parse_args()
    failed = False
    for reader in given.readers:
        dice = random.Random(f"{given.seed}{reader}")
        documents = seeds(reader)
        until = time.monotonic() + 60 * given.minutes
        count = size = 0
        while time.monotonic() < until:
            data = damaged(dice.choice(documents), dice)
            data = MAKERS[reader](data, dice) if reader in MAKERS else data
            try:
                wrong = failure(data, reader)
            except Exception as error:  # noqa: BLE001  that is what is looked for
                wrong = f"{type(error).__name__}: {error}"
            count, size = count + 1, size + len(data)
            if wrong:
                failed = True
                (ROOT / "fuzz-failure.bin").write_bytes(data)
                print(f"{reader}: input {count} of seed {given.seed}: {wrong}")
                break
        else:
            print(f"{reader}: {count:,} inputs, {size / 1e6:.1f} MB, none failed")
    sys.exit(failed)


if __name__ == "__main__":
    main()
