"""Build the documentation of real projects with `backref.sphinx` in place of sphinxcontrib-bibtex, and compare citation
by citation.

    python benchmarks/real_sites.py [--whole] TREE...

TREE is an unpacked source distribution. Each `conf.py` in it that names sphinxcontrib-bibtex is a project, built as it
stands where its extensions are Sphinx's own, else with what it sets of `bibtex_...`, and the styles it defines, alone.
Docstrings that cite are pages of their own, one for each module, so that nothing need be imported. With `--whole` it is
built as it stands, which needs whatever it imports; only no example is run and no other site asked. Printed are, for
each project: citations (links, with their targets and texts), entries of lists (`id` and text), and how many of either
differ. Exit 1 where one does.
"""

from __future__ import annotations

import ast
import inspect
import io
import multiprocessing
import os
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
CITES = re.compile(r":(?:foot)?cite\b|:cite:")
WHOLE = "\nplot_gallery = False\nintersphinx_mapping = {}\nnbsphinx_execute = 'never'\nnb_execution_mode = 'off'\n"
DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


def main() -> None:
    differing = 0
    trees = [Path(each).resolve() for each in sys.argv[1:] if each != "--whole"]
    print(f"{'project':60} {'pages':>5} {'citations':>9} {'differ':>6} {'entries':>7} {'differ':>6}")
    for tree in trees:
        for conf in sorted(tree.rglob("conf.py")):
            if THEIRS in conf.read_text(encoding="utf-8", errors="replace"):
                differing += compare(tree, conf, f"{tree.name}/{conf.parent.relative_to(tree)}")
    sys.exit(1 if differing else 0)


def compare(tree: Path, conf: Path, name: str) -> int:
    """Print how a project's pages differ, and return how much."""
    with tempfile.TemporaryDirectory() as folder:
        theirs, ours = (build(tree, conf, extension, Path(folder) / extension) for extension in (THEIRS, OURS))
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
    tree: Path, conf: Path, extension: str, out: Path
) -> tuple[int, Counter[tuple[str, ...]], Counter[tuple[str, ...]]] | None:
    """Return the pages, citations and entries of a project that is built with an extension; None where Sphinx ends with
    a fault.
    """
    source = out.with_suffix(".in")
    text = conf.read_text(encoding="utf-8")
    if "--whole" in sys.argv:
        shutil.copytree(tree, source)
        sys.path[:0] = [str(source), str(source / "src")]
        source /= conf.parent.relative_to(tree)
        text = replaced(text, extension) + WHOLE
    else:
        shutil.copytree(conf.parent, source, ignore=shutil.ignore_patterns("_build", "*.ipynb"))
        docstrings(tree, conf.parent, source / "docstrings")
        text = configuration(text, extension)
    (source / "conf.py").write_text(text, encoding="utf-8")
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

    os.chdir(source)  # where some write files
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        code = run(["-q", "-b", "html", "-E", "-d", str(out.with_suffix(".trees")), str(source), str(out)])
    sys.exit(code)


def docstrings(tree: Path, documents: Path, folder: Path) -> None:
    """Write a page for each module with a docstring that cites: all its docstrings, as they stand."""
    for module in sorted(tree.rglob("*.py")):
        text = module.read_text(encoding="utf-8", errors="replace")
        if module.is_relative_to(documents) or "tests" in module.parts or not CITES.search(text):
            continue
        named = ".".join(module.relative_to(tree).with_suffix("").parts)
        found = [ast.get_docstring(node) for node in ast.walk(ast.parse(text)) if isinstance(node, DOCUMENTED)]
        folder.mkdir(exist_ok=True)
        page = "\n\n".join([named, "=" * len(named), *(inspect.cleandoc(each) for each in found if each)])
        (folder / f"{named}.rst").write_text(page + "\n", encoding="utf-8")


def configuration(text: str, extension: str) -> str:
    """Return a `conf.py` with our extension in place of sphinxcontrib-bibtex, and none that is not Sphinx's own."""
    body, named = ast.parse(text).body, []
    for node in body:
        if isinstance(node, ast.Assign) and defined(node) == {"extensions"} and isinstance(node.value, ast.List):
            named = [each.value for each in node.value.elts if isinstance(each, ast.Constant)]
    if named and all(each == THEIRS or each.startswith("sphinx.ext.") for each in named):
        return replaced(text, extension)
    return f"extensions = [{extension!r}, 'myst_parser']\nhtml_theme = 'basic'\n" + "\n".join(citing(body)) + "\n"


def replaced(text: str, extension: str) -> str:
    return text.replace(f'"{THEIRS}"', f'"{extension}"').replace(f"'{THEIRS}'", f"'{extension}'")


def citing(body: list[ast.stmt]) -> list[str]:
    """Return the statements of a `conf.py` that set how is cited: options, styles that it registers, what they need."""
    kept: list[str] = []
    needed: set[str] = set()
    for node in reversed(body):
        names = defined(node)
        wanted = any(name.startswith("bibtex_") for name in names) or bool(
            names & {"root_doc", "master_doc"} | names & needed
        )
        if wanted or (isinstance(node, ast.Expr) and "register_plugin" in ast.unparse(node)):
            kept.insert(0, ast.unparse(node))
            needed |= {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}
    return kept


def defined(node: ast.stmt) -> set[str]:
    """Return the names that a statement defines."""
    if isinstance(node, ast.Import | ast.ImportFrom):
        return {(each.asname or each.name).partition(".")[0] for each in node.names}
    if isinstance(node, ast.ClassDef | ast.FunctionDef):
        return {node.name}
    targets = node.targets if isinstance(node, ast.Assign) else []
    return {each.id for each in targets if isinstance(each, ast.Name)}


if __name__ == "__main__":
    main()
