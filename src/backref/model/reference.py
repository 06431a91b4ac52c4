"""A work as it is described: names, dates, the variables of CSL 1.0.2, identifiers; and what `parse` makes of a raw
citation.

In code an attribute is the CSL variable in lower case with "_" for "-"; JSON always carries the CSL spelling, through
`csl_name`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Annotated, Any, Literal, NamedTuple, Self, get_args

from pydantic import BeforeValidator, ConfigDict, JsonValue, WrapValidator, model_validator

from . import printed
from .base import Frozen, Problem, Span, _set_dict, _set_extra, _set_fields, _set_private, _sets


class Identifier(NamedTuple):
    """A scheme and a normalised value.

    >>> str(Identifier("doi", "10.1503/cmaj.171333"))
    'doi:10.1503/cmaj.171333'
    """

    scheme: str
    value: str

    def __str__(self) -> str:
        return f"{self.scheme}:{self.value}"

    @classmethod
    def of(cls, said: str) -> Self:
        """Return what `str` printed as an identifier again.

        >>> Identifier.of("doi:10.1503/cmaj.171333").scheme
        'doi'
        """
        scheme, _, value = said.partition(":")
        return cls(scheme, value)


# What CSL 1.0.2 has no variable for; an item holds it in its `custom`, which is free.
BEYOND_CSL = ("arxiv", "also", "affiliation", "cut", "publication_types", "verdict")
_BEYOND = "custom."
_ET_AL = "et-al"
# CSL spells these in capitals or with an underscore; every other variable is lower case with hyphens.
_SPELLED = {name.lower(): name for name in ("DOI", "ISBN", "ISSN", "PMCID", "PMID", "URL")} | {
    name: name for name in ("archive_collection", "archive_location")
}


def csl_name(attribute: str) -> str:
    """Return the CSL spelling of an attribute: where an item of CSL-JSON holds it.

    >>> csl_name("container_title"), csl_name("doi"), csl_name("arxiv")
    ('container-title', 'DOI', 'custom.arxiv')
    """
    spelled = _SPELLED.get(attribute) or attribute.replace("_", "-")
    return _BEYOND + spelled if attribute in BEYOND_CSL else spelled


_BESIDE = {csl_name(name): csl_name(name).removeprefix(_BEYOND) for name in BEYOND_CSL}


@cache
def defaults(model: type[CslModel]) -> dict[str, Any]:
    """Return what each variable of a model is where it is not set."""
    return {name: field.default for name, field in model.model_fields.items()}


_Variables = tuple[tuple[str, Any], ...]
_ORDERED: dict[tuple[type[CslModel], tuple[str, ...]], _Variables] = {}  # entries of a file have the same variables
_MOST_ORDERS = 2048


def _ordered(model: type[CslModel], names: tuple[str, ...]) -> _Variables:
    """These variables as they follow each other in their model, each with what it is where it is not set."""
    found = _ORDERED.get((model, names))
    if found is None:
        if len(_ORDERED) >= _MOST_ORDERS:
            _ORDERED.clear()
        places = {name: number for number, name in enumerate(model.model_fields)}
        found = tuple((name, defaults(model)[name]) for name in sorted(names, key=places.__getitem__))
        _ORDERED[model, names] = found
    return found


class CslModel(Frozen):
    """Base of the models that are CSL-JSON objects: JSON names are CSL's."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, alias_generator=csl_name)

    def csl(self) -> dict[str, Any]:
        """Return the CSL-JSON object: CSL spelling, nothing that is empty."""
        return self.model_dump(mode="json", by_alias=True, exclude_defaults=True)

    @classmethod
    def of(cls, values: dict[str, Any]) -> Self:
        """Return the slim value of variables that this package made itself: none is looked at again.

        >>> Name.of({"given": "Ann", "family": "Roe", "suffix": None})
        Name(family='Roe', given='Ann')
        """
        new = object.__new__(cls)
        held = {}
        for name, default in _ordered(cls, tuple(values)):
            value = values[name]
            if value is not default and (default is None or value != default):
                held[name] = value
        _set_dict(new, held)
        _set_fields(new, _sets(frozenset(held)))
        _set_extra(new, None)
        _set_private(new, None)
        return new

    def slim(self) -> Self:
        """Return this value itself, without the memory that the variables take which it does not have: most of it.

        >>> Reference(title="Heat").slim() == Reference(title="Heat"), len(vars(Reference(title="Heat").slim()))
        (True, 1)
        """
        known = defaults(type(self))
        held = {}
        for name, value in self.__dict__.items():
            if value is not (default := known[name]) and (default is None or value != default):
                held[name] = value
        object.__setattr__(self, "__dict__", held)
        object.__setattr__(self, "__pydantic_fields_set__", _sets(frozenset(held)))
        return self

    def __eq__(self, other: object) -> bool:
        """Say whether both have the same variables with the same values."""
        if type(other) is not type(self):
            return NotImplemented
        ours, theirs = self.__dict__, other.__dict__
        if ours == theirs:
            return True
        known = defaults(type(self))
        return all(ours.get(name, known[name]) == theirs.get(name, known[name]) for name in {*ours, *theirs})

    def __hash__(self) -> int:
        """Hash what it has."""
        known = defaults(type(self))
        return hash(frozenset((name, value) for name, value in self.__dict__.items() if value != known[name]))

    def __repr_args__(self) -> Iterator[tuple[str | None, Any]]:
        """Show what is set, and nothing else."""
        fields = type(self).model_fields
        return ((name, value) for name, value in super().__repr_args__() if value != fields[str(name)].get_default())


