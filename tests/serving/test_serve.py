"""The server as clients meet it, honest ones and others: sockets, no framework's own client."""

from __future__ import annotations

import http.client
import json
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner
from conftest_serving import TOKEN, running
from jsonschema import Draft202012Validator

from backref import open_sources
from backref.cli import command
from backref.testing import fake_services

pytest.importorskip("starlette", reason="Starlette is not installed: pip install backref[serve]")

from backref.serving.api import described
from backref.serving.bounds import Bounds
from backref.serving.deeds import DEEDS

ROOT = Path(__file__).resolve().parents[2]
ANSWER = (ROOT / "examples" / "assistants-answer.md").read_text(encoding="utf-8")
JSON = {"Content-Type": "application/json"}
HEAT = "Heat helps [1].\n\nReferences\n\n1. Deyo RA, Von Korff M, Duhrkoop D. Opioids for low back pain. BMJ. 2015;350:g6380.\n"


def ask(address, path, body=None, method=None, headers=None, token=f"/{TOKEN}"):
    """Status, headers and body of an answer; `body` is sent as JSON, bytes as they are."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)
    data = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
    try:
        connection.request(
            method or ("GET" if data is None else "POST"), token + path, data, JSON if headers is None else headers
        )
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), all_of(answer)
    finally:
        connection.close()


def all_of(answer) -> bytes:
    """A body, within two minutes: a stream that only says that it is there is not waited for."""
    until, pieces = time.monotonic() + 120, [b""]
    while piece := answer.read1(1 << 16):
        assert time.monotonic() < until, pieces[-5:]
        pieces.append(piece)
    return b"".join(pieces)


def begun(address, *texts) -> str:
    status, _, body = ask(address, "/jobs", {"inputs": [{"text": text} for text in texts]})
    assert status == 202, body
    return json.loads(body)["job"]


def events(address, job) -> list[tuple[str, dict]]:
    status, headers, body = ask(address, f"/jobs/{job}/events")
    assert (status, headers["content-type"].partition(";")[0]) == (200, "text/event-stream")
    return [(name, json.loads(data)) for name, data in re.findall(r"event: (\w+)\ndata: (.*)\n", body.decode())]


def test_a_text_goes_in_and_a_report_and_three_bibliographies_come_out(address):
    job = begun(address, ANSWER)
    told = events(address, job)
    assert told[-1] == ("done", {"references": 12})
    assert any(name == "progress" and value["source"] for name, value in told)
    status, headers, page = ask(address, f"/jobs/{job}/report")
    assert status == 200
    assert b"12 references: 7 verified, 4 not found where it should be, 1 with differences" in page
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] == "no-store"
    assert "set-cookie" not in headers
    assert b'href="bibtex"' in page
    _, headers, file = ask(address, f"/jobs/{job}/report?download")
    assert b'href="bibtex"' not in file
    assert "attachment" in headers["content-disposition"]
    for to, start in (("bibtex", b"@article{hartvigsen2018"), ("csl-json", b"["), ("ris", b"TY  - JOUR")):
        assert ask(address, f"/jobs/{job}/{to}")[2].startswith(start)
    assert ask(address, f"/jobs/{job}", method="DELETE")[0] == 204
    assert ask(address, f"/jobs/{job}/report")[0] == 404


def test_files_of_any_kind_are_read_and_several_at_once(address):
    from base64 import b64encode

    bib = b"@article{a, title = {Opioids for low back pain}, doi = {10.1136/bmj.g6380}}"
    latin = "Schmerz nach Müller (doi:10.1503/cmaj.171333).".encode("cp1252")
    given = [
        {"name": "a.bib", "base64": b64encode(bib).decode()},
        {"name": "b.txt", "base64": b64encode(latin).decode()},
    ]
    job = json.loads(ask(address, "/jobs", {"inputs": given})[2])["job"]
    assert events(address, job)[-1] == ("done", {"references": 2})
    assert "Müller".encode() in ask(address, f"/jobs/{job}/report")[2]


@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.name)
def test_what_the_api_gives_is_as_it_describes_it(address, deed):
    given = {
        "find": {"text": HEAT}, "parse": {"citations": ["Deyo RA. Opioids. BMJ. 2015;350:g6380."]}, "resolve": {"text": ANSWER},
        "check": {"text": "@book{a, title={One}}"}, "convert": {"text": "@book{a, title={One}}", "to": "ris"},
    }[deed.name]  # fmt: skip
    said = json.loads(ask(address, "/api/openapi.json")[2])
    operation = said["paths"][f"/api/{deed.name}"]["post"]
    bundle = {"components": said["components"]}
    sent, got = (
        each["content"]["application/json"]["schema"]
        for each in (operation["requestBody"], operation["responses"]["200"])
    )
    Draft202012Validator(sent | bundle).validate(given)
    status, _, body = ask(address, f"/api/{deed.name}", given)
    assert status == 200, body
    Draft202012Validator(got | bundle).validate(json.loads(body))
    status, _, body = ask(address, f"/api/{deed.name}", {"nonsense": 1})
    assert status == 422
    Draft202012Validator(said["components"]["schemas"]["Error"]).validate(json.loads(body))


@pytest.mark.parametrize(
    ("deed", "given", "status"),
    [
        ("resolve", {"citations": ["Deyo \ud83d RA. Opioids. BMJ. 2015;350:1."]}, 200), ("find", {"text": "See [1] \ud83d.\n\n1. Deyo RA. Opioids \udc00. BMJ. 2015;350:1.\n"}, 200),
        ("check", {"text": "@book{a, title = {\ud83d}}"}, 200), ("convert", {"text": "@book{a, title = {\ud83d}}", "to": "ris"}, 200), ("parse", {"citations": ["Deyo \ud83d RA."]}, 200),
        ("find", {"text": "x", "format": "\ud83d"}, 422), ("convert", {"text": "@book{a,}", "to": "\ud83d"}, 422), ("find", {"\ud83d": 1}, 422),
    ],
)  # fmt: skip
def test_half_a_letter_is_no_failure(address, deed, given, status):
    """A text that is cut within a letter of UTF-16 holds it, in JSON's own escapes."""
    got, _, body = ask(address, f"/api/{deed}", given)
    assert (got, b"\\ud83d" in body) == (status, False)


