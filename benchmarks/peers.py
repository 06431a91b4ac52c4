"""Check the same .bib with `backref check` and with other checkers, all of them asking the same loopback services.

The services answer for api.crossref.org, api.openalex.org and doi.org from one table of Crossref's own records; PubMed,
Europe PMC, DataCite, arXiv, DBLP and Open Library know nothing, and the retractions are an empty list. Nobody's code is
changed: every program runs as its own command, in a process in which each host name leads to the loopback server (a
`sitecustomize` that replaces `socket.getaddrinfo`) and whose certificate authority is the server's.

A program that is not on the PATH is left out, unless a variable says where it is: BIBAUDIT, REFAUDIT, BIBVERIFY. The
last one, of bibtex-verifier, needs an environment of its own, since it wants an older bibtexparser. PEERS_LOG=1 prints
what is asked.
"""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import ssl
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from backref import formats
from backref.catalogue import Catalogue
from backref.model import Bibliography, Reference

HOSTS = (
    "api.crossref.org", "api.labs.crossref.org", "api.openalex.org", "doi.org", "www.doi.org", "api.datacite.org", "eutils.ncbi.nlm.nih.gov",
    "pmc.ncbi.nlm.nih.gov", "www.ebi.ac.uk", "export.arxiv.org", "dblp.org", "openlibrary.org",
)  # fmt: skip
_REDIRECT = """
import socket
_real = socket.getaddrinfo
def getaddrinfo(host, port, *rest, **named):
    return _real("127.0.0.1", {port}, *rest, **named)
socket.getaddrinfo = getaddrinfo
"""
_RETRACTIONS = (
    "OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,RetractionDOI,RetractionDate,RetractionPubMedID,Reason\n"
)
_NO_RETRACTION = "10.5555/none,0,Retraction,10.5555/notice,1/1/2020 0:00,0,\n"


@dataclass(frozen=True)
class Said:
    """What a program said of one entry: whether it blames it, whether it could not check it, and the fields that it
    names.
    """

    is_blamed: bool
    is_unchecked: bool = False
    fields: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Peer:
    """A program: its words for a file and a folder to write in, and how what it wrote is read. Fields are the
    cases'.
    """

    command: str
    words: tuple[str, ...]
    read: Callable[[str, Path], dict[str, Said]]


def compare(
    cases: Sequence[dict], rows: Mapping[str, dict], catalogue: Catalogue, reference_of: Callable[[dict], Reference]
) -> None:
    """Print a row for each program. The wrong and the right entries are two files, so that none is another's
    duplicate.
    """
    wrong = [case for case in cases if case["label"] != "ok"]
    clean = [case for case in cases if case["label"] == "ok"]
    print(
        f"| | detected of {len(wrong)} | all wrong fields named | clean flagged of {len(clean)} | could not check | seconds |"
    )
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for name, peer in PEERS.items():
        program = _program(peer.command)
        if not program:
            print(f"{name}: no program `{peer.command}` on the PATH, nor in {_variable(peer.command)}", file=sys.stderr)
            continue
        with _services(rows, catalogue) as environment:
            began = time.monotonic()
            found = {
                case["id"]: said
                for part in (wrong, clean)
                for case, said in _run(peer, program, part, environment, reference_of)
            }
            seconds = time.monotonic() - began
        named = sum(_names_all(case, found[case["id"]]) for case in wrong)
        print(
            f"| {name} | {sum(found[c['id']].is_blamed for c in wrong)} | {named} | {sum(found[c['id']].is_blamed for c in clean)} "
            f"| {sum(said.is_unchecked for said in found.values())} | {seconds:.0f} |", flush=True,
        )  # fmt: skip


def _names_all(case: dict, said: Said) -> bool:
    return said.is_blamed and set(case["wrong_fields"]) <= said.fields


def _variable(command: str) -> str:
    return command.upper().replace("-", "_")


def _program(command: str) -> list[str]:
    if command == "backref":
        return [sys.executable, "-m", "backref"]
    found = os.environ.get(_variable(command)) or shutil.which(command)
    return [found] if found else []