class Name(CslModel):
    """A person in parts, or a `literal`: an organisation, or a name that has no parts."""

    family: str | None = None
    given: str | None = None
    dropping_particle: str | None = None
    non_dropping_particle: str | None = None
    suffix: str | None = None
    literal: str | None = None


class Date(CslModel):
    """A date or a range: `date_parts` holds one or two of (year[, month[, day]]). What will not parse is `literal`."""

    date_parts: tuple[tuple[int, ...], ...] = ()
    season: str | None = None
    circa: bool = False
    literal: str | None = None

    @property
    def year(self) -> int | None:
        """The first year, if there is one."""
        return self.date_parts[0][0] if self.date_parts and self.date_parts[0] else None


CslType = Literal[
    "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book", "broadcast", "chapter",
    "classic", "collection", "dataset", "document", "entry", "entry-dictionary", "entry-encyclopedia", "event",
    "figure", "graphic", "hearing", "interview", "legal_case", "legislation", "manuscript", "map", "motion_picture",
    "musical_score", "pamphlet", "paper-conference", "patent", "performance", "periodical", "personal_communication",
    "post", "post-weblog", "regulation", "report", "review", "review-book", "software", "song", "speech", "standard",
    "thesis", "treaty", "webpage",
]  # fmt: skip
CSL_TYPES: tuple[str, ...] = get_args(CslType)


# CSL allows numbers for "number" variables; here they are always text, as printed.
Text = Annotated[str, BeforeValidator(lambda value: str(value) if isinstance(value, int | float) else value)]
Names = tuple[Name, ...]


