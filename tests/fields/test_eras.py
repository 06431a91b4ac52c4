"""Years of other eras, and numbers that count pages."""

import pytest

from backref.fields import dates
from backref.fields.page_counts import counted


@pytest.mark.parametrize(
    ("printed", "parts"),
    [
        ("令和3年", (2021,)),
        ("昭和45年5月2日", (1970, 5, 2)),
        ("民國107年", (2018,)),
        ("平成元年", (1989,)),
        ("۱۳۹۵", (1395,)),
        ("مهر ۱۳۹۵", (1395,)),
        ("1441هـ", (1441,)),
        ("พ.ศ. 2549", (2549,)),
        ("44 BC", (-44,)),
        ("350 v. Chr.", (-350,)),
        ("2016年", (2016,)),
    ],
)
def test_years_of_other_eras(printed, parts):
    assert dates.parse(printed).date_parts == (parts,)


@pytest.mark.parametrize("printed", ["BC", "1395 kg", "令和", "ش"])
def test_no_year_is_made_up(printed):
    assert dates.parse(printed) is None


@pytest.mark.parametrize(
    ("raw", "number", "count"),
    [
        ("М.: Наука, 2003. 240 с.", "240", "240"),
        ("Wiley, 2014. 267 p.", "267 p", "267"),
        ("Bern 1999, 480 S.", "480", "480"),
        ("東京, 岩波書店, 1929, 150p.", "150p", "150"),
        ("In X, p. 267.", "267", ""),
        ("BMJ 12: 45-67 p.", "45-67", ""),
        ("BMJ 1999;12:267 p.", "267", ""),
        ("С. 240.", "240", ""),
    ],
)
def test_a_number_that_counts_pages(raw, number, count):
    start = raw.rindex(number)
    assert counted(raw, start, start + len(number)) == count
