"""Set reference lists whose facts are known as PDF files: by LaTeX in many classes and styles, by reportlab from the
gold strings.

`benchmarks/pdf.py` reads them back. Needs pdflatex and bibtex (a class that is not installed is left out and named),
and reportlab.
"""

from __future__ import annotations

import json
import random
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from backref import Bibliography, dump, load

ROOT = Path(__file__).resolve().parents[1]
FACTS = ("docs/works.json", "examples/low-back-pain.catalogue.json", "tests/golden/lists/items.json")
PROSE = (
    "Low back pain is the leading cause of disability in the world and places a heavy burden on people, employers and health services{}.",
    "For most people a first episode passes within weeks, but it comes back in many of them within a year{}.",
    "Current guidance puts advice to stay active, heat and exercise before any drug, and leaves imaging to those with signs of a grave disease{}.",
)
BEHIND = "What follows a list is no part of it, however long the sentence is that says so, and whatever stands behind it here."

_LABEL = re.compile(r"^(?:\[\d+\]|\^|\d{1,3}\.)\s")
# name: class, bibliography style, packages, how a work is cited
LATEX = {
    "article, plain": (r"\documentclass{article}", "plain", "", r"~\cite"),
    "article, unsrt, two columns": (r"\documentclass[twocolumn]{article}", "unsrt", "", r"~\cite"),
    "article, alpha, two columns": (r"\documentclass[twocolumn]{article}", "alpha", "", r"~\cite"),
    "article, acm": (r"\documentclass{article}", "acm", "", r"~\cite"),
    "article, plainurl, links": (r"\documentclass{article}", "plainurl", r"\usepackage[T1]{fontenc}\usepackage[colorlinks]{hyperref}", r"~\cite"),
    "article, plainnat": (r"\documentclass[11pt]{article}", "plainnat", r"\usepackage{natbib}", r" \citep"),
    "article, abbrvnat, raised": (r"\documentclass{article}", "abbrvnat", r"\usepackage[super,comma]{natbib}", r"\cite"),
    "article, apalike, two columns": (r"\documentclass[twocolumn]{article}", "apalike", r"\usepackage{apalike}", r" \cite"),
    "article, chicago": (r"\documentclass{article}", "chicago", r"\usepackage{chicago}", r" \cite"),
    "article, apacite": (r"\documentclass{article}", "apacite", r"\usepackage[T1]{fontenc}\usepackage{apacite}", r" \cite"),
    "amsart, amsplain": (r"\documentclass{amsart}", "amsplain", "", r"~\cite"),
    "review copy with line numbers": (r"\documentclass[12pt]{article}", "unsrt", r"\usepackage{lineno,setspace}\doublespacing\linenumbers", r"~\cite"),
    "IEEEtran, two columns": (r"\documentclass[journal]{IEEEtran}", "IEEEtran", "", r"~\cite"),
    "acmart, two columns": (r"\documentclass[sigconf,nonacm]{acmart}", "ACM-Reference-Format", "", r"~\cite"),
    "elsarticle, numbers, line numbers": (r"\documentclass[review]{elsarticle}", "elsarticle-num", r"\usepackage{lineno}\linenumbers", r"~\cite"),
    "elsarticle, names, two columns": (r"\documentclass[5p,times]{elsarticle}", "elsarticle-harv", r"\biboptions{authoryear}", r" \cite"),
    "revtex, two columns": (r"\documentclass[prl,twocolumn]{revtex4-2}", "apsrev4-2", "", r"~\cite"),
    "llncs, splncs04": (r"\documentclass{llncs}", "splncs04", "", r"~\cite"),
}  # fmt: skip


@dataclass
class Set:
    """One PDF and what it should be read as: `works` in CSL, or `strings`; `cited` are the works that its markers name,
    in order.
    """

    name: str
    path: Path
    works: list[dict] = field(default_factory=list)
    strings: list[str] = field(default_factory=list)
    cited: list[list[int]] = field(default_factory=list)


