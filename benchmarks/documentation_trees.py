"""List what `backref check` says of citations in the documentation of packages: keys and markers without entries,
entries never cited.

python benchmarks/documentation_trees.py FOLDER [--rules BR403,BR404,BR405]

FOLDER holds the unpacked sdists named here ("pip download --no-deps --no-binary NAME NAME", then "tar xf"). Every
finding is printed, so that it can be judged by eye: docs/explanation/real-documents.md lists them.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from pathlib import Path

import backref
from backref.errors import BackrefError

_FIRST = (
    "PennyLane antropy boltons cdlib chempy cvxpy docutils fluids imbalanced_learn librosa nibabel numpydoc pgmpy "
    "pycryptodome pyod pyriemann salib scikit_optimize simpy sphinx_gallery sqlalchemy tensorly thermo twisted verde xarray"
)
_SECOND = (
    "autoreject bitarray black botorch cclib chaospy chemicals dask esda furo gstools ht igraph karateclub lark mapie mir_eval "
    "mpmath nbconvert nitime nltk numpyro optuna pyomo pyrolite pytensor pytest qiskit sbi scikit_posthocs scrapy spreg "
    "textdistance trio werkzeug yasa zarr"
)
_THIRD = (
    "abtem aeon dynesty elephant geopandas lightkurve matminer mlxtend neo phonopy photutils pyts sncosmo specutils"
)
_FOURTH = "alembic attrs cattrs click dowhy flask httpx ipython jsonschema jupyter_client requests rich skrub sphinx structlog urllib3 yellowbrick"
# Package, the folder of its documentation, and what cites there.
TREES = (
    ("nilearn-*", "doc", "sphinxcontrib-bibtex"),
    ("statsmodels-*", "docs/source", "footnotes of reStructuredText"),
    ("networkx-*", "doc", "footnotes, sphinx-gallery"),
    ("astropy-*", "docs", "links and footnotes"),
    ("sympy-*", "doc", "named citations of reStructuredText"),
    ("scikit_learn-*", "doc", "footnotes, topics"),
    ("sunpy-*", "", "sphinxcontrib-bibtex, cited from docstrings"),
    ("lmfit-*", "doc", "named citations"),
    ("emcee-*", "joss", "pandoc"),
    ("jupyter_book-*", "jupyter_book/book_template", "MyST"),
    ("kikuchipy-*", "", "sphinxcontrib-bibtex, notebooks"),
    ("orix-*", "", "sphinxcontrib-bibtex, notebooks"),
    ("gammapy-*", "docs", "sphinxcontrib-bibtex"),
    ("pyhf-*", "", "sphinxcontrib-bibtex"),
    ("brian2-*", "docs_sphinx", "named citations"),
    ("climlab-*", "docs", "sphinxcontrib-bibtex"),
    ("scikit_fem-*", "docs", "footnotes"),
    # Taken when all of these had been read, and nothing was mended on them.
    ("hyperspy-*", "", "sphinxcontrib-bibtex, footnotes"),
    ("pyunicorn-*", "", "named citations"),
    ("nengo-*", "", "footnotes, notebooks"),
    ("pymc-*", "", "footnotes, named citations"),
    ("pingouin-*", "", "footnotes"),
    ("arviz-*", "", "footnotes"),
    ("quantecon-*", "", "footnotes"),
    ("qutip-*", "", "named citations of an absent list"),
    ("scqubits-*", "", "named citations of an absent list"),
    ("control-*", "", "footnotes"),
    ("deap-*", "", "named citations"),
    ("tslearn-*", "", "footnotes"),
    ("simpeg-*", "", "footnotes"),
    ("bctpy-*", "", "footnotes"),
    ("metpy-*", "", "footnotes, named citations"),
    ("stumpy-*", "", "links, numbered lists"),
    ("galpy-*", "", "names and years"),
    ("xclim-*", "", "sphinxcontrib-bibtex"),
    ("pvlib-*", "", "footnotes"),
    # Taken when those had been read, too.
    ("ase-*", "", "links, footnotes"),
    ("biopython-*", "Doc", "named citations"),
    ("filterpy-*", "", "footnotes"),
    ("hmmlearn-*", "", "footnotes"),
    ("lifelines-*", "", "numbered lists, links"),
    ("mesa-*", "", "links"),
    ("neurokit2-*", "", "lists of names and years"),
    ("obspy-*", "", "sphinxcontrib-bibtex"),
    ("plasmapy-*", "", "sphinxcontrib-bibtex"),
    ("pyswarms-*", "", "named citations"),
    ("tsfresh-*", "", "footnotes"),
    ("sphinxcontrib_bibtex-*", "test/roots/*", "sphinxcontrib-bibtex, a project for each feature"),
    # Four sets, each taken when those before had been read and mended.
    *((f"{name}-*", "", "first set") for name in _FIRST.split()),
    *((f"{name}-*", "", "second set") for name in _SECOND.split()),
    *((f"{name}-*", "", "third set") for name in _THIRD.split()),
    *((f"{name}-*", "", "fourth set") for name in _FOURTH.split()),
)
SUFFIXES = (".rst", ".md", ".bib", ".txt", ".ipynb", ".py", ".inc")


def main() -> None:
    """Print each finding and how many there are."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--rules", default="BR403,BR404,BR405")
    arguments.add_argument("--tree", default="")
    given = arguments.parse_args()
    for package, sub, kind in TREES:
        for root in sorted(given.folder.glob(f"{package}/{sub}".rstrip("/"))):
            if not root.is_dir() or given.tree not in str(root):
                continue
            began = time.perf_counter()
            files, unread = [], 0
            for path in sorted(root.rglob("*")):
                if path.suffix not in SUFFIXES or not path.is_file():
                    continue
                try:
                    files.append(path if path.suffix == ".bib" else backref.read(path))
                except BackrefError:
                    unread += 1
            checked = backref.check(files, [], select=given.rules.split(","))
            counts = Counter(fault.rule.code for fault in checked.faults)
            markers = sum(len(file.markers) for file in checked.files)
            entries = sum(len(file.entries) for file in checked.files)
            said = f"{len(files)} files, {unread} unread, {markers} markers, {entries} entries, {dict(counts)}"
            print(f"## {root.relative_to(given.folder)} ({kind}): {said}, {time.perf_counter() - began:.0f} s")
            for fault in checked.faults:
                name = Path(fault.file.name).relative_to(given.folder)
                print(f"{fault.rule.code} {name}:{fault.line} {fault.key}: {fault.message}")


if __name__ == "__main__":
    main()