def _run(
    peer: Peer, program: list[str], cases: Sequence[dict], environment: dict[str, str], reference_of: Callable[[dict], Reference]
) -> Iterator[tuple[dict, Said]]:  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "refs.bib"
        references = tuple(reference_of(case) for case in cases)
        file.write_text(formats.dump(Bibliography.of(references), "bibtex"), encoding="utf-8")
        words = [*program, *(word.format(file=file, folder=folder) for word in peer.words)]
        done = subprocess.run(
            words,
            env=environment | {"HOME": folder, "XDG_CACHE_HOME": folder},
            cwd=folder,
            capture_output=True,
            text=True,
        )
        said = peer.read(done.stdout, Path(folder))
        if not said:
            sys.exit(f"{peer.command} exited with {done.returncode}: {done.stdout[-500:]} {done.stderr[-2000:]}")
        yield from ((case, said.get(case["id"], Said(False))) for case in cases)


def _backref(stdout: str, folder: Path) -> dict[str, Said]:
    fields = {
        "BR311": "title", "BR312": "authors", "BR313": "year", "BR314": "journal", "BR315": "volume", "BR316": "issue", "BR317": "page",
        "BR304": "doi", "BR318": "doi",
    }  # fmt: skip
    inside = {"container-title": "journal", "issued": "year", "author": "authors", "DOI": "doi"}
    codes: dict[str, dict[str, str]] = {}
    for fault in json.loads(stdout)["faults"]:
        codes.setdefault(fault["key"], {})[fault["code"]] = fault["message"]
    found = {}
    for key, of in codes.items():
        listed = {
            w
            for message in of.values()
            for part in re.findall(r"\(([^()]*) differ\)", message)
            for w in part.split(", ")
        }
        named = {fields[code] for code in of if code in fields} | {inside.get(word, word) for word in listed}
        found[key] = Said(bool(of.keys() - {"BR305"}), "BR305" in of, frozenset(named))
    return found or {"": Said(False)}


def _bibaudit(stdout: str, folder: Path) -> dict[str, Said]:
    failing = {"BAD-ID", "FIELD-MISMATCH", "RETRACTED", "UNCONFIRMED", "WRONG-WORK"}  # what it fails on by itself
    fields = {"container": "journal", "pages": "page"}
    found = {}
    for row in json.loads(stdout)["results"]:
        named = {fields.get(issue["field"], issue["field"]) for issue in row["issues"] if issue["kind"] != "proposed"}
        if row["verdict"] == "WRONG-WORK":
            named.add("doi")
        found[row["key"]] = Said(row["verdict"] in failing, row["verdict"] == "UNCHECKED", frozenset(named))
    return found


