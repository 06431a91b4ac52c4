"""Make the pictures of the how-to pages: `python docs/pictures/make.py`.

Needs chromium, and `pip install ".[mkdocs,sphinx]" mkdocs-material furo pillow`. Nothing is asked of any service: the
works are those of the example's catalogue and one that was retracted, with its row as Retraction Watch has it.
"""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
COLOURS = 64
RETRACTED = {
    "id": "wakefield1998", "type": "article-journal", "container-title": "The Lancet", "container-title-short": "Lancet", "volume": "351",
    "title": "Ileal-lymphoid-nodular hyperplasia, non-specific colitis, and pervasive developmental disorder in children",
    "author": [{"family": f, "given": g} for f, g in (
        ("Wakefield", "AJ"), ("Murch", "SH"), ("Anthony", "A"), ("Linnell", "J"), ("Casson", "DM"), ("Malik", "M"), ("Berelowitz", "M"),
        ("Dhillon", "AP"), ("Thomson", "MA"), ("Harvey", "P"), ("Valentine", "A"), ("Davies", "SE"), ("Walker-Smith", "JA"))],
    "issue": "9103", "page": "637-641", "issued": {"date-parts": [[1998, 2, 28]]}, "DOI": "10.1016/s0140-6736(97)11096-0", "PMID": "9500320",
}  # fmt: skip
NOTICE = """OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,RetractionDOI,RetractionDate
10.1016/S0140-6736(97)11096-0,9500320,Retraction,10.1016/S0140-6736(10)60175-4,2/6/2010 0:00
"""
PAGE = """# Low back pain

It is the leading cause of disability [@doi:10.1016/S0140-6736(18)30480-X]. Opioids help little [@pmid:25561513, p. 3],
anticonvulsants not at all [see @doi:10.1503/cmaj.171333; @doi:10.7326/M16-2367], and trials of massage are small
[@doi:10.1002/14651858.CD001929.pub3]. A paper of 1998 on something else [@doi:10.1016/S0140-6736(97)11096-0] was withdrawn.
"""
RST = """Low back pain
=============

It is the leading cause of disability :cite:p:`doi:10.1016/S0140-6736(18)30480-X`. Opioids help little
:cite:p:`pmid:25561513{p. 3}`, and trials of massage are small :cite:p:`doi:10.1002/14651858.CD001929.pub3`. A paper of 1998 on
something else :cite:p:`doi:10.1016/S0140-6736(97)11096-0` was withdrawn.

.. bibliography::
"""
HOVER = """
addEventListener("load", () => {
  const link = document.querySelector('.backref-citation > a[href$="#ref-wakefield1998"]');
  link.dispatchEvent(new PointerEvent("pointerover", { bubbles: true, pointerType: "mouse" }));
});
"""


def main() -> None:
    """Build both sites in a folder of their own, and take their pictures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        works = json.loads((ROOT / "examples" / "low-back-pain.catalogue.json").read_text(encoding="utf-8"))
        (folder / "works.json").write_text(json.dumps([*works, RETRACTED]), encoding="utf-8")
        (folder / "retractions.csv").write_text(NOTICE)
        (folder / "backref.toml").write_text(
            'catalogue = "works.json"\nsources = ["catalogue"]\nretractions = "retractions.csv"\n'
        )
        _write(folder / "light", "index.md", PAGE, "default")
        _write(folder / "dark", "index.md", PAGE, "slate")
        _write(folder / "rst", "index.rst", RST)
        _run(folder, "backref", "sync", "light", "dark", "rst", may_find=True)  # the retraction is a finding
        for look in ("light", "dark"):
            _run(folder, "mkdocs", "-q", "build", "-f", f"{look}.yml", "-d", f"{look}-site")
        _run(folder, "sphinx", "-q", "-b", "html", "rst", "rst-site")
        _picture(folder / "light-site", "mkdocs-card.png", 820, 560)
        _picture(folder / "dark-site", "mkdocs-phone.png", 400, 620)
        _picture(folder / "rst-site", "sphinx.png", 820, 560)
    _report()


def _report() -> None:
    """Take pictures of the report of the tutorial, at a desk and on a phone, with works from the loopback."""
    from backref import open_sources, read, resolve
    from backref.formats import csl_json
    from backref.reporting import of_bibliography, report_page
    from backref.testing import fake_services
    from backref.testing.browser import browser

    works = csl_json.load((ROOT / "examples" / "low-back-pain.catalogue.json").read_text(encoding="utf-8")).references
    document = replace(read(ROOT / "examples" / "assistants-answer.md"), name="assistants-answer.md")
    with tempfile.TemporaryDirectory() as name, fake_services(works) as services, browser() as page:
        path = Path(name, "report.html")
        found = resolve(document, open_sources(settings=services.settings()))
        report = of_bibliography(found, [document])
        path.write_text(report_page(report), encoding="utf-8")
        for picture, width, height in (("report.png", 1280, 860), ("report-phone.png", 390, 760)):
            page.look(width, height)
            page.open(path.as_uri())
            _saved(page.picture(), picture)


def _saved(data: bytes, name: str) -> None:
    """Keep a picture in few colours, beside this file."""
    from PIL import Image

    with Image.open(io.BytesIO(data)) as taken:
        taken.convert("RGB").quantize(COLOURS).save(HERE / name, optimize=True)
    print(f"{name}: {(HERE / name).stat().st_size:,} bytes")


def _write(folder: Path, name: str, page: str, scheme: str = "") -> None:
    folder.mkdir()
    (folder / name).write_text(page, encoding="utf-8")
    if scheme:
        (folder / "hover.js").write_text(HOVER)
        theme = {"name": "material", "font": False, "palette": {"scheme": scheme}}
        settings = {"site_name": "Pain", "theme": theme, "plugins": ["backref"], "docs_dir": folder.name}
        settings |= {"extra_javascript": ["hover.js"] if scheme == "default" else []}
        folder.with_suffix(".yml").write_text(json.dumps(settings))
    else:
        (folder / "conf.py").write_text("project = 'Pain'\nextensions = ['backref.sphinx']\nhtml_theme = 'furo'\n")


def _run(folder: Path, *arguments: str, may_find: bool = False) -> None:
    done = subprocess.run([sys.executable, "-m", *arguments], cwd=folder)  # noqa: S603
    if done.returncode and not (may_find and done.returncode == 1):
        sys.exit(f"{' '.join(arguments)}: status {done.returncode}")


def _picture(site: Path, name: str, width: int, height: int) -> None:
    """Take the picture of a site's first page."""
    browser = shutil.which("chromium") or sys.exit("chromium is not installed")
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--window-size={width},{height}"]
    options += [
        "--virtual-time-budget=5000",
        f"--screenshot={site / name}",
        f"--user-data-dir={site.parent / 'browser'}",
    ]
    subprocess.run([browser, *options, (site / "index.html").as_uri()], check=True, stderr=subprocess.DEVNULL)  # noqa: S603
    _saved((site / name).read_bytes(), name)


if __name__ == "__main__":
    main()
