"""Every bibliography that is written marks a work that was not found, not checked, not settled or retracted; and says
it once.
"""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from backref import formats, styles
from backref.cli import command
from backref.model import (
    Answer,
    Bibliography,
    Claim,
    Date,
    Entry,
    Finding,
    FindingKind,
    Identifier,
    Name,
    Outcome,
    Record,
    Reference,
    Resolution,
    Span,
    Status,
)
from backref.model.interfaces import bibliography_json
from backref.model.standing import standing_of, standing_of_claim

HEAT = Reference(
    id="roe2001", type="article-journal", title="Heat for stiff backs", author=(Name(family="Roe", given="Ada"),), container_title="Spine",
    issued=Date(date_parts=((2001,),)), volume="26", page="11-19", pmid="7",
)  # fmt: skip
ASKED = (Answer(source="crossref", outcome=Outcome.ANSWERED), Answer(source="pubmed", outcome=Outcome.ANSWERED))
RECORD = Record(reference=HEAT, source="crossref")
RETRACTED = Finding(
    kind="retracted", message="the work was retracted", says=("pubmed",), identifier=Identifier("doi", "10.5555/notice")
)
VERDICTS = {
    "not found": Resolution(status=Status.NOT_FOUND, answers=ASKED, reasons=("no-record",)),
    "not checked": Resolution(status=Status.FAILED, answers=(Answer(source="crossref", outcome=Outcome.FAILED),)),
    "not settled": Resolution(status=Status.AMBIGUOUS, answers=ASKED, reasons=("several-records-fit",)),
    "retracted": Resolution(status=Status.MATCHED, record=RECORD, findings=(RETRACTED,), answers=ASKED),
}
SOUND = Resolution(status=Status.MATCHED, record=RECORD, answers=ASKED)
WRITTEN = [name for name in formats.names() if formats.by_name(name).load and formats.by_name(name).dump]
LISTS = [name for name in formats.names() if formats.by_name(name).styled]


def bibliography(verdict, **changed):
    reference = HEAT.model_copy(update=changed)
    return Bibliography(entries=(Entry(key=reference.id, reference=reference, resolution=verdict),))


@pytest.mark.parametrize("words", VERDICTS)
@pytest.mark.parametrize("name", WRITTEN)
def test_a_mark_is_written_read_and_written_again_as_it_was(name, words):
    written = formats.dump(bibliography(VERDICTS[words]), name)
    assert written.count(words) - written.count('"status": "retracted"') - written.count("status: retracted") == 1
    again = formats.load(written, name).bibliography()
    assert formats.dump(again, name) == written


@pytest.mark.parametrize("words", VERDICTS)
@pytest.mark.parametrize("name", WRITTEN)
def test_a_mark_is_replaced_by_the_next_verdict_and_taken_away_by_a_sound_one(name, words):
    [read] = formats.load(formats.dump(bibliography(VERDICTS[words]), name), name).references
    assert words not in formats.dump(Bibliography(entries=(Entry(key="a", reference=read, resolution=SOUND),)), name)
    other = next(verdict for said, verdict in VERDICTS.items() if said != words)
    said = formats.dump(Bibliography(entries=(Entry(key="a", reference=read, resolution=other),)), name)
    assert words not in said
    assert said == formats.dump(bibliography(other, id="a"), name).replace("roe2001", "a")


@pytest.mark.parametrize("one", WRITTEN)
@pytest.mark.parametrize("two", WRITTEN)
def test_a_mark_comes_through_from_one_format_to_another(one, two):
    first = formats.load(formats.dump(bibliography(VERDICTS["not found"]), one), one).bibliography()
    assert "not found: asked crossref, pubmed" in formats.dump(first, two)


