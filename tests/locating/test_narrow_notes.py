"""Notes below a page's text that are set in narrower columns than the text: each is whole."""

from __future__ import annotations

from backref.wrapping import Line, longest_list

WIDE = 345.0
PRINTED = (
    ("Der Rücken schmerzt seit langem, und vieles ist dazu geschrieben worden.¹", 0, WIDE, 0),
    ("Gehen hilft den meisten, wie man schon lange weiß, auch wenn die Gründe", 0, WIDE, 0),
    ("noch im Dunkeln liegen.² Das ist umstritten.³ Auch Kälte wirkt, sagt man", 0, WIDE, 0),
    ("seit langem, und dafür gibt es gute Gründe.⁴", 0, 200, 0),
    ("¹Vgl. Anna Roe: Wärme für den", 11, 165, 30),
    ("Rücken. Eine Untersuchung zur Geschichte", 0, 165, 0),
    ("der Behandlung. Berlin: Springer 1999, S.", 0, 165, 0),
    ("15–17.", 0, 23, 0),
    ("²Bernd Doe: Gehen und Stehen, in:", 11, 165, 0),
    ("Zeitschrift für Rückenkunde 12 (2004).", 0, 160, 0),
    ("³So etwa Roe 1999, S. 20; anders Karl", 11, 165, 0),
    ("Moe: Ruhe. München: Beck 2001, S. 7.", 0, 145, 0),
    ("⁴Emma Foe: Kälte. In: Handbuch", 11, 165, 0),
    ("Schmerz. Hrsg. von Hans Poe. Stuttgart:", 0, 165, 0),
    ("Thieme 2003, S. 21–29.", 0, 85, 0),
)


def test_whole() -> None:
    lines = [Line(text, left, right, gap) for text, left, right, gap in PRINTED]
    assert [(entry.first, entry.end) for entry in longest_list(lines)] == [(4, 8), (8, 10), (10, 12), (12, 15)]
