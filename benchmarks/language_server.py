"""How long an author waits for the language server, over stdio, in a project of 100 files and 2,000 entries.

`python benchmarks/language_server.py [--entries N] [--files N]` prints the median and the worst of 30 completions,
hovers and diagnostics of an edited document, and of the edited bibliography. Diagnostics count from the edit on, the
pause of 0.15 s for typing included.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

from lsprotocol import types
from pygls.lsp.client import LanguageClient

WORDS = "pain gait spine posture opioid exercise trial review cohort muscle nerve balance sleep load walking".split()


def project(folder: Path, entries: int, files: int) -> None:
    """Write a bibliography and documents that cite it."""
    bib = []
    for number in range(entries):
        word, other = WORDS[number % 15], WORDS[(number * 7 + 3) % 15]
        bib.append(
            f"@article{{name{number},\n  author = {{Name{number}, Jane and Other, Max}},\n  title = {{{word.title()} and {other} {number}}},\n"
            f"  journal = {{Journal of {word.title()}}},\n  year = {{{1990 + number % 35}}},\n  volume = {{{number % 90 + 1}}},\n  pages = {{{number}--{number + 9}}}\n}}\n"
        )
    (folder / "references.bib").write_text("\n".join(bib))
    (folder / "docs").mkdir()
    for number in range(files):
        cited = "\n\n".join(f"It helps [@name{(number * 31 + i) % entries}, p. {i}]." for i in range(40))
        (folder / "docs" / f"page{number}.md").write_text(f"# Page {number}\n\n{cited}\n")


async def measured(folder: Path) -> dict[str, list[float]]:
    """Return the seconds of each request, by its kind."""
    client = LanguageClient("benchmark", "1")
    said: asyncio.Queue[types.PublishDiagnosticsParams] = asyncio.Queue()
    client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)(lambda each: said.put_nowait(each))
    await client.start_io(sys.executable, "-m", "backref", "lsp", "--offline", env=dict(os.environ))
    root = folder.as_uri()
    await client.initialize_async(
        types.InitializeParams(types.ClientCapabilities(), process_id=os.getpid(), root_uri=root)
    )
    client.initialized(types.InitializedParams())
    took: dict[str, list[float]] = {}

    async def diagnosed(path: Path, language: str, kind: str) -> str:
        text = path.read_text()
        client.text_document_did_open(
            types.DidOpenTextDocumentParams(types.TextDocumentItem(path.as_uri(), language, 1, text))
        )
        await said.get()
        for turn in range(30):
            change = types.TextDocumentContentChangeWholeDocument(
                f"{text}\n% {turn}\n" if language == "bibtex" else f"{text}\n[@lost{turn}]\n"
            )
            began = time.perf_counter()
            identifier = types.VersionedTextDocumentIdentifier(version=2 + turn, uri=path.as_uri())
            client.text_document_did_change(types.DidChangeTextDocumentParams(identifier, [change]))
            await said.get()
            took.setdefault(kind, []).append(time.perf_counter() - began)
        return path.as_uri()

    uri = await diagnosed(folder / "docs" / "page0.md", "markdown", "diagnostics of a document")
    identifier = types.TextDocumentIdentifier(uri)
    for turn in range(30):
        word = ["", WORDS[turn % 15][:3], f"name{turn}", str(1990 + turn)][turn % 4]
        text = f"See [@{word}"
        change = types.TextDocumentContentChangeWholeDocument(text)
        client.text_document_did_change(
            types.DidChangeTextDocumentParams(
                types.VersionedTextDocumentIdentifier(version=100 + turn, uri=uri), [change]
            )
        )
        began = time.perf_counter()
        await client.text_document_completion_async(types.CompletionParams(identifier, types.Position(0, len(text))))
        took.setdefault("completion", []).append(time.perf_counter() - began)
        began = time.perf_counter()
        await client.text_document_hover_async(types.HoverParams(identifier, types.Position(0, 7)))
        took.setdefault("hover", []).append(time.perf_counter() - began)
    await said.get()
    await diagnosed(folder / "references.bib", "bibtex", "diagnostics of the bibliography")
    await client.shutdown_async(None)
    client.exit(None)
    await client.stop()
    return took


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=2000)
    parser.add_argument("--files", type=int, default=100)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        project(folder, given.entries, given.files)
        for kind, times in asyncio.run(measured(folder)).items():
            print(f"{kind:32} median {statistics.median(times) * 1000:6.0f} ms   worst {max(times) * 1000:6.0f} ms")


if __name__ == "__main__":
    main()
