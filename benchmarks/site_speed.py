"""What citing adds to the time of a site: 1,000 pages with 3,000 citations of 300 works, against the same pages
without.

    python benchmarks/site_speed.py [--pages N] [--rounds N] [--size N] [--instructions] [BUILDER...]

BUILDER is `markdown` (Python-Markdown alone), `mkdocs` (theme mkdocs, with its search), `material` (the theme and the
extensions of most sites), `zensical` or `sphinx` (theme basic), all if left out. The pages are cut out of this
project's documentation: headings, prose, lists, tables and code in the order in which they stand there, of `--size`
characters, which is the median of 223 pages in the distributions of eight MkDocs sites. Each build is a process of its
own, with the reading of its bibliography; the least seconds of processor of some rounds are told, since the wall's
clock counts what else the machine does. Sites are written into memory where the system has a folder there (`/dev/shm`):
how long a disk takes for a site says nothing of citing, and differs more from round to round than what is measured. With `--instructions`, valgrind counts the processor's instructions instead, of
some pages, and the rest is reckoned: slow, but the same on a machine that is busy with other work. "by hand" are pages whose author writes the citations, the heading and the list
without any tool. Sphinx is measured against sphinxcontrib-bibtex alone as well, for that is what it took before.
"""

from __future__ import annotations

import argparse
import io
import json
import logging
import multiprocessing
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

_SHARED = "/dev/shm"  # noqa: S108, a folder of its own is made in it
IN_MEMORY = _SHARED if os.access(_SHARED, os.W_OK) else None
DOCS = Path(__file__).parent.parent / "docs"
MEDIAN = 2952  # characters of a page
WORKS, CITATIONS = 300, 3
ENTRY = """@article{{w{n},
  author = {{Müller, A. {n} and Doe, Jane and Fox, X.}},
  title = {{The {first} of {second} in {{Northern}} sites, part {n}}},
  journal = {{Journal of {second}}}, year = {{{year}}}, volume = {{{n}}}, number = {{2}}, pages = {{{n}--{end}}},
  doi = {{10.1000/made.{n}}},
}}
"""
WORDS = ("surface", "growth", "form", "number", "water", "light", "motion", "language", "region", "order", "season")


def main() -> None:
    """Print the seconds of each builder with citations and without, and what that adds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("builders", nargs="*", choices=[[], *BUILDERS])
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--size", type=int, default=MEDIAN)
    parser.add_argument("--instructions", action="store_true")
    parser.add_argument("--one", nargs=3, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        build(*given.one)
        return
    measure, unit = (counted, "G") if given.instructions else (took, "s")
    for name in ("PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX"):  # as it is where a package was installed
        os.environ.pop(name, None)
    print(f"{'builder':10} {'without':>9} {'with':>9} {'added':>7}")
    for name in given.builders or BUILDERS:
        least: dict[str, float] = {}
        for kind in BUILDERS[name]:
            took(name, kind, 3, given.size)  # which has everything imported once
        for _ in range(
            1 if given.instructions else given.rounds
        ):  # one of each in turn, that a slow minute hits all alike
            for kind in BUILDERS[name]:
                least[kind] = min(least.get(kind, 1e9), measure(name, kind, given.pages, given.size))
        with_ = least["backref"]
        for kind in BUILDERS[name][:-1]:
            added = 100 * (with_ / least[kind] - 1)
            against = "" if kind == "without" else f"  (without: {kind})"
            print(f"{name:10} {least[kind]:7.2f} {unit} {with_:7.2f} {unit} {added:5.1f} %{against}", flush=True)


def took(name: str, kind: str, pages: int, size: int) -> float:
    """Return the seconds of processor that a build took, in a process of its own."""
    with tempfile.TemporaryDirectory(dir=IN_MEMORY) as folder:
        write(Path(folder), name, kind, pages, size)
        before = spent()
        process = multiprocessing.get_context("spawn").Process(target=build, args=(name, kind, folder))
        process.start()
        process.join()
        if process.exitcode:
            sys.exit(f"{name}, {kind}: the build failed")
        return spent() - before


def counted(name: str, kind: str, pages: int, size: int) -> float:
    """Return how many thousand million instructions a build takes: those of a few pages, one of which cites every work,
    and then as many as each further page takes.
    """
    few, some, more = (instructions(name, kind, number, size) for number in (2, 12, 42))
    return (few + (more - some) / 30 * (pages - 2)) / 1e9


def instructions(name: str, kind: str, pages: int, size: int) -> int:
    """Return how many instructions a build took, in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder), name, kind, pages, size)
        first = next(Path(folder, "docs").glob("index.*"))
        if kind == "backref" and name != "sphinx":
            every = "; ".join(f"@w{number}" for number in range(WORKS))
            first.write_text(f"{first.read_text()}\n" + "\n".join(f"[{each}]" for each in every.split("; ")) + "\n")
        tool = ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"]
        done = subprocess.run(
            [*tool, sys.executable, __file__, "--one", name, kind, folder],
            env=os.environ | {"PYTHONHASHSEED": "0"},
            capture_output=True,
            text=True,
        )
        found = re.search(r"I\s+refs:\s+([\d,]+)", done.stderr)
        if done.returncode or found is None:
            sys.exit(f"{name}, {kind}: the build failed\n{done.stderr[-2000:]}")
        return int(found[1].replace(",", ""))