class Reference(CslModel):
    """A structured description of a work: the variables of CSL 1.0.2. Strings stay as printed.

    Beyond them stand an `arxiv` identifier, `also`, the further identifiers by which the work is known (ISBNs of other
    bindings, an alias of its DOI), the `affiliation` of its people, `cut`, the lists of people that were printed cut
    ("author"), the `publication_types` that a library gave it, and the `verdict` that it was marked with when it was
    last written ("not found: asked crossref"). No stage reads `custom`: it holds what formats must bring back
    unchanged.

    >>> Reference(type="book", title="Low back disorders", container_title="X", cut=("author",)).csl()
    {'type': 'book', 'container-title': 'X', 'title': 'Low back disorders', 'custom': {'et-al': True}}
    >>> Reference(type="book", title="Low back disorders", author=(Name(family="McGill"),))
    Reference(type='book', author=(Name(family='McGill'),), title='Low back disorders')
    >>> len({Reference(title="Spine", custom={"a": 1}), Reference(title="Spine", custom={"a": 1})})
    1
    """

    id: Text = ""
    type: CslType = "document"
    citation_key: str | None = None
    categories: tuple[str, ...] = ()
    language: str | None = None

    author: Names = ()
    chair: Names = ()
    collection_editor: Names = ()
    compiler: Names = ()
    composer: Names = ()
    container_author: Names = ()
    contributor: Names = ()
    curator: Names = ()
    director: Names = ()
    editor: Names = ()
    editorial_director: Names = ()
    executive_producer: Names = ()
    guest: Names = ()
    host: Names = ()
    interviewer: Names = ()
    illustrator: Names = ()
    narrator: Names = ()
    organizer: Names = ()
    original_author: Names = ()
    performer: Names = ()
    producer: Names = ()
    recipient: Names = ()
    reviewed_author: Names = ()
    script_writer: Names = ()
    series_creator: Names = ()
    translator: Names = ()

    accessed: Date | None = None
    available_date: Date | None = None
    event_date: Date | None = None
    issued: Date | None = None
    original_date: Date | None = None
    submitted: Date | None = None

    abstract: str | None = None
    annote: str | None = None
    archive: str | None = None
    archive_collection: str | None = None
    archive_location: str | None = None
    archive_place: str | None = None
    authority: str | None = None
    call_number: str | None = None
    chapter_number: Text | None = None
    citation_number: Text | None = None
    citation_label: str | None = None
    collection_number: Text | None = None
    collection_title: str | None = None
    container_title: str | None = None
    container_title_short: str | None = None
    dimensions: str | None = None
    division: str | None = None
    doi: Annotated[str | None, WrapValidator(printed.kept)] = None
    edition: Text | None = None
    event_title: str | None = None
    event_place: str | None = None
    first_reference_note_number: Text | None = None
    genre: str | None = None
    isbn: str | None = None
    issn: str | None = None
    issue: Text | None = None
    jurisdiction: str | None = None
    keyword: str | None = None
    locator: Text | None = None
    medium: str | None = None
    note: str | None = None
    number: Text | None = None
    number_of_pages: Text | None = None
    number_of_volumes: Text | None = None
    original_publisher: str | None = None
    original_publisher_place: str | None = None
    original_title: str | None = None
    page: Text | None = None
    page_first: Text | None = None
    part: Text | None = None
    part_title: str | None = None
    pmcid: str | None = None
    pmid: str | None = None
    printing: Text | None = None
    publisher: str | None = None
    publisher_place: str | None = None
    references: str | None = None
    reviewed_genre: str | None = None
    reviewed_title: str | None = None
    scale: str | None = None
    section: str | None = None
    source: str | None = None
    status: str | None = None
    supplement: Text | None = None
    title: str | None = None
    title_short: str | None = None
    url: str | None = None
    version: str | None = None
    volume: Text | None = None
    volume_title: str | None = None
    volume_title_short: str | None = None
    year_suffix: str | None = None

    arxiv: str | None = None
    also: tuple[Identifier, ...] = ()
    affiliation: str | None = None
    cut: tuple[str, ...] = ()
    publication_types: tuple[str, ...] = ()
    verdict: str | None = None
    custom: dict[str, JsonValue] = {}

    @model_validator(mode="before")
    @classmethod
    def _take_from_custom(cls, said: Any) -> Any:
        if not isinstance(said, Mapping) or not isinstance(custom := said.get("custom"), Mapping):
            return said
        taken, rest = from_custom(custom)
        return taken | {name: value for name, value in said.items() if name != "custom"} | {"custom": rest}

    def csl(self) -> dict[str, Any]:
        """Return the CSL-JSON item: CSL spelling, nothing that is empty, `type` always. It is valid by CSL 1.0.2."""
        item = {"type": self.type} | super().csl()
        beyond = {bare: item.pop(name) for name, bare in _BESIDE.items() if item.get(name)}
        for variable in beyond.pop("cut", ()):
            beyond[cut_name(variable)] = True
        if beyond.get("also"):
            beyond["also"] = [str(identifier) for identifier in self.also]
        if beyond:
            item["custom"] = beyond | item.get("custom", {})
        return item

    def __hash__(self) -> int:
        """Hash what most tells works apart; two that are equal are so in these."""
        return hash((self.id, self.type, self.title, self.doi, self.author, self.issued, self.volume, self.page))

    def identifiers(self) -> Iterator[Identifier]:
        """Yield the identifiers of the work itself, the most specific scheme first, then those by which it is `also`
        known.
        """
        held = self.__dict__.get
        for scheme in ("doi", "pmid", "pmcid", "isbn", "arxiv"):
            if value := held(scheme):
                yield Identifier(scheme, value)
        yield from self.also


