"""hypothesis strategies for the values of backref: names, dates, references, citations as printed, and any text at
all.
"""

from __future__ import annotations

from hypothesis import strategies as st

from ..model import Date, Name, Reference

LETTERS = "abcdefghijklmnopqrstuvwxyzéüñøß"
words = st.text(LETTERS, min_size=2, max_size=10)
capitalised = words.map(str.capitalize)


@st.composite
def titles(draw: st.DrawFn) -> str:
    """A title of one to ten words, which may hold what formats must escape."""
    found = draw(
        st.lists(
            st.one_of(
                words, st.sampled_from(["DNA", "mRNA", "50%", "A&B", "x_y", "{z}", "#1", "β", "–", "CO2", "\\input"])
            ),
            min_size=1,
            max_size=10,
        )
    )
    return " ".join([draw(capitalised), *found])


@st.composite
def names(draw: st.DrawFn) -> Name:
    """A person, with or without particle and suffix, or an organisation."""
    if draw(st.booleans()) and draw(st.booleans()):
        return Name(literal=f"{draw(capitalised)} Society and Group")
    return Name(
        family=draw(capitalised),
        given=draw(st.one_of(capitalised, st.sampled_from(["R.", "J. M.", "Ana María"]))),
        non_dropping_particle=draw(st.sampled_from([None, None, None, "van", "de la"])),
        suffix=draw(st.sampled_from([None, None, None, "Jr.", "III"])),
    )


dates = st.one_of(
    st.builds(lambda y: Date(date_parts=((y,),)), st.integers(1500, 2030)),
    st.builds(lambda y, m: Date(date_parts=((y, m),)), st.integers(1500, 2030), st.integers(1, 12)),
    st.builds(
        lambda y, m, d: Date(date_parts=((y, m, d),)), st.integers(1500, 2030), st.integers(1, 12), st.integers(1, 28)
    ),
)


@st.composite
def references(draw: st.DrawFn) -> Reference:
    """A journal article, chapter or book with a plausible choice of fields; every value can be carried by BibTeX."""
    kind = draw(st.sampled_from(["article-journal", "chapter", "book"]))
    number = st.integers(1, 999).map(str)
    return Reference(
        id=draw(st.text("abcdefghijklmnop0123456789", min_size=3, max_size=8)),
        type=kind,
        title=draw(titles()),
        author=tuple(draw(st.lists(names(), max_size=4))),
        editor=tuple(draw(st.lists(names(), max_size=2))) if kind == "chapter" else (),
        container_title=draw(titles()) if kind != "book" else None,
        issued=draw(st.one_of(st.none(), dates)),
        volume=draw(st.one_of(st.none(), number)),
        issue=draw(st.one_of(st.none(), number)) if kind == "article-journal" else None,
        page=draw(st.one_of(st.none(), st.sampled_from(["12-34", "E786-E793", "336, 373, 376-377", "e1002984"]))),
        publisher=draw(st.one_of(st.none(), titles())),
        publisher_place=draw(st.one_of(st.none(), capitalised)),
        doi=draw(st.one_of(st.none(), st.sampled_from(["10.1136/bmj.g6380", "10.1002/(sici)1097(19)15:1<1::aid-x>3.0.co;2-2", "10.1/a_b%c#d"]))),
        pmid=draw(st.one_of(st.none(), st.integers(1, 39999999).map(str))),
        url=draw(st.one_of(st.none(), st.just("https://example.org/a_b?c=%20d&e=~f#g"))),
    )  # fmt: skip


printed_pieces = st.sampled_from(
    ["Chou R, Loeser JD", "Enke, Oliver; New, Heather A.", "et al.", "(2009)", "2018;391(10137):2356-67", "doi:10.1503/cmaj.171333", "PMID\u00a029970367", "[73][13]", "\n",
     "^ ", ". ", "..", "Spine", "\"Low back disorders\"", "In Kurt T. Hegmann.", "pp. 336, 373", "ISBN 978-0615452272", "王军", "Müller", "(", ")", "\u202e", "References", "1. ", "– "]
)  # fmt: skip
any_text = st.one_of(
    st.text(max_size=200),
    st.lists(printed_pieces, max_size=12).map(" ".join),
    st.lists(printed_pieces, max_size=12).map("".join),
)
