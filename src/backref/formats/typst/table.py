"""What hayagriva calls the types, the roles and the fields of works, in both directions.

Source: "The Hayagriva YAML File Format" (typst/hayagriva 0.9, docs/file-format.md).
"""

from __future__ import annotations

from typing import NamedTuple


class HayagrivaType(NamedTuple):
    """How a CSL type is written: hayagriva's type, and that of the parent that its container is."""

    entry: str
    parent: str = ""


KINDS: dict[str, HayagrivaType] = {
    "article-journal": HayagrivaType("article", "periodical"), "article-newspaper": HayagrivaType("article", "newspaper"), "paper-conference": HayagrivaType("article", "proceedings"),
    "post-weblog": HayagrivaType("article", "blog"), "chapter": HayagrivaType("chapter", "book"), "entry-encyclopedia": HayagrivaType("entry", "reference"), "book": HayagrivaType("book"),
    "collection": HayagrivaType("anthology"), "thesis": HayagrivaType("thesis"), "report": HayagrivaType("report"), "webpage": HayagrivaType("web", "web"), "post": HayagrivaType("post", "thread"),
    "patent": HayagrivaType("patent"), "legal_case": HayagrivaType("case"), "legislation": HayagrivaType("legislation"), "manuscript": HayagrivaType("manuscript"), "motion_picture": HayagrivaType("video"),
    "song": HayagrivaType("audio"), "graphic": HayagrivaType("artwork"), "periodical": HayagrivaType("periodical"), "software": HayagrivaType("repository"), "speech": HayagrivaType("conference"),
    "performance": HayagrivaType("performance"), "document": HayagrivaType("misc"),
}  # fmt: skip
# CSL types that hayagriva has no own one for -> the nearest.
NEAREST = {
    "article-magazine": "article-journal", "review": "article-journal", "review-book": "article-journal", "entry": "entry-encyclopedia",
    "entry-dictionary": "entry-encyclopedia", "classic": "book", "pamphlet": "book", "bill": "legislation", "regulation": "legislation", "treaty": "legislation",
    "hearing": "legal_case", "broadcast": "motion_picture", "musical_score": "song", "map": "graphic", "figure": "graphic", "interview": "document",
    "article": "manuscript", "dataset": "software", "standard": "report", "personal_communication": "manuscript", "event": "speech",
}  # fmt: skip
# Of an entry, and of the parent that it stands in, which type they make.
READ: dict[tuple[str, str], str] = {(kind.entry, kind.parent): csl_type for csl_type, kind in KINDS.items()} | {
    ("article", "journal"): "article-journal", ("article", "conference"): "paper-conference", ("article", "book"): "chapter", ("article", "anthology"): "chapter",
    ("article", "magazine"): "article-magazine", ("article", "web"): "webpage", ("article", ""): "article-journal", ("chapter", ""): "chapter",
    ("chapter", "anthology"): "chapter", ("anthos", ""): "chapter", ("entry", ""): "entry-encyclopedia", ("web", ""): "webpage", ("newspaper", ""): "article-newspaper",
    ("proceedings", ""): "book", ("blog", ""): "webpage", ("reference", ""): "book", ("thread", ""): "post", ("tweet", ""): "post", ("post", ""): "post",
    ("scene", ""): "motion_picture", ("exhibition", ""): "graphic", ("original", ""): "document",
}  # fmt: skip
CONTAINERS = frozenset("periodical newspaper proceedings blog book anthology reference web thread conference journal magazine video audio exhibition repository".split())  # fmt: skip
ROLES = {
    "translator": "translator", "compiler": "compiler", "collaborator": "contributor", "organizer": "organizer", "cast-member": "performer",
    "composer": "composer", "producer": "producer", "executive-producer": "executive_producer", "writer": "script_writer", "director": "director",
    "illustrator": "illustrator", "narrator": "narrator", "founder": "series_creator",
}  # fmt: skip
# Field -> attribute, for texts of the entry itself.
TEXTS = {
    "edition": "edition", "page-range": "page", "page-total": "number_of_pages", "volume-total": "number_of_volumes", "location": "event_place", "note": "note",
    "language": "language", "archive": "archive", "archive-location": "archive_location", "genre": "genre", "abstract": "abstract", "annote": "annote",
    "call-number": "call_number", "chapter": "chapter_number", "runtime": "dimensions",
}  # fmt: skip
NUMBERS = {
    "doi": "doi",
    "isbn": "isbn",
    "pmid": "pmid",
    "pmcid": "pmcid",
    "arxiv": "arxiv",
    "serial": "number",
    "issn": "issn",
}
