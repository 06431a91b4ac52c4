"""Compare two titles word by word: text x text -> how each word relates, and what the whole amounts to.

Case, hyphens, marks, Greek letters, markup, British and American spelling, a subtitle left out or added as a whole,
damage by a scanner and a slip of one letter leave a title what it is. Another content word, number, part or "not" does
not. A prefix such as "Correction to:" makes another work of it; a mark of retraction does not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from ..model import WordPair, WordRelation
from ..text.kept import kept
from . import letters, titles
from .satellites import satellite, unmarked

TitleRelation = Literal["same", "compatible", "differs", "another-work"]


class Wording(NamedTuple):
    """How two titles relate: the words aligned, the whole, and what makes another work of one side ("correction
    to").
    """

    words: tuple[WordPair, ...]
    relation: TitleRelation
    prefix: str = ""

    @property
    def changes(self) -> int:
        """How many words are others, added or missing."""
        return sum(pair.relation not in ("same", "compatible") for pair in self.words)


class _Word(NamedTuple):
    """A word as printed, folded; whether something parts it from the word before it ("." or ":"); whether a bracket
    opens right before it, or closes right behind it."""

    shown: str
    folded: str
    is_parted: bool
    opens: bool
    closes: bool


_TOKEN = re.compile(r"[^\W_]+(?:['’‘ʼ][^\W\d_]+)*")
_PARTING = re.compile(r"[:.?!;(\[)\]–—|/]|\s[-−‐-―]|[-−‐-―]\s|,\s*$|…")
_LONGEST = 400  # words of a text in which a title is looked for
MOST = 120  # words of a title that are aligned; the longest real ones have some sixty
_ARTICLES = frozenset("a an the le la les l der die das ein eine el los las il lo gli".split())
_LIGHT = _ARTICLES | frozenset(
    "of in on at for and to by from with as its their s et de du des von und in im zu y e do da dos das del di della och og".split()
)
_AND = frozenset(("and", "und", "et", "y", "e", "och", "og", "i"))
_GREEK_NAMES = (
    "alpha beta gamma delta epsilon zeta eta theta kappa lambda mu nu xi pi rho sigma tau phi chi psi omega".split()
)
_GREEK = re.compile("|".join(_GREEK_NAMES))
_NUMBERS = {word: str(number) for number, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())} | {
    "first": "1st", "second": "2nd", "third": "3rd", "fourth": "4th", "fifth": "5th",
}  # fmt: skip
_ROMAN = re.compile(r"(?=[ivxlc])(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})")
# British -> American, by the ends and the insides of words; both sides are folded the same way, so either may be odd.
_SPELLINGS = (
    (re.compile(r"isation|ization"), "ization"), (re.compile(r"(?<=.)is(e|ed|es|er|ers|ing|able)$"), r"iz\1"), (re.compile(r"(?<=[aeio]l)ys(e|ed|es|er|ing)$"), r"yz\1"),
    (re.compile(r"our(?=$|s$|ed$|ing$|al|ab|ful|less|ite|hood|ist|ism)"), "or"), (re.compile(r"(?<=[^aeiou])re(?=$|s$|d$)"), "er"), (re.compile(r"(?<=[a-z]{2})ae|oe(?=d|s|n|g|c|l|t|p|m)"), "e"),
    (re.compile(r"^ae"), "e"), (re.compile(r"^oe"), "e"), (re.compile(r"ogue"), "og"), (re.compile(r"ll(?=ed$|ing$|er$|ers$|ation)"), "l"), (re.compile(r"sulph"), "sulf"),
    (re.compile(r"^grey"), "gray"), (re.compile(r"(?<=[a-z])mme(?=$|s$)"), "m"), (re.compile(r"ence$"), "ense"), (re.compile(r"^practis"), "practic"), (re.compile(r"^tumou?r"), "tumor"),
    (re.compile(r"haem"), "hem"), (re.compile(r"^plough"), "plow"), (re.compile(r"^cheque"), "check"), (re.compile(r"^artefact"), "artifact"), (re.compile(r"^aluminium"), "aluminum"),
    (re.compile(r"ageing"), "aging"), (re.compile(r"judgement"), "judgment"), (re.compile(r"fulfil(?!l)"), "fulfill"), (re.compile(r"enrol(?!l)"), "enroll"), (re.compile(r"^mould"), "mold"),
    (re.compile(r"^disc(?=$|s$)"), "disk"), (re.compile(r"yx"), "yx"), (re.compile(r"^labell"), "label"), (re.compile(r"^modell"), "model"), (re.compile(r"^paed"), "ped"),
)  # fmt: skip
# Letters that scanners take for each other.
_SCANNED = (
    ("rn", "m"),
    ("cl", "d"),
    ("vv", "w"),
    ("ii", "u"),
    ("li", "h"),
    ("1", "l"),
    ("i", "l"),
    ("|", "l"),
    ("0", "o"),
    ("5", "s"),
    ("8", "b"),
    ("f", "t"),
)
# Parts of words that mean something each: a change from one to the other is no slip.
_MEANT = (
    frozenset(("hyper", "hypo")), frozenset(("inter", "intra", "infra")), frozenset(("ab", "ad")), frozenset(("macro", "micro")), frozenset(("pre", "pro", "per", "post")),
    frozenset(("super", "sub", "supra")), frozenset(("in", "un", "non", "a", "an", "im", "ir", "il", "dis", "")), frozenset(("mono", "homo")), frozenset(("e", "i", "im", "em")),
    frozenset(("de", "re", "se")), frozenset(("meth", "eth")), frozenset(("ex", "en", "endo", "exo", "ecto")), frozenset(("a", "e")), frozenset(("ortho", "anti", "ante")),
)  # fmt: skip
_ENDS = (
    frozenset(("ate", "ite", "ide", "ine", "ane", "ene", "yne", "one", "ase", "ose", "ole", "yl", "al", "ol", "ic", "ous", "in", "an", "en", "on")),
    frozenset(("s", "")), frozenset(("es", "")), frozenset(("ies", "y")), frozenset(("ed", "es", "er", "e", "ing")), frozenset(("us", "um", "a", "i", "is", "es", "ae", "as", "os")),
)  # fmt: skip


def relate(ours: str, theirs: str) -> Wording:
    """Return how the title of a text relates to a record's.

    >>> relate("Opioids for low-back pain", "Opioids for low back pain: a review").relation
    'compatible'
    >>> found = relate("Opioids for chronic neck pain", "Opioids for chronic back pain")
    >>> found.relation, [(w.text, w.record) for w in found.words if w.relation == "changed"]
    ('differs', [('neck', 'back')])
    >>> relate("Correction to: Opioids for low back pain", "Opioids for low back pain").prefix
    'Correction to'
    """
    ours, theirs = unmarked(ours), unmarked(theirs)
    one, two = satellite(ours), satellite(theirs)
    if (
        one[0] and two[0] and titles.normalise(one[0]) != titles.normalise(two[0])
    ):  # "Author response: RE: T" beside "RE: T"
        for said, rest in ((one[0], _aligned(one[1], theirs)), (two[0], _aligned(ours, two[1]))):
            if rest.relation == "same":
                return Wording(rest.words, "another-work", said)
    if bool(one[0]) != bool(two[0]):
        rest = _aligned(one[1], two[1])
        whole = _aligned(ours, theirs)
        left_out = any(pair.how in ("subtitle", "in brackets", "small words") for pair in whole.words)
        if whole.relation in ("same", "compatible") and not left_out:
            return whole
        if rest.relation != "differs" or rest.changes <= len(rest.words) // 4:
            return Wording(rest.words, "another-work", (one[0] or two[0]).strip())
        return whole
    return _aligned(ours, theirs)


def find(title: str, text: str) -> tuple[int, int] | None:
    """Return where in `text` a title stands best, word for word as far as it goes; None where hardly a third of it
    does.

    >>> find("Opioids for low back pain", "Deyo RA. Opioids for low-back pain. BMJ. 2015")
    (9, 34)
    """
    wanted = [word.folded for word in _words(title)[:MOST]]
    there = [(match, folded) for match in _TOKEN.finditer(text) for folded in titles.words(match.group())][:_LONGEST]
    if not wanted or not there:
        return None
    # the least cost of the first words of the title ending at each word of the text, and where that stretch begins
    costs: list[float] = [0.0] * (len(there) + 1)
    begins = list(range(len(there) + 1))
    for word in wanted:
        before, began = costs, begins
        costs, begins = [before[0] + 1.0], [0]
        for at, (_, folded) in enumerate(there, 1):
            swap = 0.0 if word == folded else _swap(word, folded)
            least = min(before[at - 1] + swap, before[at] + 1.0, costs[at - 1] + 1.0)
            start = (
                began[at - 1]
                if least == before[at - 1] + swap
                else began[at]
                if least == before[at] + 1.0
                else begins[at - 1]
            )
            costs.append(least)
            begins.append(start)
    end = min(range(len(costs)), key=costs.__getitem__)
    if costs[end] > len(wanted) * 2 / 3 or end <= begins[end]:
        return None
    return there[begins[end]][0].start(), there[end - 1][0].end()


def _aligned(ours: str, theirs: str) -> Wording:
    if letters.is_mostly_latin(ours) != letters.is_mostly_latin(theirs) and _is_romanised(ours, theirs):
        return Wording((WordPair(relation="compatible", text=ours, record=theirs, how="transliterated"),), "compatible")
    one, two = _words(ours)[:MOST], _words(theirs)[:MOST]
    if [w.folded for w in one] == [w.folded for w in two] or titles.normalise(ours) == titles.normalise(theirs):
        same = tuple(WordPair(relation="same", text=a.shown, record=b.shown) for a, b in zip(one, two, strict=False))
        return Wording(same, "same")
    steps = _steps(one, two)
    pairs: list[WordPair] = []
    at = 0
    while at < len(steps):
        here, there = steps[at]
        how = _word_how(one[here].folded, two[there].folded) if here is not None and there is not None else None
        if here is not None and there is not None and how is not None:
            pairs.append(_pair("compatible" if how else "same", one[here], two[there], how))
            at += 1
            continue
        end = at
        while end < len(steps) and not _is_equal(one, two, steps[end]):
            end += 1
        pairs += _block(one, two, steps[at:end])
        at = end
    relations = {pair.relation for pair in pairs}
    bad = relations & {"changed", "missing", "added"}
    return Wording(tuple(pairs), "differs" if bad else "compatible" if "compatible" in relations else "same")


def _is_romanised(ours: str, theirs: str) -> bool:
    """Whether one title is the other's in Latin letters; the systems of transliteration differ by some letters."""
    from rapidfuzz import fuzz

    one, two = (titles.normalise(letters.romanised(text)).replace(" ", "") for text in (ours, theirs))
    return fuzz.ratio(one, two) >= 85


@kept(4096, longest=300)
def _words(text: str) -> tuple[_Word, ...]:
    plain = titles.render(text)
    found: list[_Word] = []
    end = 0
    for match in _TOKEN.finditer(plain):
        between = plain[end : match.start()]
        is_parted = bool(found) and bool(_PARTING.search(between))
        opens = between.rstrip("\"'“‘ ").endswith(("(", "["))
        closes = plain[match.end() : match.end() + 3].lstrip("\"'”’.%?! ").startswith((")", "]"))
        for folded in titles.words(match.group()):
            found.append(_Word(match.group(), folded, is_parted, opens, closes))
            is_parted = False
        end = match.end()
    return tuple(found)


def _steps(one: Sequence[_Word], two: Sequence[_Word]) -> list[tuple[int | None, int | None]]:
    """The words of both side by side, by the least cost of changing one title into the other."""
    start = 0
    while start < min(len(one), len(two)) and one[start].folded == two[start].folded:
        start += 1
    end = 0
    while end < min(len(one), len(two)) - start and one[-1 - end].folded == two[-1 - end].folded:
        end += 1
    a, b = one[start : len(one) - end], two[start : len(two) - end]
    costs = [[0.0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(len(a) + 1):
        for j in range(len(b) + 1):
            if i or j:
                ways = []
                if i and j:
                    ways.append(costs[i - 1][j - 1] + _swap(a[i - 1].folded, b[j - 1].folded))
                if i:
                    ways.append(costs[i - 1][j] + 1)
                if j:
                    ways.append(costs[i][j - 1] + 1)
                costs[i][j] = min(ways)
    middle: list[tuple[int | None, int | None]] = []
    i, j = len(a), len(b)
    while i or j:
        if i and j and costs[i][j] == costs[i - 1][j - 1] + _swap(a[i - 1].folded, b[j - 1].folded):
            i, j = i - 1, j - 1
            middle.append((start + i, start + j))
        elif i and costs[i][j] == costs[i - 1][j] + 1:
            i -= 1
            middle.append((start + i, None))
        else:
            j -= 1
            middle.append((None, start + j))
    head: list[tuple[int | None, int | None]] = [(at, at) for at in range(start)]
    tail: list[tuple[int | None, int | None]] = [(len(one) - end + at, len(two) - end + at) for at in range(end)]
    return [*head, *reversed(middle), *tail]


@kept(16384, longest=300)
def _swap(one: str, two: str) -> float:
    return 0.0 if one == two else 0.25 if _word_how(one, two) is not None else 1.5 if one[:1] == two[:1] else 1.75


def _is_equal(one: Sequence[_Word], two: Sequence[_Word], step: tuple[int | None, int | None]) -> bool:
    here, there = step
    return here is not None and there is not None and _word_how(one[here].folded, two[there].folded) is not None


@kept(16384, longest=300)
def _word_how(one: str, two: str) -> str | None:
    """What makes two words one, "" where they are equal, None where they are not."""
    if one == two:
        return ""
    if one in _AND and two in _AND:
        return "and"
    if one in _ARTICLES and two in _ARTICLES:
        return "article"
    if _number(one) is not None or _number(two) is not None:
        return "number" if _number(one) == _number(two) else None
    if american(one) == american(two):
        return "spelling"
    if len(one) > 4 and len(two) > 4 and one.removesuffix("tm") == two.removesuffix("tm"):
        return "trade mark"
    if any(c.isdigit() for c in one + two):
        return _with_digits(one, two)
    if min(len(one), len(two)) > 3 and _scanned(one) == _scanned(two):
        return "scan"
    return "slip" if _is_slip(one, two) else None


def _with_digits(one: str, two: str) -> str | None:
    """Words with digits are one where the digits are: "ΔF508", but "HAT-P-50b" is not "HAT-P-51b"; a note's digit may
    follow.
    """
    digits = [re.findall(r"\d+", word) for word in (one, two)]
    bare = [re.sub(r"\d+", "", word) for word in (one, two)]
    if digits[0] == digits[1] and american(bare[0]) == american(bare[1]):
        return "spelling"
    if one != two and _GREEK.sub("", one) == _GREEK.sub("", two):
        return "Greek letter"
    short, long = sorted((one, two), key=len)
    if len(short) > 4 and short.isalpha() and re.fullmatch(re.escape(short) + r"\d{1,2}", long):
        return "note"
    if min(len(one), len(two)) > 3 and sum(map(str.isalpha, short)) > 2 and _scanned(one) == _scanned(two):
        return "scan"
    return None


def _number(word: str) -> str | None:
    """The number that a word is: in digits, in Roman ones or in letters."""
    if word.isdigit():
        return word.lstrip("0") or "0"
    if word in _NUMBERS:
        return _NUMBERS[word]
    if len(word) > 1 and _ROMAN.fullmatch(word) and word not in ("mi", "di", "vi", "li", "ci", "xi"):
        return _roman(word)
    return (
        "1"
        if word == "i"
        else "5"
        if word == "v"
        else "10"
        if word == "x"
        else _roman(word)
        if word in ("vi", "xi")
        else None
    )


def _roman(word: str) -> str:
    worth = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
    values = [worth[c] for c in word]
    return str(sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True)))


@kept(16384, longest=300)
def american(word: str) -> str:
    """Return a folded word as one side of the Atlantic writes it, for comparing; not a word that is meant to be read.

    >>> american("haemoglobin") == american("hemoglobin"), american("colours") == american("colors")
    (True, True)
    """
    if len(word) < 4:
        return word
    for pattern, instead in _SPELLINGS:
        word = pattern.sub(instead, word)
    return word


def _scanned(word: str) -> str:
    for seen, meant in _SCANNED:
        word = word.replace(seen, meant)
    return word


def is_form(one: str, two: str) -> bool:
    """Say whether two folded words are one in two forms: spelt, counted or misread otherwise.

    >>> is_form("colour", "color"), is_form("two", "2"), is_form("neck", "back")
    (True, True, False)
    """
    return _word_how(one, two) is not None


def is_light(word: str) -> bool:
    """Say whether a title stays what it is without a folded word: an article, a preposition, the name of a Greek letter.

    >>> is_light("of"), is_light("beta"), is_light("pain")
    (True, True, False)
    """
    return word in _LIGHT or word in _GREEK_NAMES


def _is_slip(one: str, two: str) -> bool:
    """Whether two long words differ by a letter, or two exchanged ones, that means nothing by itself."""
    short = min(len(one), len(two))
    if short < 6 or one[0] != two[0]:
        return False
    from rapidfuzz.distance import OSA

    if OSA.distance(one, two, score_cutoff=1) > 1:
        return False
    head = 0
    while head < short and one[head] == two[head]:
        head += 1
    for known in _MEANT:
        if any(
            one.startswith(a) and two.startswith(b) and one[len(a) :] == two[len(b) :]
            for a in known
            for b in known
            if a != b
        ):
            return False
    for known in _ENDS:
        if any(
            one.endswith(a) and two.endswith(b) and one[: len(one) - len(a)] == two[: len(two) - len(b)]
            for a in known
            for b in known
            if a != b
        ):
            return False
    return 1 < head < max(len(one), len(two)) - 1


def _block(
    one: Sequence[_Word], two: Sequence[_Word], steps: Sequence[tuple[int | None, int | None]]
) -> list[WordPair]:
    """The words between two that are equal: joined, parted, left out as a whole, or others."""
    here = [at for at, _ in steps if at is not None]
    there = [at for _, at in steps if at is not None]
    ours, theirs = [one[at] for at in here], [two[at] for at in there]
    if here and there:
        glued = ["".join(w.folded for w in side) for side in (ours, theirs)]
        if glued[0] == glued[1] or american(glued[0]) == american(glued[1]):
            return _zipped(ours, theirs, "joined or parted")
        if min(map(len, glued)) > 5 and _scanned(glued[0]) == _scanned(glued[1]):
            return _zipped(ours, theirs, "scan")
    elif here and (how := _left_out(one, here)):
        return [WordPair(relation="compatible", text=w.shown, how=how) for w in ours]
    elif there and (how := _left_out(two, there)):
        return [WordPair(relation="compatible", record=w.shown, how=how) for w in theirs]
    return [_said(one, two, step) for step in steps]


def _left_out(words: Sequence[_Word], at: Sequence[int]) -> str:
    """Why words that one side lacks are no loss: a subtitle, something in brackets, small words; "" where they are."""
    first, last = at[0], at[-1]
    rest = len(words) - len(at)
    if list(at) == list(range(first, last + 1)):
        if last == len(words) - 1 and words[first].is_parted and rest > 1:
            return "subtitle"
        if first == 0 and last + 1 < len(words) and words[last + 1].is_parted and rest > 1:
            return "subtitle"
        if words[first].opens and words[last].closes:
            return "in brackets"
    if all(words[n].folded in _LIGHT for n in at):
        return "small words"
    if all(words[n].folded in _GREEK_NAMES for n in at):
        return "Greek letter"  # lost, or spelt twice, where a source turned markup into text
    return ""


def _zipped(ours: Sequence[_Word], theirs: Sequence[_Word], how: str) -> list[WordPair]:
    one, two = (" ".join(dict.fromkeys(w.shown for w in side)) for side in (ours, theirs))
    return [WordPair(relation="compatible", text=one, record=two, how=how)]


def _said(one: Sequence[_Word], two: Sequence[_Word], step: tuple[int | None, int | None]) -> WordPair:
    here, there = step
    if here is not None and there is not None:
        plural = plural_of_abbreviation(one[here].shown, two[there].shown)
        return _pair("compatible" if plural else "changed", one[here], two[there], "plural" if plural else "")
    word = one[here] if here is not None else two[there or 0]
    text, record = (word.shown, "") if here is not None else ("", word.shown)
    if word.folded in _LIGHT:
        return WordPair(relation="compatible", text=text, record=record, how="small words")
    return WordPair(relation="added" if here is not None else "missing", text=text, record=record)


def _pair(relation: WordRelation, one: _Word, two: _Word, how: str) -> WordPair:
    return WordPair(relation=relation, text=one.shown, record=two.shown, how=how)


def plural_of_abbreviation(one: str, two: str) -> bool:
    """Say whether two printed words are an abbreviation and its plural: "RNA" and "RNAs".

    >>> plural_of_abbreviation("RNAs", "RNA"), plural_of_abbreviation("cats", "cat")
    (True, False)
    """
    short, long = sorted((one, two), key=len)
    stem = long[: len(short)]
    return (
        long.casefold() == short.casefold() + "s"
        and len(short) > 1
        and sum(c.isupper() for c in stem) > 1
        and letters.plain(long) != ""
    )
