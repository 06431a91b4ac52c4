"""Count what is found in files that cite nothing: documentation, source and data of installed packages and of unpacked
sdists.

python benchmarks/false_markers.py [--sdists FOLDER [--all]] [--every N] [--show]

Everything found there is false. A file is held to cite nothing where it has none of the signs below, which hardly any
file that cites is without. The packages of the environment are read; FOLDER holds unpacked sdists ("pip download
--no-deps --no-binary NAME NAME", then "tar xf"), of which those named here are read; with --all every one of them, and
no installed package.
"""

from __future__ import annotations

import argparse
import re
import sysconfig
import time
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from backref import pipeline, readers
from backref.errors import BackrefError

INSTALLED = (
    "attr babel bibtexparser certifi charset_normalizer click cryptography dateutil docutils execnet filelock fsspec griffe hypothesis jinja2 "
    "jsonschema lxml markdown markdown_it markupsafe material mkdocs mpmath mypy networkx numpy packaging pip pluggy pybtex pydantic pygments "
    "pypdf requests rich setuptools sortedcontainers sphinx starlette sympy torch tqdm tzdata urllib3 uvicorn watchdog yaml"
).split()
SDISTS = "networkx sympy statsmodels nilearn emcee lmfit sphinxcontrib_bibtex scikit_learn scipy astropy".split()
SUFFIXES = ".py .pyi .md .rst .txt .json .csv .tsv .html .toml .cfg .ini .yaml .yml .xml .ipynb .tex".split()
_CITES = re.compile(
    r"et al|\w{3} \((?:1[89]|20)\d\d[a-z]?\)|\bdoi\b|\b10\.\d{4,5}/|arxiv|\bisbn\b|pubmed|\bpmid\b|\breferences\b|\bbibliograph|\bliterature\b|\]_|^\s*\.\. \[|\bpp\. ?\d|\bproc\.|\bjournal\b|"
    r"cite[:{p`]|citeauthor|\bcited?\b|\bphys\. |\bj\. [a-z]+\.|university press|springer|wiley|\bieee\b|\bacm\b|\btrans\. |wikipedia|\bvol\. ?\d|\bed\.\B|\[@",
    re.IGNORECASE | re.MULTILINE,
)
_LARGEST = 2_000_000  # bytes of one file


def files(folder: Path) -> Iterator[Path]:
    """Yield the files of a package that cite nothing."""
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() not in SUFFIXES or not path.is_file() or path.stat().st_size > _LARGEST:
            continue
        if not _CITES.search(path.read_bytes().decode(errors="replace")):
            yield path


def main() -> None:
    """Print how much is found for each MB."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--sdists", type=Path)
    arguments.add_argument("--all", action="store_true", help="read every folder there, and nothing else")
    arguments.add_argument("--every", type=int, default=1, help="read one of so many files")
    arguments.add_argument("--show", action="store_true", help="print everything that is found")
    given = arguments.parse_args()
    installed = Path(sysconfig.get_paths()["purelib"])
    folders = [installed / name for name in INSTALLED]
    if given.sdists and given.all:
        folders = sorted(each for each in given.sdists.iterdir() if each.is_dir())
    elif given.sdists:
        folders += [each for name in SDISTS for each in sorted(given.sdists.glob(f"{name}-*")) if each.is_dir()]
    size, read, markers, references = 0, 0, Counter[str](), Counter[str]()
    began = time.perf_counter()
    for path in islice((path for folder in folders for path in files(folder)), 0, None, given.every):
        data = path.read_bytes()
        try:
            document = readers.read(data, str(path))
        except BackrefError:
            continue
        found = pipeline.find(document)
        size += len(data)
        read += 1
        for marker in found.markers:
            if marker.kind not in ("embedded", "identifier"):
                markers[marker.kind] += 1
        for citation in found.citations:
            references[citation.context] += 1
        if given.show:
            for each in found.markers:
                around = document.text[max(each.span.start - 50, 0) : each.span.end + 25]
                print(f"{path}: {each.kind} {each.span.of(document.text)!r} in {around!r}")
            for each in found.citations:
                print(f"{path}: {each.context} {each.raw[:160]!r}")
    seconds = time.perf_counter() - began
    mega = size / 1e6
    print(f"{read} files, {mega:.1f} MB, {mega / seconds:.2f} MB/s, scanning for signs of citations included")
    for name, counts, aim in (("markers", markers, 0.5), ("references", references, 0.2)):
        total = sum(counts.values())
        print(f"false {name:10} {total:5}  {total / mega:.2f} for each MB, aim {aim}: {dict(counts.most_common())}")


if __name__ == "__main__":
    main()
