"""What the record says is put into a file where the user asks: what differs, and nothing else."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from backref import asking, checking, formats
from backref.catalogue import Catalogue
from backref.cli import command
from backref.model import Bibliography, Date, Name, Reference
from backref.sources.catalogue import CatalogueSource

DEYO = Reference(
    id="deyo2015", type="article-journal", title="Opioids for low back pain", container_title="BMJ", volume="350", issue="2", page="12-19",
    author=(Name(family="Deyo", given="Richard A."), Name(family="Von Korff", given="Michael"), Name(family="Duhrkoop", given="David")),
    issued=Date(date_parts=((2015, 1, 5),)), doi="10.1136/bmj.g6380", pmid="25561513",
)  # fmt: skip
BOOK = Reference(
    id="roe2001", type="book", title="Backs and what ails them", author=(Name(family="Roe", given="Ada"),), publisher="X",
    issued=Date(date_parts=((2001,),)), isbn="9780615452272",
)  # fmt: skip
BIB = """@string{bmj = "BMJ"}
% A comment of the author's
@article{deyo2015,
  author = {Deyo, R. A. and Von Korff, M. and Duhrkoop, D.},
  title = "{Opioids} for low back pain", % as printed
  journal = bmj,
  year = 2015, month = jan,
  volume = {350}, number = {2},
  pages = {12--19},
  doi = {10.1136/bmj.g6380},
  keywords = {a, b}
}
"""
RULES = tuple(rule for rule in checking.rules() if rule.code.startswith("BR3"))


def mended(text, name="refs.bib", format="bibtex", rules=RULES, works=(DEYO, BOOK)):
    source = CatalogueSource(Catalogue.of(works), name="world")
    file = checking.with_verdicts(checking.load(name, text, format), lambda parsed: asking.verify(parsed, [source]))
    return checking.from_records(file, rules)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("{350}", "{305}"),
        ("number = {2}", "number = {7}"),
        ("{12--19}", "{12--26}"),
        ("year = 2015", "year = 2011"),
        ("low back pain", "low neck pain"),
        ("journal = bmj", "journal = {Spine}"),
        ("10.1136/bmj.g6380", "10.1136/bmj.g9999"),
        ("Von Korff, M.", "Smith, Z."),
        ("Deyo, R. A. and Von Korff, M. and Duhrkoop, D.", "Deyo, R. A. and Duhrkoop, D."),
        ("Deyo, R. A. and Von Korff, M. and Duhrkoop, D.", "Deyo, R. A. and Von Korff, M. and Duhrkoop, D. and Smith, Zoe"),
        ("Deyo, R. A. and Von Korff, M. and Duhrkoop, D.", "Von Korff, M. and Deyo, R. A. and Duhrkoop, D."),
    ],
)  # fmt: skip
def test_what_differs_is_put_right_and_all_else_stays(right, wrong):
    text = BIB.replace(right, wrong)
    assert text != BIB
    made = mended(text)
    kept = {"journal = bmj": "journal = {BMJ}", "Von Korff, M.": "Von Korff, Michael"}.get(right, right)
    if wrong == "Deyo, R. A. and Duhrkoop, D.":
        kept = "Deyo, R. A. and Von Korff, Michael and Duhrkoop, D."
    assert made.replace("{{BMJ}}", "{BMJ}") == BIB.replace(right, kept)
    assert mended(made) == made


def test_what_is_only_compatible_is_never_touched():
    text = (
        BIB.replace("journal = bmj", "journal = {British Medical Journal}")
        .replace("{12--19}", "{12-9}")
        .replace("Opioids}", "OPIOIDS}")
    )
    assert mended(text) == text
    assert mended(BIB) == BIB


def test_a_misprinted_identifier_is_put_right():
    assert mended(BIB.replace("g6380", "g6380/v2")) == BIB


def test_only_what_the_rules_name_is_put_right():
    text = BIB.replace("{350}", "{305}").replace("2015,", "2011,")
    only = tuple(rule for rule in RULES if rule.code == "BR315")
    assert mended(text, rules=only) == BIB.replace("2015,", "2011,")


def test_nothing_is_put_in_where_no_record_is_accepted_or_it_is_another_work():
    made_up = "@article{moe, author={Moe, C.}, title={Cats and their owners in towns}, journal={Lancet}, year={1990}, volume={1}, pages={1--2}}\n"
    assert mended(made_up) == made_up
    reply = BIB.replace('"{Opioids} for low back pain"', '"Reply to: Opioids for low back pain"').replace(
        "{350}", "{351}"
    )
    assert mended(reply) == reply
    review = "@article{r, author={Roe, Ada}, title={Backs and what ails them}, journal={Spine}, year={2003}, volume={1}, isbn={9780615452272}}\n"
    assert "Spine" in mended(review)


@pytest.mark.parametrize("format", ["biblatex", "csl-json", "ris", "nbib"])
@pytest.mark.parametrize(
    "changed",
    [
        {"volume": "305"}, {"page": "12-26"}, {"issued": Date(date_parts=((2011, 1, 5),))}, {"container_title": "Spine"}, {"issue": "9"},
        {"author": (Name(family="Deyo", given="Richard A."), Name(family="Smith", given="Zoe"), Name(family="Duhrkoop", given="David"))},
    ],
    ids=lambda changed: next(iter(changed)),
)  # fmt: skip
def test_every_format_that_has_places_is_put_right(format, changed):
    right = formats.dump(Bibliography.of((DEYO, BOOK)), format)
    wrong = formats.dump(Bibliography.of((DEYO.model_copy(update=changed), BOOK)), format)
    made = mended(wrong, "refs.x", format)
    [one, two] = formats.load(made, format).references
    [good, same] = formats.load(right, format).references
    if format == "nbib" and "author" in changed:  # two lines for each person: left alone
        assert made == wrong
    else:
        assert one.model_copy(update={"custom": {}}) == good.model_copy(update={"custom": {}})
    assert two == same


def test_the_command_shows_and_then_writes(tmp_path):
    catalogue, bib = tmp_path / "works.json", tmp_path / "refs.bib"
    catalogue.write_text(json.dumps([DEYO.csl()]))
    text = BIB.replace("{350}", "{305}").replace("{10.1136", "{https://doi.org/10.1136")
    bib.write_text(text)

    def run(*arguments):
        return CliRunner().invoke(
            command, ["check", "--catalogue", str(catalogue), "--source", "catalogue", "-q", *arguments, str(bib)]
        )

    shown = run("--fix=records", "--diff")
    assert "-  volume = {305}, number = {2}," in shown.stdout
    assert "+  volume = {350}, number = {2}," in shown.stdout
    assert "+  doi = {10.1136/bmj.g6380}," in shown.stdout
    assert bib.read_text() == text
    assert "305" not in run("--diff").stdout.replace(" volume = {305}", "")
    assert run("--fix").exit_code == 1
    assert "305" in bib.read_text()
    assert run("--fix=records").exit_code == 0
    assert bib.read_text() == BIB


def test_records_need_sources_to_come_from(tmp_path):
    bib = tmp_path / "refs.bib"
    bib.write_text(BIB)
    done = CliRunner().invoke(command, ["check", "--fix=records", "--no-resolve", str(bib)])
    assert done.exit_code == 2
    assert "asks the sources" in done.output
