"""Records of a systematic review as three databases export them: 200 works, 100 of which two databases have."""

from __future__ import annotations

from random import Random

_WORDS = (
    "opioids exercise surgery placebo massage yoga walking acupuncture manipulation education imaging guidelines depression sleep obesity lifting posture "
    "nursing adolescents veterans pregnancy disc facet muscle stabilisation corticosteroids paracetamol duloxetine return-to-work fear avoidance"
).split()
_KINDS = (
    "a randomised trial",
    "a cohort study",
    "a systematic review",
    "protocol",
    "a qualitative study",
    "long-term follow-up",
)
_FAMILIES = "Adams Baker Chen Díaz Evans Fischer García Hansen Ito Jensen Kowalski Lund Müller Novák O'Brien Petrov Quist Rossi Šimić Tanaka".split()
_GIVEN = ("Anna Maria", "Bram", "Chloe J", "David", "Eva L", "Frank", "Grace", "Hiro")
_JOURNALS = (
    ("European Spine Journal", "Eur Spine J", "Eur. Spine J."), ("Journal of Applied Physiology", "J Appl Physiol", "J. Appl. Physiol."),
    ("Spine", "Spine", "Spine"), ("Clinical Biomechanics", "Clin Biomech", "Clin. Biomech."), ("The Lancet", "Lancet", "Lancet"),
)  # fmt: skip


def works(count: int = 200) -> list[dict]:
    """Return works that differ; some share a title, a journal, a year or an author."""
    random = Random(7)
    made = []
    for number in range(count):
        a, b = random.sample(_WORDS, 2)
        title = f"{a.capitalize()} and {b} for chronic low back pain: {random.choice(_KINDS)}"
        if number % 25 == 0:
            title = "Editorial"
        people = [(random.choice(_FAMILIES), random.choice(_GIVEN)) for _ in range(random.randint(1, 5))]
        first = random.randint(1, 900)
        made.append({
            "title": title, "people": people, "journal": random.choice(_JOURNALS), "year": 1995 + number % 28, "volume": 10 + number, "issue": number % 12 + 1,
            "first": first, "last": first + 9, "doi": f"10.1000/x.{number}", "pmid": 20_000_000 + number,
        })  # fmt: skip
    return made


def scopus(works: list[dict], *, doi: bool) -> str:
    """RIS: titles with capitals, initials, short names of journals."""
    records = []
    for work in works:
        lines = [
            "TY  - JOUR",
            f"TI  - {work['title'].title()}",
            f"T2  - {work['journal'][2]}",
            f"VL  - {work['volume']}",
            f"IS  - {work['issue']}",
        ]
        lines += [f"SP  - {work['first']}", f"EP  - {work['last']}", f"PY  - {work['year']}", "DB  - Scopus"]
        lines += [f"AU  - {family}, {given[0]}." for family, given in work["people"]]
        lines += [f"DO  - {work['doi'].upper()}"] if doi else []
        records.append("\n".join([*lines, "ER  - "]))
    return "\n\n".join(records) + "\n"


def pubmed(works: list[dict], *, doi: bool) -> str:
    """nbib: a stop behind the title, whole given names, pages cut short."""
    records = []
    for work in works:
        lines = [
            f"PMID- {work['pmid']}",
            f"TI  - {work['title']}.",
            f"JT  - {work['journal'][0]}",
            f"TA  - {work['journal'][1]}",
            f"VI  - {work['volume']}",
        ]
        lines += [
            f"IP  - {work['issue']}",
            f"PG  - {work['first']}-{str(work['last'])[-1] if work['first'] // 10 == work['last'] // 10 else work['last']}",
        ]
        lines += [f"DP  - {work['year']} Mar", "PT  - Journal Article"]
        lines += [f"FAU - {family}, {given}" for family, given in work["people"]]
        lines += [f"LID - {work['doi']} [doi]"] if doi else []
        records.append("\n".join(lines))
    return "\n\n".join(records) + "\n"


def bibtex(works: list[dict]) -> str:
    """.bib: keys, LaTeX, no DOI."""
    accents = str.maketrans({"ü": '{\\"u}', "í": "{\\'i}", "á": "{\\'a}", "Š": "{\\v S}", "ć": "{\\'c}"})
    return "\n".join(
        f"@article{{key{work['pmid']},\n  author = {{{' and '.join(f'{family}, {given}' for family, given in work['people']).translate(accents)}}},\n"
        f"  title = {{{{{work['title']}}}}},\n  journal = {{{work['journal'][0]}}},\n  year = {work['year']},\n  volume = {{{work['volume']}}},\n"
        f"  number = {{{work['issue']}}},\n  pages = {{{work['first']}--{work['last']}}}\n}}\n"
        for work in works
    )
