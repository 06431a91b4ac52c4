"""Citations as American lawyers print them: the volume before the journal, the cited page behind the first one."""

from __future__ import annotations

import pytest

from backref.fields import names
from backref.parsing import parse
from backref.parsing.rules import bluebook

CASES = {
    "Anthony G. Amsterdam, Perspectives on the Fourth Amendment, 58 Minn. L. Rev. 349, 382 (1974).": {"type": "article-journal", "author": ["Amsterdam"], "title": "Perspectives on the Fourth Amendment", "volume": "58", "container_title": "Minn. L. Rev", "page": "349"},
    "See Orin S. Kerr, The Fourth Amendment and New Technologies: Constitutional Myths, 102 Mich. L. Rev. 801, 850–55 (2004)": {"author": ["Kerr"], "title": "The Fourth Amendment and New Technologies: Constitutional Myths", "page": "801"},
    "Paul Ohm, The Many Revolutions of Carpenter, 32 Harv. J.L. & Tech. 357, 358 (2019).": {"container_title": "Harv. J.L. & Tech", "volume": "32", "page": "357"},
    "Daniel J. Solove, A Taxonomy of Privacy, 154 U. Pa. L. Rev. 477, 482–83 (2006).": {"title": "A Taxonomy of Privacy", "container_title": "U. Pa. L. Rev", "page": "477"},
    "Ryan Calo, Digital Market Manipulation, 82 GEO. WASH. L. REV. 995, 1003 & n.41 (2014).": {"volume": "82", "container_title": "GEO. WASH. L. REV", "page": "995"},
    "Miriam Seifter, Understanding State Agency Independence, 117 Mich. L. Rev. (forthcoming 2019).": {"volume": "117", "container_title": "Mich. L. Rev", "page": None},
    "Jane Roe, Why Courts Differ, 2012 U. Ill. L. Rev. 1, 17.": {"volume": None, "container_title": "U. Ill. L. Rev", "page": "1", "title": "Why Courts Differ"},
    "Note, The Supreme Court 2017 Term, 132 Harv. L. Rev. 205 (2018).": {"genre": "Note", "author": [], "title": "The Supreme Court 2017 Term", "page": "205"},
    "Richard A. Posner, Economic Analysis of Law 40 (6th ed. 2003).": {"type": "book", "title": "Economic Analysis of Law", "edition": "6th", "volume": None, "page": None},
    "1 Wayne R. LaFave, Search and Seizure: A Treatise on the Fourth Amendment § 2.1(b) (5th ed. 2012).": {"volume": "1", "author": ["LaFave"], "title": "Search and Seizure: A Treatise on the Fourth Amendment"},
    "LAWRENCE LESSIG, CODE AND OTHER LAWS OF CYBERSPACE 6 (1999).": {"type": "book", "title": "CODE AND OTHER LAWS OF CYBERSPACE", "volume": None, "page": None},
    "H.R. Rep. No. 99-647, at 23 (1986).": {"type": "report", "genre": "H.R. Rep", "number": "99-647", "page": None},
    "U.S. Const. amend. IV.": {"type": "legislation", "title": "U.S. Const", "section": "amend. IV", "volume": None},
    "U.S. Const. art. I, § 8, cl. 3.": {"section": "art. I, § 8, cl. 3"},
    "Fed. R. Crim. P. 41(f).": {"type": "legislation", "title": "Fed. R. Crim. P.", "section": "41(f)"},
    "Restatement (Second) of Torts § 652B (Am. Law Inst. 1977).": {"title": "Restatement (Second) of Torts", "section": "652B", "publisher": "Am. Law Inst"},
    "See Katz v. United States, 389 U.S. 347, 361 (1967) (Harlan, J., concurring).": {"type": "legal_case", "title": "Katz v. United States", "page": "347"},
}  # fmt: skip


@pytest.mark.parametrize(("raw", "said"), CASES.items())
def test_what_lawyers_print_is_read_by_its_form(raw, said):
    reference = parse(raw).reference
    found = {name: getattr(reference, name) for name in said}
    if "author" in said:
        found["author"] = [names.family(person) for person in reference.author]
    assert found == said


@pytest.mark.parametrize(
    "raw",
    [
        "J. Smith, Phys. Rev. Lett. 14 (1998)",  # a physicist's
        "Paul Ohm, The many lives of privacy, Nature 14 (2008)",
        "Ann Roe, Heat. In B. Low (Ed.), Essays (2003)",
        "Richard A. Posner, Economic Analysis of Law (2003)",
        "SURFACE AND INTERFACE ANALYSIS, VOL. 15, 26S272 (1990)",
        "North American Free Trade Agreement, U.S.-Can.-Mex., Dec. 17, 1992",
        "WHO, GLOBAL REPORT ON DIABETES. GENEVA (2016)",
        "Roe A, Low B. Heat of joints. J Pain. 2012;3:14 (suppl)",
    ],
)
def test_what_only_looks_like_these_is_left(raw):
    assert bluebook.read(raw, len(raw)) is None