def _refaudit(stdout: str, folder: Path) -> dict[str, Said]:
    fields = {
        "TITLE_MISMATCH": {"doi", "title"},
        "AUTHOR_MISMATCH": {"authors"},
        "YEAR_MISMATCH": {"year"},
        "DEAD_DOI": {"doi"},
    }
    with open(folder / "out" / "reference_check.csv", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return {
        row["key"]: Said(row["verdict"] not in ("OK", "SKIPPED", "UNVERIFIED"), row["verdict"] == "UNVERIFIED", frozenset(fields.get(row["verdict"], ())))
        for row in rows
    }  # fmt: skip


def _bibtex_verifier(stdout: str, folder: Path) -> dict[str, Said]:
    marks = {"标题": "title", "作者": "authors", "年份": "year", "DOI": "doi"}  # it speaks Chinese
    [file] = folder.glob("*.json")
    found = {}
    for row in json.loads(file.read_text(encoding="utf-8")):
        named = {field for mark, field in marks.items() for issue in row["issues"] if mark in issue}
        if "title" in named and row["source"] == "crossref":  # which it asks by DOI alone
            named.add("doi")
        found[row["key"]] = Said(
            row["status"] not in ("OK", "UNVERIFIED"), row["status"] == "UNVERIFIED", frozenset(named)
        )
    return found


PEERS = {
    "backref": Peer("backref", ("check", "--select", "BR3", "--no-cache", "--output-format", "json", "--mailto", "me@example.org", "{file}"), _backref),
    "bibaudit": Peer("bibaudit", ("check", "--format", "json", "-v", "--mailto", "me@example.org", "--cache-dir", "{folder}/cache", "{file}"), _bibaudit),
    "refaudit": Peer("refaudit", ("--email", "me@example.org", "--no-cache", "--no-shared-pacing", "--out", "{folder}/out", "{file}"), _refaudit),
    "bibtex-verifier": Peer("bibverify", ("--json", "--email", "me@example.org", "{file}"), _bibtex_verifier),
}  # fmt: skip


@contextmanager
def _services(rows: Mapping[str, dict], catalogue: Catalogue) -> Iterator[dict[str, str]]:
    """Run the services, and yield the environment of a process that meets nobody else."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        names = ",".join(f"DNS:{host}" for host in HOSTS)
        words = (
            "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=loopback -keyout key.pem -out cert.pem -addext"
        )
        subprocess.run([*words.split(), f"subjectAltName={names}"], cwd=folder, check=True, capture_output=True)
        server = _Server(("127.0.0.1", 0), _Handler)
        server.rows, server.catalogue = rows, catalogue
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
        server.context = context
        threading.Thread(target=server.serve_forever, daemon=True).start()
        (folder / "sitecustomize.py").write_text(
            _REDIRECT.replace("{port}", str(server.server_address[1])), encoding="utf-8"
        )
        source = str(Path(__file__).resolve().parents[1] / "src")
        certificate = str(folder / "cert.pem")
        try:
            yield os.environ | {
                "PYTHONPATH": f"{folder}{os.pathsep}{source}", "SSL_CERT_FILE": certificate, "REQUESTS_CA_BUNDLE": certificate, "BACKREF_CATALOGUE": made + "/none",
                "OPENALEX_API_KEY": "none", "COLUMNS": "200",
            }  # fmt: skip
        finally:
            server.shutdown()
            server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64
    rows: Mapping[str, dict]
    catalogue: Catalogue
    context: ssl.SSLContext

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: clients hang up."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def setup(self) -> None:
        self.request = self.server.context.wrap_socket(self.request, server_side=True)
        super().setup()

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing, unless asked to."""
        if os.environ.get("PEERS_LOG"):
            print(self.headers.get("Host"), format % args, file=sys.stderr)

    def do_POST(self) -> None:
        self._answer(self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode())

    def do_GET(self) -> None:
        self._answer(urlsplit(self.path).query)

    def _answer(self, query: str) -> None:
        status, kind, body = self._reply(
            (self.headers.get("Host") or "").partition(":")[0],
            unquote(urlsplit(self.path).path),
            dict(parse_qsl(query)),
        )
        data = body.encode() if isinstance(body, str) else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _reply(self, host: str, path: str, asked: dict[str, str]) -> tuple[int, str, Any]:
        rows = self.server.rows
        json_, text, missing = "application/json", "text/plain", (404, "text/plain", "Resource not found.")
        match host.removeprefix("www."), path:
            case "api.labs.crossref.org", _:
                return 200, "text/csv", _RETRACTIONS + _NO_RETRACTION
            case "api.crossref.org", "/works":
                items = self._crossref_items(asked)
                return 200, json_, _message("work-list", {"total-results": len(items), "items": items})
            case "api.crossref.org", _:
                row = rows.get(path.removeprefix("/works/").lower())
                return (200, json_, _message("work", row)) if row else missing
            case "api.openalex.org", "/works":
                found = [_openalex(row) for row in self._openalex_rows(asked)]
                return 200, json_, {"meta": {"count": len(found)}, "results": found}
            case "api.openalex.org", _:
                row = rows.get(re.sub(r"^/works/(?:https:/+doi.org/|doi:)", "", path).lower())
                return (200, json_, _openalex(row)) if row else missing
            case "doi.org", _ if path.startswith("/api/handles/"):
                doi = path.removeprefix("/api/handles/")
                return (
                    (200, json_, {"responseCode": 1, "handle": doi, "values": []})
                    if doi.lower() in rows
                    else (404, json_, {"responseCode": 100, "handle": doi})
                )
            case "doi.org", _ if path.startswith("/doiRA/"):
                dois = path.removeprefix("/doiRA/").split(",")
                return (
                    200,
                    json_,
                    [
                        {"DOI": doi, "RA": "Crossref"}
                        if doi.lower() in rows
                        else {"DOI": doi, "status": "DOI does not exist"}
                        for doi in dois
                    ],
                )
            case "doi.org", _:
                row = rows.get(path.removeprefix("/").lower())
                return (200, "application/vnd.citationstyles.csl+json", _csl(row)) if row else missing
            case "api.datacite.org", "/dois":
                return 200, json_, {"data": [], "meta": {"total": 0}}
            case "eutils.ncbi.nlm.nih.gov", _:
                return _pubmed(path.rpartition("/")[2], asked)
            case "ebi.ac.uk", _:
                return 200, json_, {"hitCount": 0, "resultList": {"result": []}}
            case "export.arxiv.org", _:
                return (
                    200,
                    "application/atom+xml",
                    '<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom"></feed>',
                )
            case "dblp.org", _:
                return 200, json_, {"result": {"hits": {"@total": "0"}}}
            case "openlibrary.org", _:
                return 200, json_, {"numFound": 0, "docs": []} if path == "/search.json" else {}
        return 404, text, "Not found."

    def _crossref_items(self, asked: dict[str, str]) -> list[dict]:
        if "filter" in asked:
            wanted = [
                part.removeprefix("doi:").lower() for part in asked["filter"].split(",") if part.startswith("doi:")
            ]
            return [self.server.rows[doi] for doi in wanted if doi in self.server.rows]
        text = " ".join(value for name, value in asked.items() if name.startswith("query"))
        return self._searched(text, int(asked.get("rows", "20")))

    def _openalex_rows(self, asked: dict[str, str]) -> list[dict]:
        said = asked.get("filter", "")
        if said.startswith("doi:"):
            dois = [part.removeprefix("https://doi.org/").lower() for part in said.removeprefix("doi:").split("|")]
            return [self.server.rows[doi] for doi in dois if doi in self.server.rows]
        text = asked.get("search") or said.partition(":")[2]
        return self._searched(text, int(asked.get("per-page") or asked.get("per_page") or "25"))

    def _searched(self, text: str, number: int) -> list[dict]:
        hits = self.server.catalogue.search(text, number)
        return [self.server.rows[hit.record.reference.doi.lower()] for hit in hits if hit.record.reference.doi]


def _message(kind: str, message: Any) -> dict[str, Any]:
    return {"status": "ok", "message-type": kind, "message": message}


def _openalex(row: dict) -> dict[str, Any]:
    """A record of Crossref's in OpenAlex's shape."""
    people = [f"{a.get('given', '')} {a.get('family', a.get('name', ''))}".strip() for a in row.get("author", ())]
    year = ((row.get("issued") or {}).get("date-parts") or [[None]])[0][0]
    title = " ".join(row.get("title") or [""])
    return {
        "id": f"https://openalex.org/W{abs(hash(row['DOI'])) % 10**10}", "doi": f"https://doi.org/{row['DOI'].lower()}", "ids": {}, "title": title,
        "display_name": title, "type": "article", "publication_year": year,
        "authorships": [{"author": {"display_name": name}, "raw_author_name": name} for name in people],
        "biblio": {"volume": row.get("volume"), "issue": row.get("issue"), "first_page": (row.get("page") or "").partition("-")[0] or None, "last_page": None},
        "primary_location": {"source": {"display_name": " ".join(row.get("container-title") or [""]), "type": "journal"}},
    }  # fmt: skip


def _csl(row: dict) -> dict[str, Any]:
    return row | {name: " ".join(row.get(name) or [""]) for name in ("title", "container-title")}


def _pubmed(program: str, asked: dict[str, str]) -> tuple[int, str, Any]:
    """PubMed that knows no work."""
    if program == "ecitmatch.cgi":
        return 200, "text/plain", "\n".join(f"{line}NOT_FOUND" for line in asked.get("bdata", "").split("\r"))
    if asked.get("retmode") == "json":
        return (
            200,
            "application/json",
            {"esearchresult": {"count": "0", "retmax": "0", "retstart": "0", "idlist": []}, "result": {"uids": []}},
        )
    if program == "esearch.fcgi":
        return (
            200,
            "text/xml",
            "<eSearchResult><Count>0</Count><RetMax>0</RetMax><RetStart>0</RetStart><IdList></IdList></eSearchResult>",
        )
    return 200, "text/xml", '<?xml version="1.0" ?><PubmedArticleSet></PubmedArticleSet>'
