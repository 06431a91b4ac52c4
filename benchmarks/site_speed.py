"""What citing adds to the time of a site: 1,000 pages with 3,000 citations of 300 works, against the same pages
without.

    python benchmarks/site_speed.py [--pages N] [--rounds N] [BUILDER...]

BUILDER is `markdown` (Python-Markdown alone), `mkdocs` (theme mkdocs, with the plugin) or `sphinx` (theme basic), all
if left out. Each build is a process of its own, with the reading of its bibliography; the least seconds of processor of
some rounds are told, since the wall's clock counts what else the machine does. Sphinx is measured against
sphinxcontrib-bibtex alone as well, for that is what it took before.
"""

from __future__ import annotations

import argparse
import io
import logging
import multiprocessing
import os
import random
import resource
import sys
import tempfile
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

WORKS, CITATIONS = 300, 3
WORDS = (Path(__file__).parent.parent / "docs" / "explanation" / "network.md").read_text(encoding="utf-8").split()
ENTRY = """@article{{w{n},
  author = {{Müller, A. {n} and Doe, Jane and Fox, X.}},
  title = {{The {first} of {second} in {{Northern}} sites, part {n}}},
  journal = {{Journal of {second}}}, year = {{{year}}}, volume = {{{n}}}, number = {{2}}, pages = {{{n}--{end}}},
  doi = {{10.1000/made.{n}}},
}}
"""


def main() -> None:
    """Print the seconds of each builder with citations and without, and what that adds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("builders", nargs="*", choices=[[], *BUILDERS])
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    print(f"{'builder':10} {'without':>9} {'with':>9} {'added':>7}")
    for name in given.builders or BUILDERS:
        least: dict[str, float] = {}
        for _ in range(given.rounds):  # one of each in turn, that a slow minute hits all alike
            for kind in BUILDERS[name]:
                least[kind] = min(least.get(kind, 1e9), took(name, kind, given.pages))
        with_ = least["backref"]
        for kind in BUILDERS[name][:-1]:
            added = 100 * (with_ / least[kind] - 1)
            against = "" if kind == "without" else f"  (without: {kind} alone)"
            print(f"{name:10} {least[kind]:7.2f} s {with_:7.2f} s {added:5.1f} %{against}")


def took(name: str, kind: str, pages: int) -> float:
    """Return the seconds of processor that a build took, in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), name, kind, pages)
        before = spent()
        process = multiprocessing.get_context("spawn").Process(target=build, args=(name, kind, folder))
        process.start()
        process.join()
        if process.exitcode:
            sys.exit(f"{name}, {kind}: the build failed")
        return spent() - before


def spent() -> float:
    """Return the seconds of processor of the processes that ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def write(folder: Path, name: str, kind: str, pages: int) -> None:
    """Write a site: pages of about 300 words with headings, a list, code and links, each with its citations or as many
    words.
    """
    chance = random.Random(5)
    plain = [word for word in WORDS if word.isalpha()]
    names = [chance.sample(plain, 2) for _ in range(WORKS)]
    (folder / "references.bib").write_text(
        "\n".join(
            ENTRY.format(n=n, first=first, second=second, year=1980 + n % 45, end=n + 9)
            for n, (first, second) in enumerate(names)
        ),
        encoding="utf-8",
    )
    (folder / "docs").mkdir()
    is_rst = name == "sphinx"
    for at in range(pages):
        blocks = [f"# Page {at}", *(" ".join(chance.choices(plain, k=70)).capitalize() + "." for _ in range(4))]
        for number in range(CITATIONS):
            key = f"w{chance.randrange(WORKS)}"
            cite = f":cite:p:`{key}`" if is_rst else f"[@{key}, p. 3]"
            blocks[1 + number] += f" So it was found {cite if kind != 'without' else '[3, p. 3]'}, and no more."
        blocks.insert(3, "## What is *seen*\n\n- one\n- two, with a [link](https://example.org)")
        blocks.insert(5, "## How `it` goes\n\n    made = code(here)")
        text = "\n\n".join(blocks) + "\n"
        if is_rst:
            text = rst(text, with_list=kind != "without")
        (folder / "docs" / f"page{at}.{'rst' if is_rst else 'md'}").write_text(text, encoding="utf-8")
    first = folder / "docs" / f"index.{'rst' if is_rst else 'md'}"
    first.write_text("Home\n====\n\n" + (".. toctree::\n   :glob:\n\n   page*\n" if is_rst else "Welcome.\n"))
    (folder / "backref.toml").write_text('bibliography = "references.bib"\n', encoding="utf-8")


def rst(text: str, *, with_list: bool) -> str:
    """Return a page in reStructuredText."""
    lines: list[str] = []
    for line in (
        text.replace("](https://example.org)", "] <https://example.org>")
        .replace("    made", "::\n\n    made")
        .split("\n")
    ):
        head = line.lstrip("#").strip()
        lines += [head.replace("`", "``"), ("=" if line[1] == " " else "-") * 40] if line.startswith("#") else [line]
    return "\n".join(lines) + ("\n.. bibliography::\n   :filter: docname in docnames\n" if with_list else "")


def build(name: str, kind: str, folder: str) -> None:
    """Build a site."""
    os.chdir(folder)
    logging.disable(logging.WARNING)
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        MAKERS[name](kind)


def python_markdown(kind: str) -> None:
    """Convert each page by a converter of its own, as builders of sites do."""
    from markdown import Markdown

    extensions = ["toc", "tables", "fenced_code", *(["backref.markdown"] if kind == "backref" else [])]
    for path in sorted(Path("docs").glob("*.md")):
        path.with_suffix(".html").write_text(Markdown(extensions=extensions).convert(path.read_text(encoding="utf-8")))


def mkdocs(kind: str) -> None:
    """Build with MkDocs."""
    from mkdocs.commands.build import build as run
    from mkdocs.config import load_config

    plugins = "plugins: [backref]\n" if kind == "backref" else "plugins: []\n"
    # All pages in the menu of each page would take nearly all the time, with citations or without.
    Path("mkdocs.yml").write_text(f"site_name: made\nnav: [index.md]\ntheme: mkdocs\n{plugins}", encoding="utf-8")
    run(load_config("mkdocs.yml"))


def sphinx(kind: str) -> None:
    """Build with Sphinx."""
    from sphinx.cmd.build import main as run

    named = {"without": [], "sphinxcontrib-bibtex": ["sphinxcontrib.bibtex"], "backref": ["backref.sphinx"]}[kind]
    Path("docs/conf.py").write_text(
        f"extensions = {named!r}\nhtml_theme = 'basic'\nbibtex_bibfiles = ['../references.bib']\n", encoding="utf-8"
    )
    if run(["-q", "-b", "html", "-E", "docs", "site"]):
        sys.exit(1)


BUILDERS = {
    "markdown": ("without", "backref"),
    "mkdocs": ("without", "backref"),
    "sphinx": ("without", "sphinxcontrib-bibtex", "backref"),
}
MAKERS: dict[str, Callable[[str], None]] = {"markdown": python_markdown, "mkdocs": mkdocs, "sphinx": sphinx}

if __name__ == "__main__":
    main()
