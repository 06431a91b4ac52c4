"""Findings beside the verdict, records united across sources, and the questions that lead to both."""

from __future__ import annotations

import pytest

import backref
from backref.model import Answer, Date, Identifier, Outcome, Record, Reference, Relation, Status, Update
from backref.resolving.unite import unite

DOI = "10.1016/s0140-6736(97)11096-0"
WAKEFIELD = Reference(
    type="article-journal", title="Ileal-lymphoid-nodular hyperplasia, non-specific colitis, and pervasive developmental disorder in children",
    author=(backref.Name(family="Wakefield", given="AJ"),), container_title="The Lancet", volume="351", page="637-641", issued=Date(date_parts=((1998,),)), doi=DOI,
)  # fmt: skip
RAW = "Wakefield AJ. Ileal-lymphoid-nodular hyperplasia, non-specific colitis, and pervasive developmental disorder in children. The Lancet. 1998;351:637-641."


class Table:
    """A source that knows what it is given by identifier, and remembers what it was asked."""

    can_search = False

    def __init__(self, name, known, *, schemes=("doi",), completes=(), can_search=False, found=()):
        self.name, self.known, self.schemes, self.completes = name, known, schemes, completes
        self.can_search, self.found, self.asked = can_search, found, []

    def ask(self, queries):
        self.asked += [str(query.identifier or "text") for query in queries]
        return [
            Answer(
                source=self.name,
                outcome=Outcome.ANSWERED,
                records=tuple(self.known.get(str(query.identifier), ()) if query.identifier else self.found),
            )
            for query in queries
        ]


def record(source, *updates, **fields):
    return Record(reference=WAKEFIELD.model_copy(update=fields), source=source, updates=updates)


def verdict(raw, *sources):
    [entry] = backref.resolve_many([raw], sources)
    return entry.resolution


def test_a_retraction_is_named_by_everybody_who_says_so():
    notice = "10.1016/s0140-6736(10)60175-4"
    crossref = Table("crossref", {}, can_search=True, found=(record("crossref", Update(kind="retraction", source="publisher", doi=notice), Update(kind="erratum", source="publisher")),))  # fmt: skip
    pubmed = Table("pubmed", {f"doi:{DOI}": (record("pubmed", Update(kind="retraction", source="pubmed"), pmid="9500320"),)}, schemes=("pmid",), completes=("pmid", "doi"))  # fmt: skip
    found = verdict(RAW, crossref, pubmed)
    assert found.status == Status.MATCHED
    assert [(f.kind, f.says) for f in found.findings] == [
        ("retracted", ("publisher", "pubmed")),
        ("corrected", ("publisher",)),
    ]
    assert found.findings[0].identifier == Identifier("doi", notice)
    assert found.record.reference.pmid == "9500320"
    assert pubmed.asked == [f"doi:{DOI}"]


def test_a_title_marked_by_the_publisher_is_a_retraction_and_a_notice_is_none():
    marked = Table("crossref", {f"doi:{DOI}": (record("crossref", title="RETRACTED: " + WAKEFIELD.title),)})
    assert [f.kind for f in verdict(f"doi:{DOI}", marked).findings] == ["retracted"]
    notice = Table("crossref", {f"doi:{DOI}": (record("crossref", title="Retraction—" + WAKEFIELD.title),)})
    assert verdict(f"doi:{DOI}", notice).findings == ()


@pytest.mark.parametrize(
    ("kind", "raw", "expected"),
    [
        ("IsPreprintOf", RAW, ["preprint-of-published"]),
        ("HasPreprint", RAW, []),
        ("HasPreprint", RAW.replace("The Lancet", "medRxiv"), ["published-as-preprint"]),
        ("IsReplacedBy", RAW, ["superseded-identifier"]),
        ("References", RAW, []),
    ],
)
def test_other_versions_are_told_of(kind, raw, expected):
    related = (Relation(kind=kind, identifier=Identifier("doi", "10.5555/OTHER")),)
    known = record("crossref").model_copy(update={"relations": related})
    source = Table("crossref", {}, can_search=True, found=(known,))
    found = verdict(raw, source).findings
    assert [f.kind for f in found] == expected
    assert [str(f.identifier) for f in found] == ["doi:10.5555/other"] * len(expected)


