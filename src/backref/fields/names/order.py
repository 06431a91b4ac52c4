"""One printed name -> Name, in the order that it is printed in: "Chou R", "Kurt T. Hegmann", "WHO". Which words are
initials or particles.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from ...model import Name
from ...text.kept import Kept
from ...text.spotting import spotted

PARTICLES = frozenset(
    "van von der den de la le les di da du del della delle dello dos das do ten ter te zu zur zum af el al bin ibn st san vande vanden vander фон ван дер де "
    "ʼt 't d' dell' degli dei lo las los e y i".split()
)
_LETTERS = frozenset("EYI")  # capitals are initials
_BEHIND_GIVEN = PARTICLES - {"e", "y", "i"}
_KIN = frozenset(("filho", "neto", "sobrinho"))  # the second word of a Portuguese family name
SUFFIXES = {"jr": "Jr.", "sr": "Sr.", "ii": "II", "iii": "III", "iv": "IV", "2nd": "2nd", "3rd": "3rd", "4th": "4th"}
# A word that only names of organisations hold, by its beginning.
_ORGANISATIONS = (
    r"societ|organi[sz]ation|universi|institut|committee|commission|association|ministr|department|council|foundation|collaborat"
    r"|investigator|consortium|federation|agency|academ|panel|task ?force|working group|study group|research group|center|centre|college|press"
    r"|bureau|office|united nations|united states|network|initiative|programme?\b|corporation|company|inc\b|ltd|gmbh|group\b|team\b|union\b"
    r"|board\b|service|authority|administration|museum|library|bank\b|government|gesellschaft|verein|bundes|statistisch|verband|stiftung"
    r"|sociedad|asociaci|organizaci|ministerio|sociedade|associa|organiza|minist[èée]r|funda[cç]|secretaria|conselho|empresa|prefeitura"
    r"|soci[ée]t[ée]|autorit[ée]|haute\b|llc\b|plc\b|limited\b|corp\b|collective\b|comit[ée]|conseil|commissione|societ[àa]|istituto|consiglio|staff\b|editors of|trialists|writing group|club\b|guidelines?\b"
    r"|school\b|hospital|laborator|project\b|survey\b|congress\b|parliament|senate\b|survey of|archives?\b|incorporated\b|who\b|unesco|oecd|nato\b|nhs\b|cdc\b|fda\b|brasil\b"
    r"|úřad|statist|ústav|akademi|společnost|naturvård|myndighet|styrelsen|departement|urząd|instytut|uniwersytet|towarzystwo|intézet|egyetem|hivatal"
    r"|társaság|başkanlığı|bakanlığı|müdürlüğü|kurumu\b|derneği|üniversite|kementerian|lembaga\b|viện\b|đại học|ministrstv|ministarstv|univerz|zavod\b|sveučili"
    r"|observat|congreso de|congresso nacional|grupo de trabajo|groupe de travail|arbeitsgemeinschaft|arbeitskreis|projektgruppe|forschungsgruppe|schulamt|landesamt|landtag"
    r"|städtetag|runder tisch|handelskammer|handelskammertag|unfallversicherung|krankenversicherung|rentenversicherung|sachverständigenrat|secretaría|consejo|cámara de|câmara d|trust for|agencia|agência|agenzia"
    r"|contributors\b"
    r"|konsortium|autorengruppe|arbeitsgruppe|hochschule|fachhochschule|landeszentrale|zentral(?:e|institut|verband|rat)\b|zentrum für|sekretariat|kommission|kirchenamt|magistrat der|rundfunk\b|europäische[rs]? (?:rat|parlament|union)|rat (?:der|für)\b|enquete"
    r"|evangelische kirche|diakonische|jugendwerk|senatsverwaltung|ig metall|bündnis 90|industries\b|für\b|[^\W\d_]{3,30}(?:konsortium|kommission|konferenz|ministerium|institut|zentrum|verband|schaftsbund|schaftsrat|gesellschaft|gemeinschaft|anstalt|planbureau|rundfunk|stiftung)\b"
    r"|комитет|комітет|міністерств|інститут|університет|министарств|федеральн|служба\b|πανεπιστήμ|υπουργ|ινστιτούτ|οργανισμ|naciones unidas|nations unies|vereinte nationen"
    r"|سازمان|انجمن|دانشگاه|وزارت|مؤسسه|موسسه|شرکت|مرکز|مركز|جامعة|هيئة|اللجنة|شركة|دفتر|академия|институт|университет|министерство"
)
_ORGANISATION = re.compile(rf"\b(?:{_ORGANISATIONS})", re.IGNORECASE)
# What such words begin with, by their first three letters: no word with another beginning is one of them.
_BEGINNINGS: dict[str, tuple[str, ...]] = {}
for _letters, _last in re.findall(r"(?:^|(?<=\|))([^\W\d_]+?)([^\W\d_]\?)?(?![^\W\d_])", _ORGANISATIONS):
    _BEGINNINGS[_letters[:3]] = (*_BEGINNINGS.get(_letters[:3], ()), _letters)
# What the words that German joins to one end in, where only organisations are called so.
_ENDINGS = ("konsortium", "kommission", "konferenz", "ministerium", "institut", "zentrum", "verband", "schaftsbund", "schaftsrat", "gesellschaft", "gemeinschaft", "anstalt", "planbureau", "rundfunk", "stiftung")  # fmt: skip
# Given names that are printed shortened, with a stop.
SHORT_GIVEN = frozenset(
    "chr chrs joh jos geo chas thos jas edw heinr wilh friedr ferd gust herm ludw konr bernh gottfr alfr rud ulr".split()
)
# Organisations by their letters alone, which could be a family name in capitals.
_ACRONYMS = frozenset(
    "UNICEF UNESCO UNHCR UNDP UNEP UNAIDS UNFPA UNCTAD IAEA IPCC IARC EFSA ECDC OECD NATO NASA NOAA NICE EUROSTAT UNICRI ICRC IUCN ISO IEEE WHO FAO ILO IMF "
    "WTO WMO WWF EMA FDA CDC NIH NHS NIST USDA USGS ESA EEA ECB UNODC INSEE INEGI IBGE ABNT AFNOR BMJV DKFZ GESIS ICMJE "
    "PNUD OCDE CEPAL ECLAC BMBF BMAS DIHK KMK EMCDDA UNRISD UNWTO".split()
)
_UNSPEAKABLE = re.compile(r"[BCDFGHJKLMNPQRSTVWXZ]{5,10}")  # "BMFSFJ": no name, and too long for initials
_NAMED_BY_LETTERS = frozenset(
    (
        "ASTM International",
        "SAE International",
        "ISO International",
        "Amnesty International",
        "HM Treasury",
        "HM Government",
        "Mistral AI",
        "Stability AI",
        "Meta AI",
    )
)
# "The Beatles", "The Rolling Stones", "ClinicalTrials.gov"
_NO_PERSON = re.compile(
    r"The [^\W\d_a-z][\w’'-]+(?:(?: [^\W\d_a-z][\w’'-]*)*s)?|[A-Za-z][\w-]+\.(?:com|org|net|gov|edu|int|info)"
)
# Family names of Viet Nam, which stand first where they have their marks.
VIETNAMESE = frozenset(
    "Nguyễn Trần Lê Phạm Hoàng Huỳnh Võ Vũ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Trịnh Lương Trương Đào Đoàn Đàm Lưu Phùng Quách Triệu Tạ Tô Vương Hứa Nghiêm Kiều Thái Châu".split()
)
_UNMARKED = frozenset(("Phan", "Mai", "Cao", "Chu", "Lâm", "Hà"))  # which others have too: a word behind has marks
_VIETNAMESE = re.compile(r"[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)
_PATRONYMIC = ("ович", "евич", "овна", "евна", "ична", "івна", "йович", "ївна")
_COMPANY = re.compile(
    r"(?:LLC|LLP|Inc|Ltd|PLC|Corp|GmbH|L\.L\.C|A/S|e\.V)\.?", re.IGNORECASE
)  # what only a firm's name ends in
_AND = frozenset(("&", "and", "und", "et", "y", "e", "og", "och", "и"))
_PRODUCT = re.compile(r"[A-Z][\w-]{1,20}[a-z]AI")  # "OpenAI", "DatologyAI"
# "ARNAUD (A.-F.)", as libraries of France print a name
_BRACKETED = re.compile(r"([^\W\d_a-z][^\W\d_A-Z][\w'’-]+|[A-ZÀ-Þ][A-ZÀ-Þ'’-]+) \(((?:[^\W\d_a-z]\.[ -]?)+)\)?")
# "KULDELL Natalie"
_HEADED = re.compile(r"([A-ZÀ-Þ]{4,}(?:-[A-ZÀ-Þ]{2,})?) ((?:[A-ZÀ-Þ][a-zß-ÿ]{2,}[ -]?){1,2}(?:[A-Z]\.?)?)")
CJK = re.compile(r"[\u3400-\u9fff\u3040-\u30ff\uac00-\ud7af]")
_GLUED = re.compile(r"^([^\W\d_]*[^\W\d_A-ZÀ-ÞА-Я])([A-ZÀ-ÞА-Я]{1,3})$")
STRAY = ' \t,;:/()[]*†‡^"“”'


class NameList(NamedTuple):
    """A printed list of names. `cut` says that it ended in "et al." or the like."""

    names: tuple[Name, ...]
    cut: bool


def from_inverted(text: str) -> Name:
    """Return one name printed as "Family, Given" or "von Family, Jr, Given" (BibTeX order included).

    >>> from_inverted("de la Cruz, Jr., Juan").csl()
    {'family': 'Cruz', 'given': 'Juan', 'non-dropping-particle': 'de la', 'suffix': 'Jr.'}
    >>> from_inverted(",").csl()
    {'literal': ','}
    """
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if not parts:
        return Name(literal=text.strip() or None)
    if len(parts) == 1:
        return natural(parts[0])
    suffix = next((part for part in parts[1:] if plain(part) in SUFFIXES), None)
    rest = [part for part in parts[1:] if part is not suffix]
    return person(parts[0], " ".join(rest), SUFFIXES[plain(suffix)] if suffix else None)


def family(name: Name) -> str:
    """Return the family name with its particles, or the literal, or ""."""
    if name.family:
        if name.dropping_particle is None and name.non_dropping_particle is None:
            return name.family
        return " ".join(p for p in (name.dropping_particle, name.non_dropping_particle, name.family) if p)
    return name.literal or name.given or ""


def split_given(given: str) -> tuple[str, str]:
    """Return the given name and the particles of the family name that stand at its end.

    >>> split_given("Ludwig van"), split_given("José")
    (('Ludwig', 'van'), ('José', ''))
    """
    tokens = given.split()
    cut = len(tokens)
    while cut > 1 and tokens[cut - 1] in _BEHIND_GIVEN:
        cut -= 1
    return " ".join(tokens[:cut]), " ".join(tokens[cut:])


def is_organisation(text: str) -> bool:
    """Whether a printed name is an organisation's, by the words that only those hold.

    >>> is_organisation("World Health Organization"), is_organisation("Deyo RA")
    (True, False)
    """
    return _known[text]


def may_be_organisation(printed: Iterable[str]) -> bool:
    """Whether one of some words, in small letters, may be one that only names of organisations hold."""
    return any(map(_begins_one, printed))


def _is_organisation(text: str) -> bool:
    head, bracket, _ = text.partition(" (")
    return _is_worded_as_one(text) or bool(bracket and _is_worded_as_one(head))  # "National Research Council (U. S.)"


def _is_worded_as_one(text: str) -> bool:
    tokens = text.split()
    if text in _ACRONYMS or _UNSPEAKABLE.fullmatch(text) or text.rstrip(".") in _NAMED_BY_LETTERS:
        return True
    if len(tokens) > 1 and _COMPANY.fullmatch(tokens[-1]):
        return True
    found = spotted(text)
    if found is not None and not may_be_organisation(found):
        return False
    if not _ORGANISATION.search(text):
        return False
    is_worded = not initial_like(tokens[0]) or (  # "R Core Team"
        sum(not initial_like(token) for token in tokens) > 1 and tokens[1].lower() not in _AND
    )
    return not ends_in_initials(text) and is_worded if len(tokens) > 1 else text.isupper()


def single(text: str) -> Name:
    """Return one name in Vancouver order ("Chou R", "van der Berg JM") or natural order ("Kurt T. Hegmann")."""
    return _singles[text]


def _single(text: str) -> Name:
    text = text.strip(STRAY)
    if CJK.search(text):
        parts = text.split()
        if "·" in text or any(map(initial_like, parts)):
            return Name(literal=text)
        return (
            Name(family=parts[0], given=" ".join(parts[1:]) or None)
            if len(parts) > 1
            else Name(literal=text.rstrip("."))
        )
    if is_organisation(text) or _PRODUCT.fullmatch(text) or _NO_PERSON.fullmatch(text):
        return Name(literal=closed(text.rstrip(".")))
    if bracketed := _BRACKETED.fullmatch(text):
        return person(bracketed[1], bracketed[2])
    if headed := _HEADED.fullmatch(text):
        return person(headed[1].title(), headed[2])
    return natural(text)


def closed(text: str) -> str:
    """Return the text with the bracket that was cut from its end: "National Guideline Centre (UK"."""
    return f"{text})" if text.count("(") == text.count(")") + 1 else text


def natural(text: str) -> Name:
    tokens = text.split()
    suffix = None
    if len(tokens) > 1 and plain(tokens[-1]) in SUFFIXES:
        suffix = SUFFIXES[plain(tokens.pop())]
    if len(tokens) == 1:
        glued = _GLUED.match(tokens[0])
        if glued and len(glued[1]) > 2:
            return person(glued[1], glued[2], suffix)
        return person(tokens[0], "", suffix)
    lead = tail = 0
    while lead < len(tokens) and initial_like(tokens[lead]):
        lead += 1
    while tail < len(tokens) and _is_tail(tokens, tokens[-tail - 1]):
        tail += 1
    if tail and lead < len(tokens) - tail:
        return person(" ".join(tokens[: len(tokens) - tail]), " ".join(tokens[len(tokens) - tail :]), suffix)
    if lead >= len(tokens):
        longest = max(tokens, key=len)
        return person(longest, " ".join(token for token in tokens if token is not longest), suffix)
    cut = len(tokens) - 1 - (len(tokens) > 2 and tokens[-1].lower() in _KIN)
    while cut > max(lead, 1) and tokens[cut - 1].lower().strip("'’") in PARTICLES:
        if tokens[cut - 1] in _LETTERS and not tokens[-1].isupper():
            break  # "Stephanie E Palmer"
        cut -= 1
    if lead == 0 and tokens[2:] == tokens[-1:] and tokens[-1].endswith(_PATRONYMIC):
        return person(tokens[0], " ".join(tokens[1:]), suffix)  # "Лукина Валентина Александровна"
    if lead == 0 and (
        tokens[0] in VIETNAMESE
        or (tokens[0] in _UNMARKED and (tokens[-1] in VIETNAMESE or _VIETNAMESE.search(tokens[-1])))
    ):
        return person(tokens[0], " ".join(tokens[1:]), suffix)
    if tail == 0 and len(tokens) > 2 and tokens[-1] in PARTICLES and initial_like(tokens[-2]):
        return person(f"{tokens[-1]} {' '.join(tokens[lead:-2])}", tokens[-2], suffix)
    if lead and not tokens[lead].isascii() and tokens[lead].lower() == tokens[lead].upper():
        cut = lead  # behind initials, in a script without capitals, all the rest is the family name
    if tokens[lead].lower() in PARTICLES and tokens[lead] != "Te" and _begins_family(tokens, lead):
        cut = lead
    return person(" ".join(tokens[cut:]), " ".join(tokens[:cut]), suffix)


def _begins_family(tokens: list[str], at: int) -> bool:
    """Whether a particle behind initials, or before one word, begins the family name: "G. de S. Low" has one more."""
    return (at > 0 and not any(map(initial_like, tokens[at + 1 : -1]))) or len(tokens) == 2


def person(family_text: str, given: str, suffix: str | None = None) -> Name:
    tokens = family_text.strip(" .").split() if len(family_text) > 2 else family_text.split()
    if len(tokens) > 1 and plain(tokens[-1]) in SUFFIXES:
        suffix = SUFFIXES[plain(tokens.pop())]
    given_tokens = given.split()
    if len(given_tokens) > 1 and plain(given_tokens[-1]) in SUFFIXES:
        suffix = SUFFIXES[plain(given_tokens.pop())]
    given, dropping = split_given(" ".join(given_tokens))
    at = 0
    while at < len(tokens) - 1 and tokens[at].lower() in PARTICLES and tokens[at][0].islower():
        at += 1
    return Name.whole(
        {
            "family": " ".join(tokens[at:]) or None,
            "given": given or None,
            "dropping_particle": dropping or None,
            "non_dropping_particle": " ".join(tokens[:at]) or None,
            "suffix": suffix,
            "literal": None,
        }
    )


def family_then_initials(piece: str, initials: str) -> tuple[str, str]:
    tokens = piece.split()
    lead = [token for token in tokens if initial_like(token) and "." in token]
    kept = [token for token in tokens if token not in lead]
    return " ".join(kept) or piece, " ".join([*lead, initials]) if kept else initials


def _is_initials(piece: str) -> bool:
    """Whether a piece between commas is nothing but initials: "P.E.", "C.-W.", "JD", "J. M."."""
    tokens = piece.split()
    letters = re.sub(r"[^\w]", "", piece)
    return (
        0 < len(letters) <= 8
        and letters.isalpha()
        and len(tokens) <= 5
        and initial_like(tokens[0]) | (len(tokens[0]) == 1)
        and all(initial_like(token) or len(token) == 1 or token in PARTICLES for token in tokens[1:])
    )


def _initial_like(token: str) -> bool:
    letters = re.sub(r"[.\-\u2010\u2011\u2013’'`]", "", token)
    if not letters or not letters.isalpha():
        return False
    if len(letters) == 1 and not letters.isupper() and not letters.islower() and not CJK.match(letters):
        return True  # of a script without capitals, such as Arabic
    if letters.isupper():
        return len(letters) <= 3 or (len(letters) == 4 and "." in token)
    return "." in token and (len(letters) <= 2 or (token[-1] == "." and letters.lower() in SHORT_GIVEN))


def ends_in_initials(piece: str) -> bool:
    tokens = piece.split()
    return len(tokens) > 1 and _is_tail(tokens, tokens[-1]) and plain(tokens[-1]) not in SUFFIXES


def _is_tail(tokens: list[str], token: str) -> bool:
    """Whether a token behind a family name is its initials; four capitals only where the name is no capitals too."""
    if initial_like(token):
        return True
    is_short = len(token) == 4 and token.isupper() and token.isalpha()
    return (
        is_short and not tokens[0].isupper() and not any("." in each for each in tokens)
    )  # "Jürgen F. BAUR" is no Jürgen


def plain(text: str | None) -> str:
    return (text or "").strip(" .").lower()


# What is asked of one word again and again.
initial_like = Kept(_initial_like, 8192, longest=24).__getitem__
is_initials = Kept(_is_initials, 8192, longest=24).__getitem__
_begins_one = Kept(
    lambda word: word.startswith(_BEGINNINGS.get(word[:3], ())) or word.endswith(_ENDINGS), 8192, longest=24
).__getitem__
_known = Kept(_is_organisation, 8192, longest=60)
_singles = Kept(_single, 4096, longest=60)