for _model in (Name, Date, Reference):  # what `slim` takes away is found here; pydantic would look for it in vain
    for _name, _default in defaults(_model).items():
        type.__setattr__(_model, _name, _default)


def cut_name(variable: str) -> str:
    """Return what an item's `custom` calls it that the people of a variable are cut.

    >>> cut_name("author"), cut_name("editor")
    ('et-al', 'et-al-editor')
    """
    return _ET_AL if variable == "author" else f"{_ET_AL}-{variable}"


def from_custom(custom: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what a CSL item's `custom` says that a Reference has an attribute for, by attribute, and the rest of it.

    >>> from_custom({"arxiv": "1706.03762", "et-al": True, "mine": 1})
    ({'arxiv': '1706.03762', 'cut': ('author',)}, {'mine': 1})
    """
    taken: dict[str, Any] = {}
    rest: dict[str, Any] = {}
    for name, value in custom.items():
        variable = "author" if name == _ET_AL else name.removeprefix(f"{_ET_AL}-")
        if value in (True, "true") and (name == _ET_AL or _ATTRIBUTE_OF.get(variable) in NAME_VARIABLES):
            taken["cut"] = (*taken.get("cut", ()), variable)
        elif name in ("arxiv", "affiliation", "verdict") and isinstance(value, str) and value:
            taken[name] = value
        elif name == "publication-types" and isinstance(value, list) and all(isinstance(kind, str) for kind in value):
            taken["publication_types"] = tuple(value)
        elif name == "also" and isinstance(value, list) and all(isinstance(one, str) and ":" in one for one in value):
            taken["also"] = tuple(map(Identifier.of, value))
        else:
            rest[name] = value
    return taken, rest


NAME_VARIABLES: tuple[str, ...] = tuple(n for n, f in Reference.model_fields.items() if f.annotation == Names)
DATE_VARIABLES: tuple[str, ...] = tuple(n for n, f in Reference.model_fields.items() if f.annotation == Date | None)
_ATTRIBUTE_OF = {csl_name(attribute): attribute for attribute in Reference.model_fields}


class FieldSpan(Frozen):
    """Where one variable stands in the raw citation. `variable` is CSL's name; `confidence` runs from 0 to 1."""

    variable: str
    span: Span
    confidence: float


PointsBack = Literal["same-work", "earlier-work", "same-author"]


class Parsed(Frozen):
    """What `parse` made of one raw citation. Spans count from the start of `raw`.

    `points_back` says that it stands for an earlier citation ("ibid.", "op. cit.") or has the people of the one before
    it ("idem"). `second` are identifiers that it prints beside another one of their scheme: of this work or of another.
    """

    raw: str
    reference: Reference
    type_confidence: float = 0.0
    fields: tuple[FieldSpan, ...] = ()
    problems: tuple[Problem, ...] = ()
    points_back: PointsBack | None = None
    second: tuple[Identifier, ...] = ()