@pytest.mark.parametrize("name", WRITTEN)
def test_the_author_s_own_annotation_stays(name):
    written = formats.dump(bibliography(VERDICTS["not found"], annote="Read in May"), name)
    [read] = formats.load(written, name).references
    assert "Read in May" in (read.annote or "")
    sound = formats.dump(Bibliography(entries=(Entry(key="a", reference=read, resolution=SOUND),)), name)
    assert "Read in May" in sound
    assert "not found" not in sound


def test_bibtex_s_mark_is_a_field_that_no_style_prints_and_csl_s_is_custom():
    assert "  annote = {backref: not found: asked crossref, pubmed}" in formats.dump(
        bibliography(VERDICTS["not found"]), "bibtex"
    )
    [item] = json.loads(formats.dump(bibliography(VERDICTS["retracted"]), "csl-json"))
    assert (item["custom"], item["status"]) == ({"verdict": "retracted: says pubmed, doi:10.5555/notice"}, "retracted")
    assert "annote" not in item


def test_a_status_of_the_author_s_own_is_kept():
    [item] = json.loads(formats.dump(bibliography(VERDICTS["retracted"], status="in press"), "csl-json"))
    assert item["status"] == "in press"
    [item] = json.loads(formats.dump(bibliography(SOUND, status="retracted"), "csl-json"))
    assert item["status"] == "retracted"


@pytest.mark.parametrize("style", styles.names())
@pytest.mark.parametrize("name", LISTS)
def test_a_list_for_people_has_words_only_if_asked(name, style):
    plain = bibliography(VERDICTS["not found"])
    assert "not found" not in formats.styled(plain, name, style)
    assert "not found" in formats.styled(plain, name, style, in_words=True)
    assert "[" not in formats.styled(bibliography(SOUND), "text", "vancouver", in_words=True)


def test_a_claim_that_rests_only_on_such_works_says_so():
    entries = tuple(
        Entry(key=f"k{n}", reference=HEAT, resolution=verdict) for n, verdict in enumerate([*VERDICTS.values(), SOUND])
    )
    claims = tuple(
        Claim(span=Span(0, 4), text="Heat helps.", references=references)
        for references in [(0,), (1, 0), (3,), (0, 4), (), (2, 1)]
    )
    made = Bibliography(entries=entries, claims=claims)
    assert [standing_of_claim(made, claim) for claim in claims] == [
        "not-found",
        "not-found",
        "retracted",
        None,
        None,
        "unsettled",
    ]
    said = bibliography_json(made)["claims"]
    assert said[0]["says"] == "rests only on works that were not found"
    assert "standing" not in said[3]
    assert "not-found; rests only on works that were not found" in formats.dump(made, "claims-markdown")
    assert "matched, RETRACTED; rests only on works that were retracted" in formats.dump(made, "claims-markdown")
    rows = formats.dump(made, "claims-csv").splitlines()
    assert rows[0].endswith(",standing")
    assert rows[1].endswith(",rests only on works that were not found")
    assert (
        json.loads(formats.dump(made, "claims-json"))["items"][0]["backref:standing"]
        == "rests only on works that were not found"
    )


def test_a_work_that_was_reinstated_is_sound():
    again = Finding(kind=FindingKind.REINSTATED, message="the work was reinstated")
    assert standing_of(SOUND.model_copy(update={"findings": (RETRACTED, again)})) is None
    assert standing_of(None) is None


def test_the_command_marks_what_it_writes(tmp_path):
    text = tmp_path / "a.md"
    text.write_text(
        "Heat helps [1].\n\n## References\n\n1. Roe A, Poe B. Heat for stiff backs in farmers. Spine. 2001;26:11-19.\n"
    )
    arguments = ["resolve", str(text), "--offline", "-q", "--exit-zero"]
    assert "annote = {backref: not checked: no answer from " in CliRunner().invoke(command, arguments).stdout
    assert "[not checked]" not in CliRunner().invoke(command, [*arguments, "--to", "text"]).stdout
    assert "11–9. [not checked]" in CliRunner().invoke(command, [*arguments, "--to", "text", "--marks"]).stdout
