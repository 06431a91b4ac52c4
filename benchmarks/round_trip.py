"""Whether .bib files come back letter by letter, and whether others read the same fields in them before and after.

python benchmarks/round_trip.py [FOLDER]    FOLDER holds the source distributions named below:
pip download --no-deps --no-binary :all: -d FOLDER PACKAGE...

Every .bib of the repository and of those packages is loaded and dumped with nothing changed, and once with every title
changed and changed back. pybtex, bibtexparser, pandoc and biber, as far as they are installed, read either text.
"""

from __future__ import annotations

import argparse
import difflib
import json
import logging
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from backref import formats  # noqa: E402
from backref.model import Bibliography  # noqa: E402

PACKAGES = (
    "sphinxcontrib-bibtex pybtex libpysal esda mgwr spreg giddy inequality pointpats spaghetti splot access tobler mapclassify momepy segregation "
    "spglm spint mne-connectivity pyriemann nilearn metpy pycsep gstools geomstats sktime arviz"
).split()


def files(folder: Path | None) -> Iterator[tuple[str, str]]:
    """Yield the name and the text of each .bib file."""
    for path in sorted(ROOT.rglob("*.bib")):
        if not {".venv", "node_modules", ".git"} & set(path.parts):
            yield str(path.relative_to(ROOT)), path.read_bytes().decode("utf-8", "replace")
    for path in sorted(folder.glob("*.tar.gz")) if folder else ():
        with tarfile.open(path) as archive:
            for member in archive:
                if member.isfile() and member.name.lower().endswith(".bib") and (data := archive.extractfile(member)):
                    yield member.name, data.read().decode("utf-8", "replace")


def changed_and_back(bibliography: Bibliography) -> Bibliography:
    """The bibliography with another title in each entry, and with its own again: nothing of it is the same object."""
    entries = []
    for entry in bibliography.entries:
        title = entry.reference.title
        other = entry.reference.model_copy(update={"title": f"{title} and more"})
        entries.append(entry.model_copy(update={"reference": other.model_copy(update={"title": title})}))
    return bibliography.model_copy(update={"entries": tuple(entries)})


def by_pybtex(text: str) -> object:
    """What pybtex reads."""
    from pybtex.database import parse_string

    found = parse_string(text, "bibtex")
    return {
        k: (e.type, dict(e.fields), {r: [str(p) for p in ps] for r, ps in e.persons.items()})
        for k, e in found.entries.items()
    }


def by_bibtexparser(text: str) -> object:
    """What bibtexparser reads."""
    import bibtexparser

    return [(e.entry_type, e.key, {f.key: f.value for f in e.fields}) for e in bibtexparser.parse_string(text).entries]


def by_pandoc(text: str) -> object:
    """What pandoc reads."""
    done = subprocess.run(
        ["pandoc", "-f", "biblatex", "-t", "csljson"], input=text.encode(), capture_output=True, check=True, timeout=120
    )
    return json.loads(done.stdout)


def by_biber(text: str) -> object:
    """What biber reads, as it writes it in tool mode."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "a.bib").write_text(text, encoding="utf-8")
        command = ["biber", "--tool", "--quiet", "--output-file", "b.bib", "a.bib"]
        subprocess.run(command, cwd=folder, capture_output=True, check=False, timeout=300)
        made = Path(folder, "b.bib")
        if not made.exists():
            raise ValueError("biber wrote nothing")
        return made.read_text(encoding="utf-8", errors="replace")


READERS: dict[str, Callable[[str], object]] = {"pybtex": by_pybtex, "bibtexparser": by_bibtexparser}
READERS |= {name: reader for name, reader in (("pandoc", by_pandoc), ("biber", by_biber)) if shutil.which(name)}


def said(reader: Callable[[str], object], text: str) -> object:
    """What a program reads, or that it gives up."""
    try:
        return reader(text)
    except Exception as error:  # noqa: BLE001  whatever a stranger's program raises
        return f"gives up: {type(error).__name__}"


def main() -> int:
    """Print what does not come back, and the counts."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", nargs="?", type=Path)
    options.add_argument("--no-readers", action="store_true", help="compare the bytes alone")
    given = options.parse_args()
    logging.disable(logging.CRITICAL)
    counts = {"files": 0, "entries": 0, "equal": 0, "equal when changed and back": 0, "mended": 0}
    agree = dict.fromkeys(READERS, 0)
    for name, text in files(given.folder):
        loaded = formats.load(text, "bibtex")
        if not loaded.references:
            continue
        bibliography = loaded.bibliography()
        made = formats.dump(bibliography, "bibtex")
        counts["files"] += 1
        counts["entries"] += len(loaded.references)
        counts["equal"] += made == text
        counts["equal when changed and back"] += formats.dump(changed_and_back(bibliography), "bibtex") == text
        is_broken = any(how is not None and how.faulty for how in loaded.written)
        counts["mended"] += is_broken
        if made != text and not is_broken:
            changed = list(difflib.unified_diff(text.splitlines(), made.splitlines(), lineterm="", n=0))[2:12]
            print(name, *(f"    {line[:160]}" for line in changed), sep="\n")
        for each, reader in {} if given.no_readers else READERS.items():
            if made == text or said(reader, made) == said(reader, text):
                agree[each] += 1
            elif not is_broken:
                print(f"{name}: {each} reads something else")
    print(", ".join(f"{value:,} {key}" for key, value in counts.items()))
    print("the same fields read: " + ", ".join(f"{name} {count} of {counts['files']}" for name, count in agree.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