def test_every_reference_of_the_description_leads_somewhere():
    said = described()
    for name in re.findall(r'"\$ref": "([^"]+)"', json.dumps(said)):
        assert name.removeprefix("#/components/schemas/") in said["components"]["schemas"]


def test_a_program_may_use_a_bearer_s_token_for_the_api_and_nothing_else(address):
    bearer = JSON | {"Authorization": f"Bearer {TOKEN}"}
    assert ask(address, "/api/find", {"text": HEAT}, headers=bearer, token="")[0] == 200
    assert ask(address, "/api/find", {"text": HEAT}, token="")[0] == 401
    assert ask(address, "/jobs", {"inputs": [{"text": "x"}]}, headers=bearer, token="")[0] == 404


def host(name):
    return JSON | {"Host": name}


# path, body, headers, token, and the status and the code that must come of it
REFUSED = {
    "no token": ("/", None, None, "", 404, "not-found"),
    "another token": ("/", None, None, "/a-token-for-testz", 404, "not-found"),
    "a bearer's wrong token": ("/api/find", {}, JSON | {"Authorization": "Bearer x"}, "", 401, "token"),
    "a name that is rebound": ("/", None, host("evil.example"), f"/{TOKEN}", 421, "host"),
    "a name that looks local": ("/", None, host("localhost.evil.example"), f"/{TOKEN}", 421, "host"),
    "an address elsewhere": ("/", None, host("203.0.113.7"), f"/{TOKEN}", 421, "host"),
    "a host with a user": ("/", None, host("localhost@evil.example"), f"/{TOKEN}", 421, "host"),
    "an address with a user": ("/", None, host("a@127.0.0.1"), f"/{TOKEN}", 421, "host"),
    "a broken host": ("/", None, host("[::1"), f"/{TOKEN}", 421, "host"),
    "another origin": ("/jobs", {}, JSON | {"Origin": "https://evil.example"}, f"/{TOKEN}", 403, "origin"),
    "another port's origin": ("/jobs", {}, JSON | {"Origin": "http://127.0.0.1:1"}, f"/{TOKEN}", 403, "origin"),
    "a sandbox's origin": ("/jobs", {}, JSON | {"Origin": "null"}, f"/{TOKEN}", 403, "origin"),
    "a form's body": ("/jobs", b"inputs=x", {"Content-Type": "text/plain"}, f"/{TOKEN}", 415, "not-json"),
    "no JSON": ("/api/find", b"{", None, f"/{TOKEN}", 400, "not-json"),
    "no object": ("/api/find", b"[]", None, f"/{TOKEN}", 400, "not-json"),
    "deep JSON": ("/api/find", b'{"a":' * 5000 + b"1" + b"}" * 5000, None, f"/{TOKEN}", 400, "not-json"),
    "very deep JSON": ("/api/find", b"[" * 200_000, None, f"/{TOKEN}", 400, "not-json"),
    "bytes": ("/api/find", b"\xff\xfe\x00", None, f"/{TOKEN}", 400, "not-json"),
    "a path": ("/api/find", {"path": "/etc/passwd"}, None, f"/{TOKEN}", 422, "argument"),
    "no text": ("/api/find", {}, None, f"/{TOKEN}", 422, "input"),
    "a number": ("/api/find", {"text": 1}, None, f"/{TOKEN}", 422, "argument"),
    "a style that is a file": ("/api/resolve", {"citations": ["x"], "style": "/etc/passwd"}, None, f"/{TOKEN}", 422, "input"),
    "too many citations": ("/api/resolve", {"citations": ["x"] * 101}, None, f"/{TOKEN}", 422, "input"),
    "an unknown format": ("/api/convert", {"text": "x", "format": "../../x"}, None, f"/{TOKEN}", 422, "input"),
    "no inputs": ("/jobs", {"inputs": []}, None, f"/{TOKEN}", 422, "argument"),
    "an odd input": ("/jobs", {"inputs": [7]}, None, f"/{TOKEN}", 422, "argument"),
    "no base64": ("/jobs", {"inputs": [{"base64": "?"}]}, None, f"/{TOKEN}", 422, "argument"),
    "a broken file": ("/jobs", {"inputs": [{"name": "a.docx", "base64": "UEsDBA=="}]}, None, f"/{TOKEN}", 422, "input"),
    "another's job": ("/jobs/../../etc/passwd/report", None, None, f"/{TOKEN}", 404, "not-found"),
    "an encoded path": ("/jobs/..%2f..%2fetc/report", None, None, f"/{TOKEN}", 404, "not-found"),
    "a guessed job": ("/jobs/1/report", None, None, f"/{TOKEN}", 404, "not-found"),
    "a path above": ("/../x", None, None, f"/{TOKEN}", 404, "not-found"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_refused_is_told_and_tells_nothing(address, case):
    path, body, headers, token, status, code = REFUSED[case]
    got, head, said = ask(address, path, body, headers=headers, token=token)
    assert (got, json.loads(said)["error"]["code"]) == (status, code), said
    assert "default-src 'none'" in head["content-security-policy"]
    assert head["x-content-type-options"] == "nosniff"
    assert TOKEN.encode() not in said
    assert b"Traceback" not in said
    assert b"root:" not in said


def test_methods_that_there_are_not(address):
    assert ask(address, "/", method="PUT")[0] == 405
    assert ask(address, "/api/find", method="GET")[0] == 405


@pytest.fixture(scope="module")
def strict(services):
    """A server that takes little: small bodies, slow clients for a moment, three requests at once."""
    bounds = Bounds(body=2_000, body_s=0.5, head_s=0.5, per_second=1000, burst=1000, kept=2)
    with running([open_sources(settings=services.settings())], bounds=bounds) as made:
        yield made


def raw(address, *pieces: bytes) -> bytes:
    """What comes back to pieces that are sent, and nothing after them, until the server hangs up."""
    parts = urlsplit(address)
    with socket.create_connection((parts.hostname, parts.port), 60) as sent:
        for piece in pieces:
            sent.sendall(piece)
        got = b""
        while piece := sent.recv(1 << 16):
            got += piece
    return got


def head(*lines: str, path: str = "/jobs") -> bytes:
    first = f"POST /{TOKEN}{path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    return first.encode() + "".join(f"{line}\r\n" for line in lines).encode() + b"\r\n"


def test_bodies_are_bounded_whatever_is_said_of_their_length(strict):
    assert b" 413 " in raw(strict, head("Content-Length: 99999999999"))
    chunk = b"400\r\n" + b" " * 0x400 + b"\r\n"
    assert b" 413 " in raw(strict, head("Transfer-Encoding: chunked", "Connection: close"), chunk * 3)
    assert b" 400 " in raw(strict, head("Content-Length: -1", "Connection: close"))


@pytest.mark.parametrize("chunked", [False, True])
@pytest.mark.parametrize(
    ("path", "token", "status"), [("/api/find", f"/{TOKEN}", 413), ("/api/find", "", 401), ("/", "/another", 404)]
)
def test_who_sends_all_of_a_large_body_first_reads_why_it_is_refused(address, path, token, status, chunked):
    piece = b" " * 1_000_000
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)
    body = (piece for _ in range(30)) if chunked else piece * 30
    connection.request("POST", token + path, body, JSON, encode_chunked=chunked)
    answer = connection.getresponse()
    assert answer.status == status
    assert "error" in json.loads(answer.read())
    connection.close()


def test_slow_clients_are_left(strict):
    assert raw(strict, b"GET / HT") == b""
    assert b" 408 " in raw(strict, head("Content-Length: 100", "Connection: close"), b'{"inp')
    assert ask(strict, "/api/find", {"text": "x"})[0] == 200


def test_two_hosts_and_a_host_that_is_not_there(strict):
    two = raw(strict, head("Host: evil.example", "Content-Length: 0", "Connection: close"))
    assert two.split()[1] in (b"400", b"421")
    assert raw(strict, f"GET /{TOKEN}/ HTTP/1.1\r\n\r\n".encode()).split()[1] == b"400"
    assert raw(strict, f"GET /{TOKEN}/ HTTP/1.0\r\n\r\n".encode()).split()[1] == b"421"


def test_only_the_newest_results_are_held(strict):
    jobs = []
    for _ in range(3):
        jobs.append(begun(strict, "See doi:10.1136/bmj.g6380."))
        events(strict, jobs[-1])
    assert [ask(strict, f"/jobs/{job}/report")[0] for job in jobs] == [404, 200, 200]


def test_a_rate_is_kept_for_each_address(services):
    with running([open_sources(settings=services.settings())], bounds=Bounds(per_second=0.001, burst=2)) as made:
        got = [ask(made, "/")[0] for _ in range(3)]
        status, headers, _ = ask(made, "/")
    assert (got, status, "retry-after" in headers) == ([200, 200, 429], 429, True)


def test_a_slow_source_holds_up_one_desk_and_a_cancelled_job_lets_it_go(works):
    with fake_services(works) as slow, fake_services(works) as quick:
        slow.fault = "timeout"
        slow.latency_s = 0.0
        sources = [open_sources(settings=slow.settings(patience_s=20)), open_sources(settings=quick.settings())]
        with running(sources) as made:
            first = begun(made, "See doi:10.1136/bmj.g6380.")
            others = [begun(made, f"See doi:{work.doi}.") for work in works[:6] if work.doi]
            for job in others:
                assert events(made, job)[-1][0] == "done"
            assert ask(made, f"/jobs/{first}/report")[0] == 409
            assert ask(made, f"/jobs/{first}", method="DELETE")[0] == 204
            assert ask(made, f"/jobs/{first}/events")[0] == 404


def test_a_stream_that_is_followed_ends_with_the_cancelling(works):
    with fake_services(works) as slow:
        slow.fault = "timeout"
        with running([open_sources(settings=slow.settings(patience_s=20))]) as made:
            job = begun(made, "See doi:10.1136/bmj.g6380.")
            connection = http.client.HTTPConnection(urlsplit(made).netloc, timeout=60)
            connection.request("GET", f"/{TOKEN}/jobs/{job}/events")
            followed = connection.getresponse()
            assert followed.readline() == b"event: progress\n"
            assert ask(made, f"/jobs/{job}", method="DELETE")[0] == 204
            assert b"event: cancelled" in all_of(followed)
            connection.close()


def test_reports_are_kept_only_where_that_was_asked_for(services, tmp_path):
    with running([open_sources(settings=services.settings())], keep=tmp_path) as made:
        job = begun(made, "See doi:10.1136/bmj.g6380.")
        events(made, job)
        assert list(tmp_path.iterdir()) == []
        ask(made, f"/jobs/{job}/report")
    [kept] = tmp_path.iterdir()
    assert "1 reference: 1 verified" in kept.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["--host", "0.0.0.0"], "--token"),  # noqa: S104
        (["--token", "short"], "16 characters"),
        (["--token", "a" * 20 + "/../"], "of a-z"),
        (["--host", "example.org"], "takes an address"),
    ],
)
def test_what_would_let_others_in_is_refused(arguments, why):
    done = CliRunner().invoke(command, ["serve", "--offline", "--no-cache", "-q", *arguments])
    assert done.exit_code == 2
    assert why in " ".join(done.output.split())


