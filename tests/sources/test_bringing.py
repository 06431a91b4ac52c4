"""Retraction Watch's file is brought whole, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from backref.errors import SourceError
from backref.sources.bringing import bring_retractions
from backref.sources.retraction_watch import RetractionWatch
from backref.testing import Route, fake_services

FILE = Path(__file__).resolve().parents[1] / "dumps" / "samples" / "retraction_watch.csv"


def served(body):
    return {"retraction-watch": Route(lambda works, rest, asked: (200, "text/csv", body))}


def test_the_file_is_written_and_can_be_asked(tmp_path):
    with fake_services((), served(FILE.read_bytes())) as asked:
        assert bring_retractions(tmp_path / "rw.csv", asked.settings()) == 1
    assert (tmp_path / "rw.csv").read_bytes() == FILE.read_bytes()
    assert RetractionWatch.open(tmp_path / "rw.csv").completes


@pytest.mark.parametrize(
    "body", [b"", b"<html>", b"a,b\n1,2\n", FILE.read_bytes()[:-90], FILE.read_bytes().split(b"\n")[0] + b"\n"]
)
def test_what_is_not_the_file_leaves_the_earlier_one(tmp_path, body):
    (tmp_path / "rw.csv").write_text("earlier")
    with fake_services((), served(body)) as asked, pytest.raises(SourceError):
        bring_retractions(tmp_path / "rw.csv", asked.settings())
    assert (tmp_path / "rw.csv").read_text() == "earlier"


@pytest.mark.parametrize("fault", ["503", "cut-off", "html", "redirect-loopback", "no-type", "404"])
def test_no_fault_leaves_half_a_file(tmp_path, fault):
    with fake_services((), served(FILE.read_bytes())) as asked:
        asked.fault = fault
        with pytest.raises(SourceError):
            bring_retractions(tmp_path / "rw.csv", asked.settings(tries=1))
    assert not (tmp_path / "rw.csv").exists()
