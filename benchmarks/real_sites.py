"""Build the documentation of real projects with `backref.sphinx` in place of sphinxcontrib-bibtex, and compare citation
by citation.

    python benchmarks/real_sites.py TREE...

TREE is an unpacked source distribution. Each `conf.py` in it that names sphinxcontrib-bibtex is a project, built as it
stands where its extensions are Sphinx's own, else with what it sets of `bibtex_...` alone. Printed are, for each
project: citations (links, with their targets and texts), entries of lists (`id` and text), and how many of either
differ. Exit 1 where one does.
"""

from __future__ import annotations

import ast
import io
import multiprocessing
import re
import shutil
import sys
import tempfile
from collections import Counter
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

THEIRS, OURS = "sphinxcontrib.bibtex", "backref.sphinx"
CITATION = re.compile(r'<span class="bibtex-citation".*?</span>|<a class="footnote-reference.*?</a>', re.DOTALL)
LINK = re.compile(r'<a [^>]*?href="(?P<href>[^"]*#[^"]*)"[^>]*>(?P<text>.*?)</a>', re.DOTALL)
ENTRY = re.compile(
    r'<(?P<tag>div|aside|li|dd)\b[^>]*\bid="(?P<id>[^"]+)"[^>]*>(?P<text>\s*(?:<span class="label">|<p>).*?)</(?P=tag)>',
    re.DOTALL,
)
CARDS = re.compile(r'<template class="backref-cards">.*?</template>', re.DOTALL)
TAG = re.compile(r"<[^>]*>")


def main() -> None:
    differing = 0
    print(f"{'project':60} {'pages':>5} {'citations':>9} {'differ':>6} {'entries':>7} {'differ':>6}")
    for tree in map(Path, sys.argv[1:]):
        for conf in sorted(tree.rglob("conf.py")):
            if THEIRS in conf.read_text(encoding="utf-8", errors="replace"):
                differing += compare(conf, f"{tree.name}/{conf.parent.relative_to(tree)}")
    sys.exit(1 if differing else 0)


def compare(conf: Path, name: str) -> int:
    """Print how a project's pages differ, and return how much."""
    with tempfile.TemporaryDirectory() as folder:
        theirs, ours = (build(conf, extension, Path(folder) / extension) for extension in (THEIRS, OURS))
    if theirs is None:
        print(f"{name:60} {'sphinxcontrib-bibtex cannot build it' + ('; ours builds' if ours is not None else '')}")
        return 0
    if ours is None:
        print(f"{name:60} CANNOT BE BUILT")
        return 1
    pages, links, entries = theirs
    own_links, own_entries = ours[1:]
    lost, lost_entries = (
        sum((a - b).values()) + sum((b - a).values()) for a, b in ((links, own_links), (entries, own_entries))
    )
    print(f"{name:60} {pages:5} {links.total():9} {lost:6} {entries.total():7} {lost_entries:6}")
    for each in [*((links - own_links) | (entries - own_entries)), *((own_links - links) | (own_entries - entries))][
        :3
    ]:
        print("    ", str(each)[:200])
    return lost + lost_entries


def build(
    conf: Path, extension: str, out: Path
) -> tuple[int, Counter[tuple[str, ...]], Counter[tuple[str, ...]]] | None:
    """Return the pages, citations and entries of a project that is built with an extension; None where Sphinx ends with
    a fault.
    """
    source = out.with_suffix(".in")
    shutil.copytree(conf.parent, source, ignore=shutil.ignore_patterns("_build", "*.ipynb"))
    (source / "conf.py").write_text(configuration(conf.read_text(encoding="utf-8"), extension), encoding="utf-8")
    process = multiprocessing.get_context("fork").Process(target=sphinx, args=(source, out))
    process.start()
    process.join()
    if process.exitcode:
        return None
    links: Counter[tuple[str, ...]] = Counter()
    entries: Counter[tuple[str, ...]] = Counter()
    pages = sorted(out.rglob("*.html"))
    for page in pages:
        html = CARDS.sub("", page.read_text(encoding="utf-8")).replace(" backref-citation", "")
        where = page.relative_to(out).as_posix()
        cited = "\n".join(CITATION.findall(html))
        links.update((where, found["href"], TAG.sub("", found["text"])) for found in LINK.finditer(cited))
        entries.update(
            (where, found["id"], " ".join(TAG.sub("", found["text"]).split())) for found in ENTRY.finditer(html)
        )
    return len(pages), links, entries


def sphinx(source: Path, out: Path) -> None:
    from sphinx.cmd.build import main as run

    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        code = run(["-q", "-b", "html", "-E", "-d", str(out.with_suffix(".trees")), str(source), str(out)])
    sys.exit(code)


def configuration(text: str, extension: str) -> str:
    """Return a `conf.py` with our extension in place of sphinxcontrib-bibtex, and none that is not Sphinx's own."""
    kept, named = [], []
    for node in ast.parse(text).body:
        target = node.targets[0].id if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) else ""
        if target == "extensions" and isinstance(node, ast.Assign) and isinstance(node.value, ast.List):
            named = [each.value for each in node.value.elts if isinstance(each, ast.Constant)]
        if target and (target.startswith("bibtex_") or target in ("root_doc", "master_doc")):
            kept.append(ast.unparse(node))
    if named and all(each == THEIRS or each.startswith("sphinx.ext.") for each in named):
        return text.replace(f'"{THEIRS}"', f'"{extension}"').replace(f"'{THEIRS}'", f"'{extension}'")
    return f"extensions = [{extension!r}, 'myst_parser']\nhtml_theme = 'basic'\n" + "\n".join(kept) + "\n"


if __name__ == "__main__":
    main()
