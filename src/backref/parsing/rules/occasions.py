"""What a work is by the occasion that it was said or written on: interviews, messages to somebody, reviews, works of
art, parts of a book that are named by their place in it.

"Marta Ruiz, interview by author" and "Review of Imagined Communities" say so themselves, in many languages.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ...model import CslType
from ..glance import ALL, family
from . import episodes, lectures

_LOOSE = frozenset(("article", "article-journal", "article-magazine", "article-newspaper", "book", "broadcast", "chapter", "document", "entry-encyclopedia", "legal_case", "manuscript", "report", "song", "speech", "thesis", "webpage"))  # fmt: skip
_IN_PRINT = frozenset(("publisher", "editor", "page", "volume", "doi"))  # what a paper that was only read has not
_PUBLISHED = frozenset(("publisher", "container_title", "isbn", "url", "doi", "edition", "volume", "page"))
_INTERVIEW = re.compile(
    r"(?:[Pp]ersonal |[Tt]elephone |[Ii]n-person |[Pp]hone |[Oo]ral history )?[Ii]nterview(?:ed)? (?:by|with) (?:(?:the )?author\b|[A-Z][\w.'’-]+ [A-Z])|(?<=[.,] )(?:Personal |Telephone )?[Ii]nterview\.\s"
    r"|im Gespräch mit\b|(?<=[.,] )(?:Interview|Gespräch) (?:mit|des Verfassers|der Verfasserin|durch)\b|(?<=[.,] )[Ee]ntretien avec\b|[Ii]n discussion with (?:the )?author|(?<=[.,] )Entrevista (?:a|com|con|de)\b|(?<=[.,] )Intervista (?:a|con|di)\b|(?<=[.,] )Интервью с\b"
)
_TALK = re.compile(
    r"(?:Interview (?:with|by|mit)|Entretien avec|Entrevista (?:a|con|com)|Gespräch mit|Intervista (?:a|con)) [^\W\d_a-z][\w.’'-]+(?: [\w.’'-]+){1,3}"
)
_MESSAGE = re.compile(
    r"(?:[Ee]-?mail|text|letter|[Ff]acebook|WhatsApp|Slack|message|email message|direct message|telegram)(?: message)?s? to (?:the )?author|[Pp]ersonal (?:communication|correspondence|e-?mail)|\bpers\. comm\b|(?<=[.,”\"] )(?:Written|Oral|Verbal) communication[,.]|[”\"] Received by [A-Z]|[Pp]ersönliche Mitteilung"
    r"|[Cc]ommunication personnelle|[Cc]omunicación personal|[Cc]omunicazione personale|[Cc]omunicação pessoal|[Ll]ичное сообщение|[Oo]sobní sdělení|[Kk]işisel görüşme"
)
FAMILY = family(
    "nterview", "espräch", "iscussion", "ntretien", "ntrevista", "ntervista", "нтервью", "ommunica", "omunica", "mail", "received", "orrespondence", "itteilung", "сообщение", "sdělení", "görüşme",
    words=lambda: ("pers", "author"),
)  # fmt: skip
_REVIEW = re.compile(
    r"(?:Book )?Review of (?!(?:the )?(?:literature|evidence|recent|current|selected|methods|studies|research|[a-z]))|\[?Review of the (?:book|film|play)|[Rr]ezension (?:zu|von)\b|[Rr]ecensione (?:a|di)\b"
    r"|[Cc]ompte rendu (?:de|du)\b|Reseña (?:de|del)\b|Resenha (?:de|do|da)\b|Recenzja\b|Recenze\b|Рец(?:ензия)?\.? на\b"
)
_PARTS = frozenset("introduction|preface|foreword|afterword|prologue|epilogue|introductory note|einleitung|vorwort|nachwort|geleitwort|introducción|prólogo|prefacio|introdução|prefácio|posfácio|avant-propos|préface|postface|introduzione|prefazione|postfazione|введение|предисловие|послесловие|wstęp|przedmowa|úvod|předmluva|inledning|förord|önsöz|giriş|序|序言|前言|はじめに|あとがき".split("|"))  # fmt: skip
_PART_OF = re.compile(r"(?:(?:Preface|Foreword|Afterword) (?:to|by)|Introduction (?:by|to (?=[“\"])))\s?[A-Z“\"]")
# On what a picture is, and that it is one: "oil on canvas", "Photograph."
_ARTWORK = re.compile(
    r"(?:oil|acrylic|tempera|ink|gouache|watercolou?r|mixed media|pastel)s?(?: and [a-z]+)? on (?:[a-z]+ )?(?:canvas|panel|wood|paper|board|linen|cardboard|copper)|(?<=[.,] )(?:[Pp]hotograph|[Ww]atercolou?r|[Ff]resco|[Ll]ithograph|[Ee]tching|[Ww]oodcut|[Ee]ngraving|[Ss]creenprint|[Gg]elatin silver print)(?=[.,])"
    r"|Öl auf (?:Leinwand|Holz)|[Hh]uile sur (?:toile|bois|panneau)|[Óó]leo s(?:obre|/) ?tela|[Óó]leo sobre lienzo|[Oo]lio su (?:tela|tavola)|[Хх]олст, масло"
)
ARTWORKS = family(
    "canvas", "panel", "paper", "board", "linen", "copper", "photograph", "watercolo", "fresco", "lithograph", "etching", "woodcut", "engraving", "screenprint", "print", "leinwand", "holz",
    "toile", "bois", "panneau", "tela", "lienzo", "tavola", "масло", words=lambda: ("wood",),
)  # fmt: skip
_ENTRIES = re.compile(
    r"(?:the )?(?:(?P<word>(?:merriam-webster|oxford english dictionary|oed\b|cambridge dictionary|collins english|duden|dwds|diccionario de la lengua|dictionary\.com|larousse\.fr|le petit robert|etymonline|online etymology))"
    r"|stanford encyclop|internet encyclop|wikipedia\b|encyclop[aæ]+dia britannica|britannica\b)",
    re.IGNORECASE,
)
# Encyclopedias and dictionaries of lives, things or words by their names.
_DICTIONARY = re.compile(
    r"(?:[Tt]he )?(?:[^\W\d_]+(?:es|s)? ){0,4}?(?:[Ee]n[cz]y[ck]lop|[Ee]nciclop|[Ee]ncyclop|[Ээ]нциклоп|Lexikon|Handwörterbuch|Wörterbuch|Realencyk|Reallexikon|Biographisches Lexikon|Neue Deutsche Biographie|Dizionario [Bb]iografico|Dictionary of [A-Z]|Oxford Dictionary of National|Geschichtliche Grundbegriffe|Słownik [Bb]iograficzny)|[^\W\d_]{0,16}(?:lexikon|wörterbuch)\b|.{0,40}(?:百科|энциклопед|словарь|辞典|事典)",
)
# Those that are cited as journals are, by volume, year and page.
_LIVES = re.compile(
    r"(?:Neue|Allgemeine) Deutsche Biographie|[NA]DB\b|Österreichisches Biographisches Lexikon|Historisches Lexikon der Schweiz|Lexikon des Mittelalters|Reallexikon|Dizionario [Bb]iografico|Dictionary of [A-Z]\w+ Biography|Oxford Dictionary of National"
)
_ENTRY_FOR = frozenset(("chapter", "book", "document", "webpage", "article-magazine", "article-newspaper", "article-journal"))  # fmt: skip


def kind_of(raw: str, values: Mapping[str, Any], kind: CslType, seen: int = ALL) -> CslType | None:
    """Return the type that the occasion of a work says where `kind` was held likely, else None. `seen` are the families
    of words that the citation shows.

    >>> kind_of("Marta Ruiz, interview by author, Bogotá", {}, "book"), kind_of("", {"title": "Review of Sources of Power"}, "book")
    ('interview', 'review-book')
    """
    if kind == "paper-conference" and values.keys().isdisjoint(_IN_PRINT):
        return "speech" if lectures.is_read(raw) else None
    if kind not in _LOOSE:
        return None
    title = values.get("title") or ""
    is_bare = not values.get("volume") and not values.get("doi")
    if seen & FAMILY and is_bare:
        if _MESSAGE.search(raw):
            return "personal_communication"
        if not values.get("page") and _INTERVIEW.search(raw):
            return "interview"
    if kind != "article-newspaper" and _TALK.fullmatch(title):
        return "interview"
    is_art = seen & ARTWORKS and is_bare and not values.get("container_title")
    if is_art and (art := _ARTWORK.search(raw)) and art[0] not in title:
        return "graphic"
    if seen & episodes.FAMILY and is_bare and (said := _of_medium(raw, values)):
        return said
    if (archive := values.get("archive")) and (kept := _of_archive(archive, values, kind)):
        return kept
    if title[:1] in "RCРB[rc" and _REVIEW.match(title):
        return "review-book"
    if kind == "book" and (is_part(title) or _PART_OF.match(title)):
        return "chapter"
    container = values.get("container_title")
    return _within(raw, values, container, kind, seen) if container else None


def _of_archive(archive: str, values: Mapping[str, Any], kind: CslType) -> CslType | None:
    """The type of what a museum or an archive keeps."""
    if is_museum(archive):
        return "graphic"
    return "manuscript" if kind == "book" and values.keys().isdisjoint(_PUBLISHED) else None


def _within(raw: str, values: Mapping[str, Any], container: str, kind: CslType, seen: int) -> CslType | None:
    """The type that the container of a work says: a meeting, an encyclopedia, a dictionary."""
    if seen & lectures.FAMILY and (read := lectures.kind_of(container)):
        return read if lectures.is_read(raw) else "paper-conference"  # "In Paper presented at": in proceedings
    if values.get("doi"):
        return None
    is_entry = kind == "chapter" or (kind == "article-journal" and _LIVES.match(container))
    if is_entry and not is_part(values.get("title") or "") and _DICTIONARY.match(container):
        return "entry-encyclopedia"
    if kind in _ENTRY_FOR and not values.get("volume") and (entry := _ENTRIES.match(container)):
        return "entry-dictionary" if entry["word"] else "entry-encyclopedia"
    return None


_MUSEUM = re.compile(
    r"\b(?:Mus(?:eum|eo|eu|ée|ei)|Galler(?:y|ia)|(?:National)?[Gg]alerie|Kunstmuseum|Galería|Pinakothek|Pinacoteca|Kunsthalle|Rijksmuseum|Louvre|Prado|Uffizi|Tate|Hermitage|Эрмитаж|Art Institute|MoMA|Albertina)\b|музей|галерея|美術館|博物館|博物馆|美术馆",
    re.IGNORECASE,
)


def is_part(title: str) -> bool:
    """Whether a title is the word for a part of a book.

    >>> is_part("Foreword"), is_part("Forewords")
    (True, False)
    """
    return title.casefold() in _PARTS


def _of_medium(raw: str, values: Mapping[str, Any]) -> CslType | None:
    """The type that an episode's number, the word "podcast" or the medium says."""
    if _EPISODE.match(values.get("number") or "") or _PODCAST.search(raw):
        return "broadcast"
    said = (values.get("medium") or values.get("genre") or "").lower()
    return "software" if said.startswith(_CONSOLES) else _MEDIA.get(said)


_EPISODE = re.compile(
    r"season|series \d|episod|ep\.|staffel|folge|saison|épisode|temporada|stagione|сезон|серия", re.IGNORECASE
)
_PODCAST = re.compile(
    r"[,.(] (?:[Aa]udio |[Vv]ideo )?[Pp]odcast(?: audio| video| episode| series)?[,.;)]|\([Pp]odcast\)"
)
_CONSOLES = ("nintendo", "playstation", "xbox", "wii", "steam", "pc")
_MEDIA: Mapping[str, CslType] = {
    "film": "motion_picture", "película": "motion_picture", "dvd": "motion_picture", "television": "broadcast", "radio": "broadcast", "performance": "performance", "lp": "song", "cd": "song",
    "vinyl": "song", "mp3": "song",
}  # fmt: skip


def is_museum(text: str) -> bool:
    """Whether a name is that of a museum or a gallery.

    >>> is_museum("Museum of Modern Art"), is_museum("Penguin")
    (True, False)
    """
    return bool(_MUSEUM.search(text)) and "ibrar" not in text
