"""backref: from prose with citations to verified references, joined to the claims that rest on them.

The verbs are those of the command. They load what they need when first used; importing backref imports nothing heavy.

    find(text)                       raw citations, markers and sentences
    parse(raw)                       a raw citation -> a structured reference; parse_many(raws) as a stream
    link(text, found)                markers -> entries, sentences -> claims
    resolve(texts, sources)          the whole way: a verified Bibliography
    match_many(raws, catalogue)      raw citations -> verdicts of a catalogue alone, by several processes if wanted
    resolve_many(raws, sources)      raw citations or references -> entries with their verdicts, as a stream
    evidence(bibliography, sources)  what the cited works say to the claims, quoted
    unsupported(text)                document -> the sentences that assert something and cite nothing
    check(inputs, sources)           bibliographies and documents -> what is wrong with them
    sync(paths, sources)             a project's documents -> its bibliography and its lock
    read(path)                       a file -> a Document
    open_sources(...)                the catalogue and the services, ready to be asked
    load(text, "bibtex")             text -> references
    dump(bibliography, "bibtex")     a Bibliography -> text
    styled(bibliography, "text", "apa")     a Bibliography -> a list for people
    convert(text, "bibtex", "ris")   one format -> another, with what is lost
    tidy(inputs, sources)            several bibliographies -> one, each work once, and which key became which
    get(identifiers, sources)        identifiers, addresses or pasted citations -> entries

What plugs in is in `backref.plugins`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .lazily import imported

__version__ = "0.2.0"

_HOMES = {
    "pipeline": "find link read resolve resolve_many unsupported",
    "resolving.versions": "versions",
    "parsing": "parse parse_many",
    "matching": "match_many Matched",
    "project.checks": "check Checked",
    "project.syncing": "sync Synced",
    "project.tidying": "tidy Tidied",
    "getting": "get",
    "formats": "convert dump load styled Converted Format Loaded",
    "loading": "open_catalogue open_sources",
    "catalogue": "Catalogue",
    "sources": "Settings",
    "checking": "Fault Rule",
    "project.configuration": "Configuration",
    "asking": "Progress",
    "passages": "evidence",
    "model": (
        "Allusion Answer Bibliography Candidate Citation Claim Cue Date Difference Document Entry Evidence "
        "FieldSpan Finding Found Identifier Link Linked Mark Marker Name Outcome Parsed Passage Passages Payload Pointer "
        "Problem Query RawCitation Record Reference Resolution Sentence Source Span Status Unlike Unsupported Update Version "
        "VersionGroup"
    ),
    "errors": (
        "BackrefError BrokenPlugin CatalogueError ChangedMeanwhile ConfigurationError Interrupted LockError SourceError "
        "StyleError UnknownPlugin UnreadableInput UnwritableOutput WorkerLost"
    ),
}
__all__ = [
    "Allusion",
    "Answer",
    "BackrefError",
    "Bibliography",
    "BrokenPlugin",
    "Candidate",
    "Catalogue",
    "CatalogueError",
    "ChangedMeanwhile",
    "Checked",
    "Citation",
    "Claim",
    "Configuration",
    "ConfigurationError",
    "Converted",
    "Cue",
    "Date",
    "Difference",
    "Document",
    "Entry",
    "Evidence",
    "Fault",
    "FieldSpan",
    "Finding",
    "Format",
    "Found",
    "Identifier",
    "Interrupted",
    "Link",
    "Linked",
    "Loaded",
    "LockError",
    "Mark",
    "Marker",
    "Matched",
    "Name",
    "Outcome",
    "Parsed",
    "Passage",
    "Passages",
    "Payload",
    "Pointer",
    "Problem",
    "Progress",
    "Query",
    "RawCitation",
    "Record",
    "Reference",
    "Resolution",
    "Rule",
    "Sentence",
    "Settings",
    "Source",
    "SourceError",
    "Span",
    "Status",
    "StyleError",
    "Synced",
    "Tidied",
    "UnknownPlugin",
    "Unlike",
    "UnreadableInput",
    "Unsupported",
    "UnwritableOutput",
    "Update",
    "Version",
    "VersionGroup",
    "WorkerLost",
    "__version__",
    "check",
    "convert",
    "dump",
    "evidence",
    "find",
    "get",
    "link",
    "load",
    "match_many",
    "open_catalogue",
    "open_sources",
    "parse",
    "parse_many",
    "read",
    "resolve",
    "resolve_many",
    "styled",
    "sync",
    "tidy",
    "unsupported",
    "versions",
]

if TYPE_CHECKING:
    from .asking import Progress
    from .catalogue import Catalogue
    from .checking import Fault, Rule
    from .errors import (
        BackrefError,
        BrokenPlugin,
        CatalogueError,
        ChangedMeanwhile,
        ConfigurationError,
        Interrupted,
        LockError,
        SourceError,
        StyleError,
        UnknownPlugin,
        UnreadableInput,
        UnwritableOutput,
        WorkerLost,
    )
    from .formats import Converted, Format, Loaded, convert, dump, load, styled
    from .getting import get
    from .loading import open_catalogue, open_sources
    from .matching import Matched, match_many
    from .model import (
        Allusion,
        Answer,
        Bibliography,
        Candidate,
        Citation,
        Claim,
        Cue,
        Date,
        Difference,
        Document,
        Entry,
        Evidence,
        FieldSpan,
        Finding,
        Found,
        Identifier,
        Link,
        Linked,
        Mark,
        Marker,
        Name,
        Outcome,
        Parsed,
        Passage,
        Passages,
        Payload,
        Pointer,
        Problem,
        Query,
        RawCitation,
        Record,
        Reference,
        Resolution,
        Sentence,
        Source,
        Span,
        Status,
        Unlike,
        Unsupported,
        Update,
        Version,
        VersionGroup,
    )
    from .parsing import parse, parse_many
    from .passages import evidence
    from .pipeline import find, link, read, resolve, resolve_many, unsupported
    from .project.checks import Checked, check
    from .project.configuration import Configuration
    from .project.syncing import Synced, sync
    from .project.tidying import Tidied, tidy
    from .resolving.versions import versions
    from .sources import Settings


if not TYPE_CHECKING:  # to a type checker, a module with __getattr__ would have every name
    __getattr__ = imported(__name__, _HOMES)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