@pytest.mark.slow
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_the_command_prints_its_address_and_stops_when_it_is_told(how, tmp_path):
    arguments = [
        "serve",
        "--offline",
        "--no-cache",
        "-q",
        "--catalogue",
        str(ROOT / "examples" / "low-back-pain.catalogue.json"),
    ]
    started = subprocess.Popen(
        [sys.executable, "-m", "backref", *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT / "src"), "PATH": "/usr/bin:/bin", "HOME": str(tmp_path)},
    )  # fmt: skip
    address = urlsplit(started.stdout.readline().strip())
    token = address.path.strip("/")
    assert address.hostname == "127.0.0.1"
    assert len(token) >= 32
    assert ask(f"http://{address.netloc}", "/api/find", {"text": "x"}, token=f"/{token}")[0] == 200
    started.send_signal(how)
    out, err = started.communicate(timeout=60)
    assert started.returncode == 0
    assert (out, err) == ("", "")


def test_a_report_that_cannot_be_kept_is_shown_all_the_same(services, tmp_path, caplog):
    (tmp_path / "kept").write_text("a file")
    with running([open_sources(settings=services.settings())], keep=tmp_path / "kept") as address:
        job = begun(address, HEAT)
        events(address, job)
        status, _, page = ask(address, f"/jobs/{job}/report")
    assert (status, page.rstrip().endswith(b"</html>")) == (200, True)
    assert (tmp_path / "kept").read_text() == "a file"
    assert "a report is not kept" in caplog.text
