"""Lists of names that are taken whole are read as they are where each name is weighed."""

import pytest

from backref.fields import names
from backref.fields.names import lists as name_lists
from backref.parsing.tagging import tokens

LISTS = (
    "Dvořák J, McKenna L", "Fubini", "Low A, Roe B, et al.", "Low, A. B., et al", "Audu, M; Gartman, SJ", "Harris, Ann Louise", "Hong K.-W., Gan H. M.",
    "Angerer, Marie-Luise", "O'Brien, Frank", "Schmidt A, Parker BC", "Łoś, Żaneta; Çelik, Ayşe",
)  # fmt: skip


@pytest.mark.parametrize("text", LISTS)
def test_a_list_taken_whole_is_read_as_one_that_is_weighed(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = name_lists._parsed(text)
    assert name_lists.taken(text.partition(", et al")[0])
    monkeypatch.setattr(name_lists, "taken", lambda text: None)
    assert taken == name_lists._parsed(text)


@pytest.mark.parametrize(
    "text",
    [
        "Park Institute",
        "Working Group Low",
        "World Bank Group",
        "Autorengruppe Bildungsberichterstattung",
        "Deutsches PISA-Konsortium",
        "Deutsches Jugendinstitut",
        "Deutsches Zentrum für Altersfragen",
        "Kommission für Zukunftsfragen",
        "Bündnis 90/Die Grünen",
        "Auriga Industries A/S",
        "BMFSFJ",
    ],
)
def test_organisations_are_told_by_beginnings_and_ends_of_their_words(text: str) -> None:
    assert names.parse(text).names[0].literal == text


@pytest.mark.parametrize(
    "text",
    [
        "Čapek K. (1920): R.U.R.; s. 12_3 – „Ó“ [x] {y}",
        "Иванов И. – «Жар»",
        "a\u2028b\u00adc ½ 2009a B554",
        "Low\x1cRoe & Co.",
        "",
    ],
)
def test_the_swift_pattern_cuts_as_the_plain_one(text: str) -> None:
    assert tokens._pattern_of(text) is tokens._SWIFT_PIECE
    assert tokens._SWIFT_PIECE.findall(text) == tokens._PLAIN_PIECE.findall(text)


@pytest.mark.parametrize("text", ["see example.org", "王军. 腰痛", "Ba\u0301", "दिल्ली"])
def test_hosts_and_other_letters_are_left_to_the_other_patterns(text: str) -> None:
    assert tokens._pattern_of(text) is not tokens._SWIFT_PIECE
