"""Build MkDocs sites with the plugin `backref` in place of the one that they cite by, and compare page by page.

    python benchmarks/real_mkdocs.py TREE[=BIB]...

TREE is an unpacked source distribution. Each `mkdocs.yml` in it is a site, whose pages are built with the theme mkdocs
and those of its extensions that need no other plugin: once by what it names (mkdocs-bibtex, mkdocs-webis; mkdocs-bibtex
where it names none, with BIB) and once by ours, from the same .bib file. Printed are, for each site: pages that cite;
citations, and how many of them are links to an entry; works that the pages cite, and of how many the title,
the year and every family name stand in the entry as the .bib file has them. Exit 1 where ours prints less.
"""

from __future__ import annotations

import io
import logging
import multiprocessing
import os
import re
import shutil
import sys
import tempfile
import unicodedata
from contextlib import redirect_stderr, redirect_stdout
from html import unescape
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from mkdocs.commands.build import build as run
from mkdocs.config import load_config

import backref

THEIRS = {"bibtex": "bib_file", "webis": "bibliography"}  # plugins, and what each calls its file
ALONE = ("admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "pymdownx.", "toc")
CITED = re.compile(r"\[(?:[^\[\]@]*-?@[\w:.-]+[^\[\]@]*)+\](?!\()")
KEY = re.compile(r"(?<![\w.])@([\w:.-]*\w)")
CODE = re.compile(r"^(```|~~~).*?^\1\s*$|`[^`\n]+`", re.DOTALL | re.MULTILINE)
LINK = re.compile(r'<a (?:class="footnote-ref" )?href="#([^"]+)"')
ENTRY = re.compile(
    r'<(?P<tag>p|li|div)(?: class="reference")? id="(?P<id>[^"]+)"[^>]*>(?P<text>.*?)</(?P=tag)>', re.DOTALL
)


class Page(NamedTuple):
    """A page as built: the entries that its citations lead to, and their text, by their anchors."""

    links: list[str]
    entries: dict[str, str]


def main() -> None:
    """Print what either prints of each site."""
    print(
        f"{'site':28} {'pages':>5} {'by':>8} {'citations':>9} {'link':>5} {'works':>5} {'title':>5} {'year':>5} {'names':>5}"
    )
    worse, start = 0, Path.cwd()
    for given in sys.argv[1:]:
        os.chdir(start)
        tree, _, bib = given.partition("=")
        for file in sorted(Path(tree).resolve().rglob("mkdocs.yml")):
            worse += compare(file, bib)
    sys.exit(1 if worse else 0)


def compare(file: Path, bib: str) -> int:
    """Print what either prints of a site, and return whether ours is less."""
    said = yaml.load(file.read_text(encoding="utf-8"), Tolerant)  # noqa: S506  it makes no object
    plugin, options = cited_by(said)
    found = (file.parent / (options.get(THEIRS[plugin]) or bib)).resolve()
    docs = file.parent / said.get("docs_dir", "docs")
    found = found if found.is_file() else docs / found.name
    named = {THEIRS[plugin]: str(found)}
    works = {entry.id: entry for entry in backref.load(found.read_text(encoding="utf-8"), "bibtex").references}
    cited = {page: known for page, keys in cited_in(docs).items() if (known := [key for key in keys if key in works])}
    name = f"{file.parent.name} ({len(works)} works)"
    counts = {}
    for by, plugins in ((plugin, [{plugin: named}]), ("backref", [{"backref": {}}])):
        with multiprocessing.get_context("spawn").Pool(1) as pool:  # plugins keep what they read
            pages = pool.apply(built, (file.parent, docs, found, said, plugins, by))
        counts[by] = counted(cited, pages, works)
        print(
            f"{name:28} {len(cited):5} {by:>8} "
            + " ".join(f"{count:>{width}}" for count, width in zip(counts[by], (9, 5, 5, 5, 5, 5), strict=True))
        )
    return int(any(ours < theirs for ours, theirs in zip(counts["backref"], counts[plugin], strict=True)))


def cited_by(said: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Return the plugin that a site cites by, and its options."""
    for each in said.get("plugins") or []:
        for name, options in each.items() if isinstance(each, dict) else [(each, {})]:
            if name in THEIRS:
                return name, options or {}
    return "bibtex", {}


def cited_in(docs: Path) -> dict[str, list[str]]:
    """Return the keys that each page cites in brackets, outside code."""
    pages = {}
    for path in sorted(docs.rglob("*.md")):
        text = CODE.sub("", path.read_text(encoding="utf-8"))
        pages[path.relative_to(docs).as_posix()] = [key for each in CITED.findall(text) for key in KEY.findall(each)]
    return pages


def built(folder: Path, docs: Path, bib: Path, said: dict[str, Any], plugins: list[Any], by: str) -> dict[str, Page]:
    """Build a site in a folder of its own, and return its pages by the names of their sources."""
    with tempfile.TemporaryDirectory() as made:
        out = Path(made)
        shutil.copytree(docs, out / "docs", ignore=shutil.ignore_patterns("*.ipynb", "*.py"))
        for path in (out / "docs").rglob("*.md") if by == "backref" else ():
            text = path.read_text(encoding="utf-8")
            path.write_text(re.sub(r"(?m)^\\bibliography$", "<!-- bibliography -->", text), encoding="utf-8")
        extensions = [each for each in said.get("markdown_extensions") or [] if is_alone(each)]
        if not any(each == "footnotes" for each in extensions):
            extensions.append("footnotes")
        theme = {"name": "material" if by == "webis" else "mkdocs"}
        config = {"site_name": "x", "theme": theme, "plugins": plugins, "markdown_extensions": extensions}
        (out / "mkdocs.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
        (out / "backref.toml").write_text(f'bibliography = "{bib}"\n', encoding="utf-8")
        os.chdir(out)
        told = io.StringIO()
        logging.disable(logging.ERROR)
        try:
            with redirect_stdout(told), redirect_stderr(told):
                run(load_config("mkdocs.yml"))
        except SystemExit as error:
            raise RuntimeError(f"{by} cannot build {folder}: {told.getvalue()[-500:]}") from error
        return {
            path.relative_to(out / "docs").as_posix(): page(out / "site", path.relative_to(out / "docs"))
            for path in sorted((out / "docs").rglob("*.md"))
        }


def is_alone(extension: Any) -> bool:
    name = next(iter(extension)) if isinstance(extension, dict) else extension
    said = str(extension)
    return name.startswith(ALONE) and "snippets" not in name and "python/name" not in said and "None" not in said


def page(site: Path, name: Path) -> Page:
    """Return a built page."""
    at = name.with_suffix("") if name.stem not in ("index", "README") else name.parent
    path = site / at / "index.html"
    if not path.is_file():
        return Page([], {})
    html = path.read_text(encoding="utf-8")
    entries = {match["id"]: match["text"] for match in ENTRY.finditer(html)}
    return Page([link for link in LINK.findall(html) if link in entries], entries)


def counted(cited: dict[str, list[str]], pages: dict[str, Page], works: dict[str, Any]) -> tuple[int, ...]:
    """Return the citations, those that are links to an entry, the works that a page cites, and of how many the entry
    has the title, the year and the names.
    """
    wanted = [(pages[name], key) for name, keys in cited.items() for key in dict.fromkeys(keys)]
    told = [0, 0, 0]
    for built_page, key in wanted:
        work = works[key]
        title = plain(work.title or "")
        entry = next((text for each in built_page.entries.values() if title in (text := plain(each))), "")
        told[0] += bool(entry)
        told[1] += not work.issued or str(work.issued.year) in entry
        told[2] += all(plain(person.family or person.literal or "") in entry for person in work.author[:3])
    return sum(map(len, cited.values())), sum(len(pages[name].links) for name in cited), len(wanted), *told


def plain(text: str) -> str:
    """Return the letters and digits of a text of HTML."""
    bare = unicodedata.normalize("NFKD", unescape(re.sub(r"<[^>]*>", "", text)))
    return "".join(char for char in bare.casefold() if char.isalnum())


class Tolerant(yaml.SafeLoader):
    """Reads configurations that name Python objects."""


Tolerant.add_multi_constructor("tag:yaml.org,2002:python/", lambda loader, suffix, node: f"!!python/{suffix}")

if __name__ == "__main__":
    main()