def works() -> list[dict]:
    """Return described works, each title once."""
    found: dict[str, dict] = {}
    for name in FACTS:
        for item in json.loads((ROOT / name).read_text(encoding="utf-8")):
            if item.get("title") and item.get("author") and item.get("issued"):
                found.setdefault(item["title"].casefold(), item)
    return [item | {"id": f"w{number}"} for number, item in enumerate(found.values())]


def by_latex(folder: Path, count: int, seed: int = 7) -> Iterator[Set]:
    """Yield one PDF for each class and style that is installed."""
    described = works()
    loaded = load(json.dumps(described), "csl-json")
    (folder / "works.bib").write_text(dump(Bibliography.of(loaded.references), "bibtex"), encoding="utf-8")
    for number, (name, (document, style, packages, cite)) in enumerate(LATEX.items()):
        dice = random.Random(seed + number)
        chosen = dice.sample(described, min(count, len(described)))
        clusters = _clusters(chosen, dice)
        stem = f"set{number}"
        title = _title(document)
        body = "\n".join(_paragraphs([cite + "{" + ",".join(work["id"] for work in some) + "}" for some in clusters]))
        text = (
            f"{document}\n{packages}\n\\usepackage{{url}}\n\\pagestyle{{headings}}\n\\begin{{document}}\n{title}\n"
            f"\\section{{Introduction}}\n{body}\n\\bibliographystyle{{{style}}}\\bibliography{{works}}\n\\section*{{Appendix}}\n{BEHIND}\n\\end{{document}}\n"
        )
        (folder / f"{stem}.tex").write_text(text, encoding="utf-8")
        latex = ["pdflatex", "-interaction=batchmode", stem]
        for command in (latex, ["bibtex", stem], latex, latex):
            subprocess.run(command, cwd=folder, capture_output=True, timeout=120, check=False)
        path = folder / f"{stem}.pdf"
        if not path.exists() or "Missing" in _log(folder, stem):
            print(f"{name}: not set; is the class installed?")
            continue
        yield Set(name, path, chosen, [], [[chosen.index(work) for work in some] for some in clusters])


def _log(folder: Path, stem: str) -> str:
    path = folder / f"{stem}.log"
    text = path.read_text(encoding="utf-8", errors="replace") if path.exists() else "Missing"
    return "Missing" if "not found" in text and "! LaTeX Error" in text else ""


def _title(document: str) -> str:
    title = r"\title{Backs and what helps them}\author{Anna Roe}"
    if "acmart" in document:
        title += r"\affiliation{\institution{Institute}\city{Oslo}\country{Norway}}"
    return rf"\begin{{frontmatter}}{title}\end{{frontmatter}}" if "elsarticle" in document else title + r"\maketitle"


def _clusters(chosen: list[dict], dice: random.Random) -> list[list[dict]]:
    """Works in the groups in which they are cited."""
    found, at = [], 0
    while at < len(chosen):
        size = dice.choice((1, 1, 2, 3))
        found.append(chosen[at : at + size])
        at += size
    return found


def _paragraphs(markers: list[str]) -> Iterator[str]:
    for number in range(0, len(markers), 3):
        some = [*markers[number : number + 3], "", ""][:3]
        yield " ".join(sentence.format(marker) for sentence, marker in zip(PROSE, some, strict=True))
        if number % 9 == 6:
            yield ""
        if number % 12 == 9:
            yield rf"\section{{Part {number}}}"


# Classes in which notes are set at the feet of pages.
NOTES = {
    "notes, article": r"\documentclass[11pt]{article}",
    "notes, article, two columns": r"\documentclass[twocolumn]{article}",
    "notes, IEEEtran, two columns": r"\documentclass[journal]{IEEEtran}",
    "notes, review copy with line numbers": r"\documentclass[12pt]{article}\usepackage{lineno,setspace}\doublespacing\linenumbers",
}
_SPECIAL = re.compile(r"[#$%&_{}~^\\]")


