"""What comes over the wire around an answer, and who holds the connection: hints, texts whose end nobody states, forked
processes, askings within askings.
"""

from __future__ import annotations

import gzip
import os
import socket
import sys
import threading
from collections import deque
from contextlib import contextmanager
from dataclasses import replace

import pytest
import requests

from backref import asking
from backref.errors import BackrefError
from backref.model import Answer, Identifier, Outcome, Parsed, Query, Reference
from backref.sources import Reach, Settings, open_sources
from backref.testing import fake_services

DOI = Query(Identifier("doi", "10.1136/bmj.g6380"))
WORK = b'{"status": "ok", "message-type": "work", "message": {"DOI": "10.1136/bmj.g6380", "title": ["Opioids"]}}'
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s" % (len(WORK), WORK)
CITED = Query(
    text="Deyo RA. Opioids for low back pain. BMJ. 2015;350:1-6.",
    reference=Reference(container_title="BMJ", issued={"date_parts": ((2015,),)}, volume="350", page="1-6"),
)
ARTICLE = b"<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>2555</PMID><Article><ArticleTitle>A.</ArticleTitle></Article></MedlineCitation></PubmedArticle></PubmedArticleSet>"


@contextmanager
def saying(*answers: bytes, at: str = "127.0.0.1"):
    """A server that gives each connection the next of these answers, byte for byte, and hangs up; the last one
    again.
    """
    listening = socket.create_server((at, 0))
    left = list(answers)

    def serve() -> None:
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            with connection:
                connection.recv(1 << 16)
                connection.sendall(left.pop(0) if len(left) > 1 else left[0])

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield f"http://{at}:{listening.getsockname()[1]}"
    finally:
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join()


def asked(name: str, query: Query, *answers: bytes):
    with saying(*answers) as url:
        settings = Settings(base_urls={name: f"{url}/{name}"}, tries=1, mailto=None)
        [answer] = open_sources([name], settings)[0].ask([query])
        return answer


@pytest.mark.parametrize(
    ("before", "outcome"),
    [
        (b"HTTP/1.1 100 Continue\r\n\r\n", Outcome.ANSWERED), (b"HTTP/1.1 102 Processing\r\n\r\n" * 3, Outcome.ANSWERED), (b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\nX: 1\r\n\r\n", Outcome.ANSWERED),
        (b"HTTP/1.1 101 Switching Protocols\r\n\r\n", Outcome.FAILED), (b"HTTP/1.1 100 Continue\r\n\r\n" * 5000, Outcome.FAILED), (b"HTTP/1.1 199 Odd\r\n\r\n" * 5000, Outcome.FAILED),
        (b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 5000, Outcome.FAILED), (b"HTTP/1.1 200 OK\r\nA: " + b"b" * 100_000 + b"\r\n", Outcome.FAILED),
    ],
)  # fmt: skip
def test_a_hint_is_not_taken_for_the_answer(before, outcome):
    """Which would then be taken for the answer to the next question on that connection."""
    answer = asked("crossref", DOI, before + ANSWER)
    assert (answer.outcome, len(answer.records)) == (outcome, int(outcome == Outcome.ANSWERED))


@pytest.mark.parametrize(
    ("head", "end", "outcome"),
    [
        ("", "", Outcome.FAILED), ("", "5\n", Outcome.ANSWERED), ("Content-Length: 26\r\n", "", Outcome.ANSWERED),
        ("Transfer-Encoding: chunked\r\n", "\r\n0\r\n\r\n", Outcome.ANSWERED), ("Transfer-Encoding: chunked\r\n", "", Outcome.FAILED),
    ],
)  # fmt: skip
def test_a_text_whose_end_nobody_states_may_be_cut_off(head, end, outcome):
    """The PMID that is cut off is another article's: the one that was asked for would be found by nobody."""
    body = "BMJ|2015|350|1||q0|2555" + ("   " if "Length" in head else "")
    chunk = "17\r\n" if "chunked" in head else ""
    said = f"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nConnection: close\r\n{head}\r\n{chunk}{body}{end}"
    article = ARTICLE.replace(b"2555", b"25555") if end == "5\n" else ARTICLE
    fetched = b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: %d\r\n\r\n%s" % (len(article), article)
    answer = asked("pubmed", CITED, said.encode(), fetched)
    assert (answer.outcome, len(answer.records)) == (outcome, int(outcome == Outcome.ANSWERED))


def packed(body: bytes, lacking: int = 0) -> bytes:
    """An answer of so many bytes of gzip, some of which lack at its end, though it states its length rightly."""
    sent = gzip.compress(body)
    sent = sent[: len(sent) - lacking]
    head = (
        f"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Encoding: gzip\r\nContent-Length: {len(sent)}\r\n\r\n"
    )
    return head.encode() + sent


@pytest.mark.parametrize(("lacking", "outcome"), [(0, Outcome.ANSWERED), (4, Outcome.FAILED), (9, Outcome.FAILED)])
def test_what_was_packed_ends_where_its_packing_does(lacking, outcome):
    fetched = b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: %d\r\n\r\n%s" % (len(ARTICLE), ARTICLE)
    answer = asked("pubmed", CITED, packed(b"BMJ|2015|350|1||q0|2555", lacking), fetched)
    assert answer.outcome == outcome


@pytest.mark.parametrize(
    ("title", "read"),
    [
        (b"Opi\xed\xa0\x80oids", "Opioids"), (b"Opi\\ud800oids", "Opioids"), ("Opi\ud800oids".encode("utf-16", "surrogatepass"), "Opioids"),
        (b"Opi\xf0\x9f\x98\x80oids", "Opi\U0001f600oids"), ("Opioids \ud55c".encode(), "Opioids \ud55c"), (b"Opi\xe9oids", None), (b'O"], "DOI": "10.5555/another", "x": ["', None),
        (b'Opioids"], "volume": [NaN, 1e999, -0], "x": ["', "Opioids"), (b'O"], "volume": ' + b"9" * 6000 + b', "x": ["', None),
    ],
)  # fmt: skip
def test_whatever_letters_an_answer_has_can_be_written(title, read):
    body = WORK.replace(b"Opioids", title)
    if title.startswith(b"\xff\xfe"):
        body = WORK.decode().replace("Opioids", "Opi\ud800oids").encode("utf-16", "surrogatepass")
    said = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body)
    answer = asked("crossref", DOI, said)
    assert [record.reference.title for record in answer.records] == ([read] if read else [])
    assert Answer.model_validate_json(answer.model_dump_json()) == answer
    assert (answer.outcome == Outcome.FAILED) == (read is None)


