"""What keeps finding quick: a text that is a little shorter than each limit, and one a little longer."""

from __future__ import annotations

import pytest

import backref
from backref import readers
from backref.locating import addresses, dated_notes, limits, noted, notes, remarks, scripts, several, signs
from backref.locating.markers import expand
from backref.model import Document, Marker, RawCitation, Span

WORD = "strengthening "
LAST = "Poe D. Cold for backs. Spine. 2003;5(1):31-39."


def citation(words):
    return f"Roe A, Doe B. Heat and {WORD * words}of backs. Spine. 2001;3(1):11-19."


def found(text):
    return [each.raw for each in backref.find(text).citations]


def entry(length):
    printed = citation((length - 50) // len(WORD))
    return printed in found(
        f"References\n\n1. Moe C. Rest for backs. Spine. 2002;4(1):21-29.\n\n2. {printed}\n\n3. {LAST}\n"
    )


def embedded(length):
    printed = citation((length - 50) // len(WORD))
    return printed in found(f"Heat is of use ({printed}) and so is rest, as everybody says who has tried it.")


def parted(length):
    note = "; ".join(["Doe B. Rest for backs. Spine 27 (2002): 11–19"] * (length // 47))
    return len(several.works(note, Span(0, len(note)))) > 1


def explained(length):
    return not notes.explains(f"This is {'so and ' * (length // 7)}so, see doi:10.1136/bmj.g6380")


def mentioned(length):
    return list(remarks.named(f"{'so and ' * (length // 7)}see Roe 1999, p. 3.")) == ["Roe 1999"]


def signed(length):
    return "year" in signs.had(f"{'so and ' * (length // 7)}2001")


def begun(length):
    """Whether an entry is seen to begin behind a margin."""
    return signs.starts_like_one(f"{' ' * (length - 15)}Roe A, Doe B. Heat for backs.")


def ended(length):
    address = f"https://doi.org/10.1000/{'a' * (length - 24)}"
    [raw] = found(f"References\n\n1. Roe A. Heat for backs. Spine. 2001;3(1):11-19. {address}.\n")
    return raw.endswith(address)


def followed(length):
    identifiers = " ".join(["PMID: 12345678."] * (length // 16))
    printed = f"Roe A, Doe B. Heat and rest for the backs of nurses. Spine. 2001;3(1):11-19. {identifiers}".rstrip(".")
    return printed in found(f"As they said, {printed} is of no use.")


def short(length):
    note = "; ".join(f"Roe 19{number}, S. 15" for number in range(10, 10 + length // 16))
    return bool(dated_notes.keys(note)) and remarks.is_located(note)


def sourced(length):
    text = f"https://www.bmj.com/{'a' * (length - 20)}"
    return addresses.is_entry(f"[1] {text}", Span(4, 4 + length), "1", is_listed=True)


def cited(length):
    return noted.cites(f"The Times, {'London and ' * (length // 11)}Leeds, 4 March 1834, 5.")


def authored(length):
    """An editor who stands behind the title of a series."""
    raw = f"{'Beiträge zur Lehre '[: length % 19]}{'Beiträge zur Lehre ' * (length // 19)}(Roe, ed.). Berlin 2001."
    return pointed(raw, [raw, "Poe, B. Ruhe. Bonn 2002."])


def pointed(raw, entries):
    note = "Roe 2001, S. 5, der anderes sagt."
    text = f"{note}\n\n" + "\n\n".join(entries)
    document = readers.read_text(text)
    block = document.blocks[0]._replace(kind="footnote", label="^1")
    document = Document(text=text, blocks=(block, *document.blocks[1:]), name="a.txt", source=text)
    citations = [RawCitation(Span(0, 1), each, None, "list") for each in entries]
    [marker] = dated_notes.pointing(document, [Marker(Span(0, 1), "footnote", ("^1",))], citations)
    return marker.kind == "author-year"


def crowded(number):
    return pointed("", [*("Poe, B. Ruhe. Bonn 2001." for _ in range(number)), "Roe, A. Wärme. Bonn 2001."])


def named(length):
    names = [f"van der la Roeder{'a' * (length // 6 - 20)}{letter}" for letter in "abcdef"]
    text = f"It helps, say {', '.join(names)} (2001)."
    return any(marker.keys == (f"{', '.join(names)} 2001",) for marker in backref.find(text).markers)


def reached(length):
    names = f"홍길동·{'김' * (length - 60)}{', 이이이이이이이이이이이이' * 4}"
    text = f"{names} (2019) 연구."
    known = RawCitation(Span(0, 3), "홍길동", None, "list")
    return bool(scripts.find_markers(text, [Span(0, len(text))], [], [known]))


def silent(length):
    return not signs.had(f"{'x' * (length - 14)} edited by Roe")


def preceded(number):
    """A citation in a sentence, between whose people and numbers others are named."""
    printed = f"Roe A, Doe B. Heat for the aching backs of all. {'Poe C. Heat ' * number}Spine 2001;3(1):11-19"
    return any(raw.startswith("Roe A") for raw in found(f"It is so, as {printed} says to us all."))


def ranged(number):
    return len(expand(f"1-{number}")) == number


@pytest.mark.parametrize(
    ("limit", "holds"),
    [("ENTRY", entry), ("ENTRY", parted), ("ENTRY", explained), ("EMBEDDED", embedded), ("LOOKED", mentioned), ("LOOKED", signed), ("BEGINNING", begun), ("ENDING", ended),
     ("FOLLOWING", followed), ("SHORT", short), ("SOURCE", sourced), ("SOURCE", cited), ("AUTHOR", authored), ("WHO", named), ("PEOPLE", preceded), ("REACH", reached), ("RANGE", ranged), ("SAME_YEAR", crowded), ("TELLING", silent)],
)  # fmt: skip
def test_a_text_on_either_side_of_a_limit(limit, holds):
    near, far = BESIDE[limit]
    assert near < getattr(limits, limit) < far
    assert holds(near)
    assert not holds(far)


BESIDE = {
    "ENTRY": (2700, 3300), "EMBEDDED": (800, 1000), "LOOKED": (1400, 1600), "BEGINNING": (450, 560), "ENDING": (180, 260), "FOLLOWING": (350, 450), "SHORT": (260, 380),
    "SOURCE": (550, 650), "AUTHOR": (65, 90), "WHO": (220, 325), "PEOPLE": (8, 12), "REACH": (62, 86), "RANGE": (250, 350), "SAME_YEAR": (150, 250), "TELLING": (19, 24),
}  # fmt: skip
