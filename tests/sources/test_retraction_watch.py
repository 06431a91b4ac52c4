"""A Retraction Watch file: notices by DOI and PMID; what is no such file is refused by name."""

from __future__ import annotations

import pytest

from backref.errors import UnreadableInput
from backref.model import Identifier, Outcome, Query
from backref.sources.retraction_watch import RetractionWatch

HEAD = "Record ID,Title,RetractionDate,RetractionDOI,RetractionPubMedID,OriginalPaperDate,OriginalPaperDOI,OriginalPaperPubMedID,RetractionNature,Reason\n"
ROWS = (
    "1,Ileal-lymphoid-nodular hyperplasia,2/6/2010 0:00,10.1016/S0140-6736(10)60175-4,20137807,2/28/1998 0:00,10.1016/S0140-6736(97)11096-0,9500320,Retraction,Falsification\n"
    "2,The same,3/6/2004 0:00,10.1016/S0140-6736(04)15715-2,0,2/28/1998 0:00,10.1016/S0140-6736(97)11096-0,9500320,Correction,Error\n"
    "3,Nothing known,13/45/2004 0:00,unavailable,0,,unavailable,0,Retraction,\n"
    "4,Short row\n"
)


def opened(tmp_path, text):
    path = tmp_path / "retractions.csv"
    path.write_text(text, encoding="utf-8")
    return RetractionWatch.open(path)


@pytest.mark.parametrize("work", [Identifier("doi", "10.1016/s0140-6736(97)11096-0"), Identifier("pmid", "9500320")])
def test_a_work_has_its_notices(tmp_path, work):
    [answer] = opened(tmp_path, HEAD + ROWS).ask([Query(work)])
    [record] = answer.records
    assert [(u.kind, u.doi, u.date.date_parts if u.date else None) for u in record.updates] == [
        ("retraction", "10.1016/s0140-6736(10)60175-4", ((2010, 2, 6),)),
        ("correction", "10.1016/s0140-6736(04)15715-2", ((2004, 3, 6),)),
    ]


@pytest.mark.parametrize("work", [Identifier("doi", "10.1136/bmj.g6380"), Identifier("pmid", "0"), None])
def test_silence_is_an_answer(tmp_path, work):
    [answer] = opened(tmp_path, HEAD + ROWS).ask([Query(work, text="" if work else "some words")])
    assert (answer.outcome, answer.records) == (Outcome.ANSWERED, ())


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "\x00\x01", HEAD + '"' + "x" * 2_000_000])
def test_another_file_is_refused_by_name(tmp_path, text):
    with pytest.raises(UnreadableInput, match=r"retractions\.csv"):
        opened(tmp_path, text)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(UnreadableInput, match=r"nowhere\.csv"):
        RetractionWatch.open(tmp_path / "nowhere.csv")