@pytest.mark.skipif(sys.platform == "darwin", reason="this machine has one address of its own there")
@pytest.mark.parametrize(("second", "outcome"), [("127.0.0.1", Outcome.ANSWERED), ("127.0.0.2", Outcome.FAILED)])
def test_a_name_that_leads_elsewhere_at_the_second_look_is_not_followed(second, outcome, monkeypatch):
    """Which the same host's redirect would be, since it was allowed at the first one."""
    moved = b"HTTP/1.1 302 Found\r\nLocation: /moved\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    found, looked_up = ["127.0.0.1", second], socket.getaddrinfo

    def rebound(host, *rest, **more):
        return looked_up(found.pop(0) if host == "service.example" else host, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", rebound)
    with saying(moved, ANSWER, at="0.0.0.0") as url:  # noqa: S104  every address of this machine, for as long as it takes
        address = url.replace("0.0.0.0", "service.example")  # noqa: S104
        settings = Settings(base_urls={"crossref": f"{address}/crossref"}, tries=1, mailto=None)
        [answer] = open_sources(["crossref"], settings)[0].ask([DOI])
    assert (answer.outcome, found) == (outcome, [])
    assert ("where we do not go" in answer.detail) == (outcome == Outcome.FAILED)


@pytest.mark.parametrize(
    ("reach", "said"),
    [
        (Reach(base_url="https://127.0.0.1:9", ca_bundle="/nowhere.pem"), "there are no certificates where they were said to be"),
        (None, "a SOCKS proxy is set, which needs the package PySocks"),
    ],
)  # fmt: skip
def test_what_is_set_amiss_is_said_and_tried_once(reach, said, monkeypatch, works):
    with fake_services(works) as services:
        settings = services.settings(tries=6)
        if reach is None:
            monkeypatch.setenv("HTTP_PROXY", "socks5://127.0.0.1:9")
            monkeypatch.setattr("requests.adapters.SOCKSProxyManager", _no_socks)
        else:
            settings = replace(settings, base_urls={}, reaches={"crossref": reach})
        [answer] = open_sources(["crossref"], settings)[0].ask([DOI])
        assert (answer.outcome, answer.detail, services.clock.slept) == (Outcome.FAILED, said, [])


def _no_socks(*_: object, **__: object) -> None:
    raise requests.exceptions.InvalidSchema("Missing dependencies for SOCKS support.")


def test_a_length_of_many_digits_is_not_repeated():
    answer = asked("crossref", DOI, ANSWER.replace(b"Length: ", b"Length: " + b"9" * 5000))
    assert (answer.outcome, len(answer.detail) < 100) == (Outcome.FAILED, True)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no process is forked here")
@pytest.mark.filterwarnings("ignore:.*use of fork:DeprecationWarning")
@pytest.mark.parametrize("is_asking", [False, True])
def test_a_forked_process_has_connections_and_a_cache_of_its_own(works, tmp_path, is_asking):
    """On one connection each would be given the other's answers, and nobody frees the lock of a thread that is not
    there.
    """
    import multiprocessing

    def child(source, told) -> None:
        idle, database = len(source.http._idle), source.http.cache._database
        [answer] = source.ask([DOI])
        told.send((idle, len(answer.records), source.http.cache._database is database))

    with fake_services(works) as services:
        [source] = open_sources(["crossref"], services.settings(cache=tmp_path / "payloads.sqlite"))
        source.ask([Query(Identifier("doi", "10.5555/nobody"))])
        assert source.http._idle
        if is_asking:
            source.http._running.acquire()
        heard, told = multiprocessing.Pipe(duplex=False)
        process = multiprocessing.get_context("fork").Process(target=child, args=(source, told))
        process.start()
        try:
            assert heard.poll(20)
            assert heard.recv() == (0, 1, False)
        finally:
            process.kill()
            process.join()


def test_sources_that_are_asked_from_within_their_asking_say_so(works):
    """And do not wait for themselves."""
    with fake_services(works) as services:
        [source] = open_sources(["crossref"], services.settings())
        cited = Parsed(raw="", reference=Reference(doi="10.1136/bmj.g6380"))
        with pytest.raises(BackrefError, match="cannot be asked by what is called"):
            source.http.run(_tasks(source), lambda: bool(source.ask([DOI])))
        [verdict] = asking.verify([cited], [source])
    assert verdict.status.is_match


def _tasks(source):
    tasks = deque()
    source.begin(tasks).ask([DOI])
    return tasks