def spent() -> float:
    """Return the seconds of processor of the processes that ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def write(folder: Path, name: str, kind: str, pages: int, size: int) -> None:
    """Write a site, each page with its citations or as many words."""
    chance = random.Random(5)
    works = [ENTRY.format(n=n, first=chance.choice(WORDS), second=chance.choice(WORDS), year=1980 + n % 45, end=n + 9)
             for n in range(WORKS)]  # fmt: skip
    (folder / "references.bib").write_text("\n".join(works), encoding="utf-8")
    (folder / "docs").mkdir()
    is_rst = name == "sphinx"
    there = list(blocks(is_rst=is_rst))
    for at in range(pages):
        chosen = [f"# Page {at}"]
        start = chance.randrange(len(there))
        while sum(map(len, chosen)) < size:
            chosen.append(there[start % len(there)])
            start += 1
        prose = [number for number, block in enumerate(chosen) if block[0].isalpha()] or [len(chosen) - 1]
        keys = [f"w{chance.randrange(WORKS)}" for _ in range(CITATIONS)]
        for key in keys:
            cite = {"without": "[3, p. 3]", "by hand": f"[[3](#{key}), p. 3]"}.get(kind, f"[@{key}, p. 3]")
            if is_rst and kind != "without":
                cite = f":cite:p:`{key}`"
            chosen[prose[chance.randrange(len(prose))]] += f" So it was found {cite}, and no more."
        text = "\n\n".join(chosen) + "\n"
        if kind == "by hand":
            text += "\n## References\n\n" + "\n\n".join(by_hand(key, n) for n, key in enumerate(keys, 1)) + "\n"
        if is_rst:
            text = rst(text, with_list=kind != "without")
        (folder / "docs" / f"page{at}.{'rst' if is_rst else 'md'}").write_text(text, encoding="utf-8")
    first = folder / "docs" / f"index.{'rst' if is_rst else 'md'}"
    first.write_text("Home\n====\n\n" + (".. toctree::\n   :glob:\n\n   page*\n" if is_rst else "Welcome.\n"))
    (folder / "backref.toml").write_text('bibliography = "references.bib"\n', encoding="utf-8")


def blocks(*, is_rst: bool) -> Iterator[str]:
    """Yield the blocks of this project's documentation that a page of any builder may hold."""
    for path in sorted(DOCS.rglob("*.md")):
        found = re.findall(r"(?m)```[^\0]*?^```$|(?:^(?!```).+\n?)+", path.read_text(encoding="utf-8"))
        for block in found:
            text = re.sub(r"\]\([^()\s]*\)", "](https://example.org)", block.strip())
            is_plain = text.isascii() and text[0] not in "#|>" and not text.startswith(("```", "- ", "1."))
            is_odd = any(mark in text for mark in ("@", "<", "[[", ":::", "!!!", "{"))
            if (
                text
                and not text.startswith(("# ", "---"))
                and not is_odd
                and (not is_rst or is_plain or text[0] == "#")
            ):
                yield text