def test_an_identifier_that_leads_elsewhere_names_the_probable_right_one():
    other = Record(
        reference=Reference(type="article-journal", title="Opioids for low back pain", doi="10.1136/bmj.g6380"),
        source="crossref",
    )
    source = Table("crossref", {"doi:10.1136/bmj.g6380": (other,)}, can_search=True, found=(record("crossref"),))
    found = verdict(RAW + " doi:10.1136/bmj.g6380", source)
    assert (found.status, found.record.reference.doi) == (Status.MATCHED_WITH_DIFFERENCES, DOI)
    [finding] = found.findings
    assert (finding.kind, finding.identifier) == ("doi-points-elsewhere", Identifier("doi", DOI))


def test_a_record_of_identifiers_alone_leads_on():
    converter = Table("pmc", {"pmcid:PMC123456": (Record(reference=Reference(pmcid="PMC123456", doi=DOI), source="pmc"),)}, schemes=("pmcid",))  # fmt: skip
    crossref = Table("crossref", {f"doi:{DOI}": (record("crossref"),)})
    found = verdict("PMC123456", crossref, converter)
    assert (found.status, found.record.reference.title) == (Status.MATCHED, WAKEFIELD.title)
    assert found.record.reference.pmcid == "PMC123456"
    assert crossref.asked == [f"doi:{DOI}"]


def test_an_identifier_that_exists_without_a_description_is_neither_found_nor_missing():
    agency = Table("doi_org", {f"doi:{DOI}": (Record(reference=Reference(doi=DOI), source="doi_org"),)})
    found = verdict(f"doi:{DOI}", agency)
    assert (found.status, found.reasons) == (Status.AMBIGUOUS, ("exists-undescribed",))
    assert agency.asked == [f"doi:{DOI}"]


def test_a_work_that_is_listed_twice_is_a_duplicate():
    source = Table("crossref", {}, can_search=True, found=(record("crossref"),))
    text = f"One claim.[1] Another.[2]\n\nReferences\n\n1. {RAW}\n2. {RAW.replace('The Lancet', 'Lancet')}\n"
    [entry] = backref.resolve(text, [source]).entries
    assert [(f.kind, f.message) for f in entry.resolution.findings] == [("duplicate", "- lists the work 2 times: 1, 2")]


def test_a_citation_of_parts_of_several_works_names_every_wrong_field():
    source = Table("crossref", {}, can_search=True, found=(record("crossref"),))
    mixed = RAW.replace("Wakefield AJ", "Chou R, Deyo RA").replace(
        "The Lancet. 1998;351:637-641", "Spine. 2009;34:1066-77"
    )
    found = verdict(mixed, source)
    assert (found.status, found.reasons) == (Status.AMBIGUOUS, ("parts-of-several-works",))
    assert {d.variable for d in found.differences} == {"author", "container-title", "volume", "page", "issued"}


def test_united_records_keep_every_description_and_each_value_its_origin():
    one = record("crossref", container_title_short=None)
    two = record("pubmed", Update(kind="retraction", source="pubmed"), pmid="9500320", container_title_short="Lancet")
    [united] = unite([one, two, one])
    assert [r.source for r in united.also] == ["crossref", "pubmed"]
    assert [u.source for u in united.updates] == ["pubmed"]
    source = Table("crossref", {}, can_search=True, found=(one, two))
    [entry] = backref.resolve(f"A claim.[1]\n\nReferences\n\n1. {RAW}\n", [source]).entries
    origins = {evidence.variable: evidence.origin for evidence in entry.evidence}
    assert (origins["title"], origins["PMID"], origins["container-title-short"]) == ("crossref", "pubmed", "pubmed")


def test_records_chained_by_different_identifiers_are_one_work():
    doi, both, pmid = record("a"), record("b", pmid="9500320"), record("c", doi=None, pmid="9500320")
    assert [[r.source for r in united.also] for united in unite([doi, pmid, both])] == [["a", "c", "b"]]