def by_notes(folder: Path) -> Iterator[Set]:
    """Yield one PDF for each class in which the gold strings of notes stand at the feet of pages."""
    rows = [json.loads(line) for line in (ROOT / "tests" / "gold" / "citations.jsonl").read_text("utf-8").splitlines()]
    strings = [
        row["raw"]
        for row in rows
        if "note" in row["style"] and row["raw"].isprintable() and ord(max(row["raw"])) < 0x250
    ]
    for number, (name, document) in enumerate(NOTES.items()):
        stem = f"notes{number}"
        notes = [rf"\footnote{{{_SPECIAL.sub(_escaped, string)}}}" for string in strings]
        text = f"{document}\n\\begin{{document}}\n" + "\n".join(_paragraphs(notes)) + "\n\\end{document}\n"
        (folder / f"{stem}.tex").write_text(text, encoding="utf-8")
        for _ in range(2):
            subprocess.run(
                ["pdflatex", "-interaction=batchmode", stem], cwd=folder, capture_output=True, timeout=120, check=False
            )
        if (folder / f"{stem}.pdf").exists():
            yield Set(name, folder / f"{stem}.pdf", [], strings, [[at] for at in range(len(strings))])


def _escaped(found: re.Match[str]) -> str:
    return r"\textbackslash{}" if found[0] == "\\" else rf"\{found[0]}{{}}"


def by_reportlab(folder: Path) -> Iterator[Set]:
    """Yield PDFs of the gold strings, each style by itself, in the layouts in which lists are printed."""
    by_style: dict[str, list[str]] = {}
    for line in (ROOT / "tests" / "gold" / "citations.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        raw = _LABEL.sub("", row["raw"].replace("\n", " "))
        if ord(max(raw)) < 0x250 or all(ord(c) < 0x250 or 0x2000 < ord(c) < 0x2100 for c in raw):
            by_style.setdefault(row["style"], []).append(raw)
    layouts = ("hanging", "numbered", "indented", "flush", "apart")
    for number, (style, strings) in enumerate(sorted(by_style.items())):
        if len(strings) < 4 or any(string[:1].isdigit() for string in strings):
            continue
        for columns in (1, 2):
            layout = layouts[(number + 2 * columns) % len(layouts)]
            path = folder / f"lab{number}-{columns}.pdf"
            _laid(path, strings, layout, columns)
            yield Set(f"{style}: {layout}, {columns} column{'s' * (columns > 1)}", path, [], strings)


def _laid(path: Path, strings: list[str], layout: str, columns: int) -> None:
    """Print a page of prose and the list behind it."""
    from xml.sax.saxutils import escape

    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, Spacer

    width, height = A4
    gap = 20
    wide = (width - 120 - gap * (columns - 1)) / columns
    frames = [Frame(60 + number * (wide + gap), 60, wide, height - 130, 0, 0, 0, 0) for number in range(columns)]

    def margins(canvas: object, document: object) -> None:
        canvas.setFont("Times-Roman", 8)  # type: ignore[attr-defined]
        canvas.drawString(60, height - 40, f"A. Roe and B. Doe    Journal of Backs 12 (2015) {100 + document.page}")  # type: ignore[attr-defined]
        canvas.drawCentredString(width / 2, 30, str(document.page))  # type: ignore[attr-defined]

    document = BaseDocTemplate(str(path), pagesize=A4, pageTemplates=[PageTemplate("page", frames, onPage=margins)])
    plain = ParagraphStyle("plain", fontName="Times-Roman", fontSize=10, leading=12, alignment=4)
    indents = {
        "hanging": {"leftIndent": 14, "firstLineIndent": -14},
        "numbered": {"leftIndent": 18, "firstLineIndent": -18},
        "indented": {"firstLineIndent": 14},
    }
    entry = ParagraphStyle(
        "entry", parent=plain, spaceAfter=6 if layout == "apart" else 0, alignment=0, **indents.get(layout, {})
    )
    head = ParagraphStyle("head", parent=plain, fontName="Times-Bold", fontSize=12, leading=16, spaceBefore=10)
    story: list[object] = [Paragraph("Backs and what helps them", head)]
    story += [Paragraph(" ".join(sentence.format("") for sentence in PROSE), plain), Spacer(1, 6)] * 4
    story.append(Paragraph("References", head))
    for number, string in enumerate(strings, 1):
        label = f"{number}. " if layout == "numbered" else ""
        story.append(Paragraph(label + escape(string), entry))
    document.build([*story, Paragraph("Appendix", head), Paragraph(BEHIND, plain)])