def by_hand(key: str, number: int) -> str:
    """Return an entry of a list that an author wrote."""
    return (
        f'<a id="{key}"></a>{number}. Müller A, Doe J, Fox X. The order of growth in Northern sites, part {number}. '
        f"Journal of growth. 1999;{number}(2):{number}-9. [doi:10.1000/{number}](https://doi.org/10.1000/{number})"
    )


def rst(text: str, *, with_list: bool) -> str:
    """Return a page in reStructuredText."""
    text = re.sub(r"(?<!:)`([^`]+)`(?!_)", r"``\1``", text.replace(":cite:p:`", ":cite:p:\0"))
    text = re.sub(r":cite:p:\0([^`]+)`+", r":cite:p:`\1`", text)
    text = re.sub(r"\[([^\]\n]+)\]\((https:[^()\s]*)\)", r"`\1 <\2>`__", text)
    lines: list[str] = []
    for line in text.split("\n"):
        head = line.lstrip("#").strip()
        lines += [head, ("=" if line[1] == " " else "-") * 90] if line.startswith("#") else [line]
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


def mkdocs(kind: str, theme: str = "mkdocs", extensions: tuple[str, ...] = ()) -> None:
    """Build with MkDocs."""
    from mkdocs.commands.build import build as run
    from mkdocs.config import load_config

    # All pages in the menu of each page would take nearly all the time, with citations or without.
    said = {"site_name": "made", "nav": ["index.md"], "theme": theme, "markdown_extensions": list(extensions)}
    plugins = ["search", *(["backref"] if kind == "backref" else [])]
    Path("mkdocs.yml").write_text(json.dumps(said | {"plugins": plugins}), encoding="utf-8")
    run(load_config("mkdocs.yml"))


_HIGHLIGHTED = ("pymdownx.highlight", "pymdownx.superfences")


def material(kind: str) -> None:
    """Build with MkDocs, as most do who write documentation with it."""
    mkdocs(kind, "material", ("admonition", "attr_list", "tables", *_HIGHLIGHTED))


def zensical(kind: str) -> None:
    """Build with Zensical."""
    # Who names extensions gets those alone, and none of the many that there are where none is named.
    named = ["admonition", "attr_list", "tables", "toc", *(["backref"] if kind == "backref" else [])]
    text = '[project]\nsite_name = "made"\nnav = [{ "Home" = "index.md" }]\n'
    text += "".join(f"[project.markdown_extensions.{name}]\n" for name in (*named, *_HIGHLIGHTED))
    Path("zensical.toml").write_text(text, encoding="utf-8")
    done = subprocess.run([sys.executable, "-m", "zensical", "build", "--clean"], capture_output=True, timeout=900)
    sys.exit(done.returncode)


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
    "markdown": ("without", "by hand", "backref"),
    "mkdocs": ("without", "by hand", "backref"),
    "material": ("without", "by hand", "backref"),
    "zensical": ("without", "by hand", "backref"),
    "sphinx": ("without", "sphinxcontrib-bibtex", "backref"),
}
MAKERS: dict[str, Callable[[str], None]] = {
    "markdown": python_markdown,
    "mkdocs": mkdocs,
    "material": material,
    "zensical": zensical,
    "sphinx": sphinx,
}

if __name__ == "__main__":
    main()
