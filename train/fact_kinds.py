"""Makers of works of the rarer types: each fills what such a work prints beside its title, people and date."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from . import facts

Item = dict[str, Any]
Maker = Callable[[Item, Any], None]


def _newspaper(item: Item, mixer: Any) -> None:
    dice = mixer.dice
    item["container-title"] = dice.choice(facts.EN["newspapers"])
    item["issued"] = mixer._date(",")
    item["page"] = dice.choice(("", "", "A1", "B4", "12", "C3", "1"))
    if dice.random() < 0.3:
        item["author"] = []
    if dice.random() < 0.5:
        facts._addressed(item, dice)
    if dice.random() < 0.15:
        item["publisher-place"] = dice.choice(("New York", "London", "Chicago", "Boston"))


def _magazine(item: Item, mixer: Any) -> None:
    dice = mixer.dice
    item["container-title"] = dice.choice(facts.EN["magazines"])
    item["issued"] = mixer._date(",") if dice.random() < 0.7 else item["issued"]
    if dice.random() < 0.4:
        item |= {"volume": str(dice.randint(1, 90)), "issue": str(dice.randint(1, 24)), "page": facts._page(dice)}
    if dice.random() < 0.5:
        facts._addressed(item, dice)


def _site(names: str) -> Maker:
    def made(item: Item, mixer: Any) -> None:
        dice = mixer.dice
        if dice.random() < 0.85:
            item["container-title"] = dice.choice(facts.EN[names] + facts.EN["newspapers"][-8:])
        item["issued"] = mixer._date("," if dice.random() < 0.5 else "") if dice.random() < 0.75 else None
        item["author"] = item["author"] if dice.random() < 0.6 else []
        facts._addressed(item, dice)

    return made


def _case(item: Item, mixer: Any) -> None:
    dice = mixer.dice

    def party() -> str:
        if dice.random() < 0.5:
            return str(dice.choice(facts.EN["companies"]))
        return (
            str(facts._names(dice.choice(mixer.rows).get("author"))[:1][0]["family"])
            if dice.random() < 0.9
            else "In re Estate"
        )

    try:
        item["title"] = f"{party()} {dice.choice(('v.', 'v.', 'v.', 'v', 'vs.'))} {party()}"
    except IndexError:
        item["title"] = "Doe v. Roe"
    item["author"] = []
    if dice.random() < 0.75:
        item |= {
            "container-title": dice.choice(facts.EN["reporters"]),
            "volume": str(dice.randint(1, 999)),
            "page": str(dice.randint(1, 1500)),
        }
    else:
        item["number"] = dice.choice((f"No. {dice.randint(1, 23)}-{dice.randint(10, 9999)}", f"Case No. {dice.randint(1, 9)}:{dice.randint(10, 23)}cv{dice.randint(100, 999)}", f"{dice.randint(1, 900)}/{dice.randint(60, 99)}", f"ECLI:{dice.choice(('NL', 'EU', 'DE', 'AT'))}:C:{dice.randint(1990, 2024)}:{dice.randint(1, 999)}", f"{dice.randint(1, 9)} {dice.choice('ACV')} {dice.randint(1, 99)}.{dice.randint(1, 999)}/{dice.randint(90, 99)}"))  # fmt: skip
    item["authority"] = dice.choice(facts.EN["courts"]) if dice.random() < 0.6 else ""
    if dice.random() < 0.3:
        item["issued"] = mixer._date(",")
    if dice.random() < 0.1:
        facts._addressed(item, dice)


def _law(item: Item, mixer: Any) -> None:
    dice = mixer.dice
    item["title"] = dice.choice(facts.EN["laws"])
    item["author"] = (
        [{"literal": dice.choice(("U.S. Congress", "中国", "European Parliament", "Canada", "Brasil"))}]
        if dice.random() < 0.12
        else []
    )
    if dice.random() < 0.65:
        item["number"] = dice.choice(facts.EN["law_numbers"]).format(
            d=dice.randint(1, 999), e=dice.randint(1, 999), y=dice.randint(1990, 2024)
        )
    if dice.random() < 0.25:
        item |= {"container-title": dice.choice(("U.S.C.", "Stat.", "BGBl.", "Official Journal", "United States Code")), "volume": str(dice.randint(1, 120)), "page": str(dice.randint(1, 3000))}  # fmt: skip
    if dice.random() < 0.35:
        facts._addressed(item, dice)


def _standard(item: Item, mixer: Any) -> None:
    dice = mixer.dice
    item["title"] = dice.choice(facts.EN["standards"]) if dice.random() < 0.75 else item["title"]
    number, year = dice.randint(100, 29999), dice.randint(1985, 2024)
    item["number"] = dice.choice((
        f"ISO {number}:{year}", f"ISO/IEC {number}-{dice.randint(1, 5)}:{year}", f"IEEE Std {dice.randint(100, 1900)}-{year}", f"RFC {dice.randint(700, 9400)}",
        f"DIN EN {number}-{dice.randint(1, 4)}", f"GB/T {number}-{year}", f"ASTM C{dice.randint(10, 1900)}-{dice.randint(10, 22)}", f"BS {number}",
        f"ГОСТ {number}-{dice.randint(70, 99)}", f"ČSN ISO {number}", f"KS I ISO {number}", f"EN {number}", str(number),
    ))  # fmt: skip
    body = dice.choice(facts.EN["standard_bodies"])
    item["author"] = (
        [{"literal": body}] if dice.random() < 0.55 else item["author"] if item["number"].startswith("RFC") else []
    )
    item["publisher"] = body if dice.random() < 0.4 else ""
    item["publisher-place"] = (
        dice.choice(("Geneva", "Berlin", "West Conshohocken, PA", "北京"))
        if item["publisher"] and dice.random() < 0.4
        else ""
    )
    if dice.random() < 0.3:
        facts._addressed(item, dice)


def _patent(item: Item, mixer: Any) -> None:
    dice = mixer.dice
    item["number"] = dice.choice((
        f"US {dice.randint(3, 11)},{dice.randint(100, 999)},{dice.randint(100, 999)}", f"US{dice.randint(4000000, 11999999)}B2", f"EP {dice.randint(100000, 3999999)} A1", f"EP{dice.randint(100000, 3999999)}",
        f"WO{dice.randint(1995, 2023)}/{dice.randint(10000, 199999)}", f"CN{dice.randint(100000000, 115999999)}A", f"JP {dice.randint(2000, 2020)}-{dice.randint(10000, 99999)} A", f"RU {dice.randint(2000000, 2799999)} C1", f"DE{dice.randint(100000, 999999)}C",
    ))  # fmt: skip
    item["issued"] = mixer._date("," if dice.random() < 0.5 else "")
    item["publisher"] = dice.choice(facts.EN["companies"]) if dice.random() < 0.2 else ""
    item["authority"] = (
        dice.choice(("U.S. Patent and Trademark Office", "United States", "European Patent Office", "US", "中国"))
        if dice.random() < 0.35
        else ""
    )
    item["genre"] = "patent" if dice.random() < 0.2 else ""
    if dice.random() < 0.3:
        facts._addressed(item, dice)


def _report(item: Item, mixer: Any) -> None:
    dice = mixer.dice
    item["genre"] = dice.choice(facts.EN["reports"]) if dice.random() < 0.6 else ""
    item["number"] = dice.choice((str(dice.randint(1, 9999)), f"TR-{dice.randint(1, 99)}-{dice.randint(1, 99)}", f"NASA/TM-{dice.randint(1990, 2020)}-{dice.randint(1000, 9999)}", f"CS-{dice.randint(70, 99)}-{dice.randint(10, 99)}", f"WHO/HIV/{dice.randint(1998, 2020)}.{dice.randint(1, 30)}", f"PB {dice.randint(70, 99)}-{dice.randint(100000, 299999)}", f"AD-A{dice.randint(100, 699)} {dice.randint(100, 999)}", f"NISTIR {dice.randint(1000, 8999)}", f"No. {dice.randint(1, 9999)}")) if dice.random() < 0.6 else ""  # fmt: skip
    item["publisher"] = dice.choice(facts.EN["orgs"] + facts.EN["universities"])
    item["publisher-place"] = dice.choice(facts.CITIES) if dice.random() < 0.5 else ""
    item["author"] = item["author"] if dice.random() < 0.7 else [{"literal": dice.choice(facts.EN["orgs"])}]
    if dice.random() < 0.4:
        facts._addressed(item, dice)


def _dataset(item: Item, mixer: Any) -> None:
    dice = mixer.dice
    lead = dice.choice(
        (
            "",
            "",
            "",
            "Data from: ",
            "Dataset for: ",
            "Additional file 2: of ",
            "Continuous observations: ",
            "Supplementary data: ",
        )
    )
    item["title"] = lead + item["title"]
    item["publisher"] = dice.choice(facts.EN["repositories"]) if dice.random() < 0.85 else ""
    item["version"] = dice.choice(("1.0", "2", "v1", "V3", "4.1", "2.0.1")) if dice.random() < 0.3 else ""
    item["DOI"] = (
        f"10.{dice.randint(1000, 9999)}/{dice.choice(('zenodo.', 'm9.figshare.', 'dryad.', 'pangaea.', 'dvn/'))}{dice.randint(1000, 9999999)}"
        if dice.random() < 0.7
        else ""
    )
    item["medium"] = "dataset" if dice.random() < 0.1 else ""


def _software(item: Item, mixer: Any) -> None:
    dice = mixer.dice
    item["title"] = dice.choice(facts.EN["software"]) if dice.random() < 0.8 else item["title"]
    item["version"] = (
        f"{dice.randint(0, 29)}.{dice.randint(0, 12)}" + (f".{dice.randint(0, 9)}" if dice.random() < 0.4 else "")
        if dice.random() < 0.7
        else ""
    )
    item["publisher"] = dice.choice(facts.EN["software_houses"]) if dice.random() < 0.7 else ""
    item["publisher-place"] = (
        dice.choice(("Vienna, Austria", "Armonk, NY", "College Station, TX", "Berlin"))
        if item["publisher"] and dice.random() < 0.35
        else ""
    )
    item["genre"] = (
        dice.choice(("Computer software", "Mobile app", "R package", "Computer program"))
        if dice.random() < 0.25
        else ""
    )
    if dice.random() < 0.25:
        item["author"] = [{"literal": dice.choice(facts.EN["software_houses"])}]
    if dice.random() < 0.5:
        facts._addressed(item, dice)


def _screened(titles: str, houses: str) -> Maker:
    def made(item: Item, mixer: Any) -> None:
        dice = mixer.dice
        item["title"] = (
            dice.choice(facts.EN[titles])
            if dice.random() < 0.6
            else item["title"][:70].rpartition(" ")[0] or item["title"]
        )
        item["publisher"] = dice.choice(facts.EN[houses]) if dice.random() < 0.8 else ""
        item["publisher-place"] = (
            dice.choice(("Los Angeles", "London", "New York", "Berkeley, Calif"))
            if item["publisher"] and dice.random() < 0.25
            else ""
        )
        item["medium"] = (
            dice.choice(("DVD", "Film", "Video", "CD", "LP", "MP3", "Blu-ray")) if dice.random() < 0.3 else ""
        )
        item["author"] = item["author"][:1] if dice.random() < 0.75 else []
        if item["type"] == "song" and dice.random() < 0.5:
            item["container-title"] = dice.choice(facts.EN[titles])
        if item["type"] == "motion_picture" and dice.random() < 0.3:
            item["genre"] = dice.choice(("Film", "Documentary", "Motion picture"))
        if dice.random() < 0.25:
            facts._addressed(item, dice)

    return made


def _broadcast(item: Item, mixer: Any) -> None:
    dice = mixer.dice
    item["container-title"] = dice.choice(facts.EN["broadcasts"])
    item["publisher"] = (
        dice.choice(("NPR", "BBC Radio 4", "PBS", "CBS", "WNYC", "Channel 4", "HBO", "ABC", ""))
        if dice.random() < 0.6
        else ""
    )
    item["number"] = str(dice.randint(1, 400)) if dice.random() < 0.35 else ""
    item["genre"] = (
        dice.choice(
            ("Podcast episode", "Audio podcast", "TV series episode", "Television broadcast", "Radio broadcast")
        )
        if dice.random() < 0.4
        else ""
    )
    item["author"] = item["author"][:2]
    item["issued"] = mixer._date(",") if dice.random() < 0.85 else None
    if dice.random() < 0.5:
        facts._addressed(item, dice)


def _entry(item: Item, mixer: Any) -> None:
    dice = mixer.dice
    item["title"] = (
        dice.choice(facts.EN["entries"]) if dice.random() < 0.6 else " ".join(item["title"].split()[:3]).rstrip(",:")
    )
    item["container-title"] = dice.choice(facts.EN["encyclopedias"])
    item["author"] = item["author"][:2] if dice.random() < 0.65 else []
    if dice.random() < 0.4:
        item |= {
            "editor": dice.choice(mixer.pools["en", "editor"])[:2],
            "publisher": dice.choice(facts.HOUSES),
            "publisher-place": dice.choice(facts.CITIES),
        }
    if dice.random() < 0.3:
        item |= {"volume": str(dice.randint(1, 29)), "page": facts._page(dice)}
    if dice.random() < 0.5:
        facts._addressed(item, dice)


def _held(titles: str) -> Maker:
    def made(item: Item, mixer: Any) -> None:
        dice = mixer.dice
        item["title"] = dice.choice(facts.EN[titles]) if dice.random() < 0.7 else item["title"]
        item["author"] = item["author"][:1] if dice.random() < 0.8 else []
        if item["type"] == "manuscript":
            item["genre"] = (
                dice.choice(
                    ("Manuscript", "Letter", "PowerPoint slides", "Unpublished manuscript", "Manuscript in preparation")
                )
                if dice.random() < 0.4
                else ""
            )
            item["archive"] = dice.choice(facts.EN["archives"]) if dice.random() < 0.6 else ""
            item["archive_location"] = dice.choice((f"MS {dice.randint(1, 900)}", f"Box {dice.randint(1, 90)}, Folder {dice.randint(1, 40)}", f"B{dice.randint(100, 9999)}", f"Add. MS {dice.randint(10000, 99999)}")) if item["archive"] else ""  # fmt: skip
        elif item["type"] == "graphic":
            item["medium"] = dice.choice(facts.EN["graphic_media"]) if dice.random() < 0.6 else ""
            item["publisher" if dice.random() < 0.5 else "archive"] = (
                dice.choice(facts.EN["museums"]) if dice.random() < 0.6 else ""
            )
        else:
            item["publisher"] = dice.choice(("U.S. Geological Survey", "Ordnance Survey", "National Geographic Society", "C.S. Hammond", "IGN", "Routledge")) if dice.random() < 0.8 else ""  # fmt: skip
            item["publisher-place"] = dice.choice(facts.CITIES) if dice.random() < 0.4 else ""
            item["genre"] = dice.choice(("Map", "map", "Atlas", "Cartographic material")) if dice.random() < 0.4 else ""
            item["scale"] = "1:50,000" if dice.random() < 0.2 else ""
        if dice.random() < 0.3:
            facts._addressed(item, dice)

    return made


def _thesis(item: Item, mixer: Any) -> None:
    dice = mixer.dice
    item |= {
        "genre": dice.choice(facts.EN["theses"]) if dice.random() < 0.85 else "",
        "publisher": dice.choice(facts.EN["universities"]),
    }
    item["publisher-place"] = dice.choice(facts.CITIES) if dice.random() < 0.4 else ""
    item["number-of-pages"] = str(dice.randint(60, 500)) if dice.random() < 0.2 else ""
    item["author"] = item["author"][:1]


def _meeting(item: Item, mixer: Any) -> None:
    dice = mixer.dice
    name = dice.choice(facts.EN["meetings"]).format(n=dice.randint(2, 40), y=dice.randint(1995, 2024))
    item["event-title" if dice.random() < 0.4 else "container-title"] = name
    if dice.random() < 0.5 and "event-title" in item:
        item["event-place"] = dice.choice(facts.CITIES)
    if dice.random() < 0.6:
        item |= {
            "publisher": dice.choice(
                ("ACM", "IEEE", "Springer", "AAAI Press", "Association for Computing Machinery", "PMLR")
            ),
            "page": facts._page(dice),
        }
    item["publisher-place"] = dice.choice(facts.CITIES) if item.get("publisher") and dice.random() < 0.4 else ""


def _preprint(item: Item, mixer: Any) -> None:
    dice = mixer.dice
    item["publisher"] = dice.choice(facts.EN["preprints"])
    number = f"{dice.randint(10, 24)}{dice.randint(1, 12):02}.{dice.randint(1, 19999):05}"
    if item["publisher"] == "arXiv":
        item["number"] = f"arXiv:{number}"
    elif dice.random() < 0.7:
        item["DOI"] = (
            f"10.1101/20{dice.randint(13, 24)}.{dice.randint(1, 12):02}.{dice.randint(1, 28)}.{dice.randint(100000, 999999)}"
        )
    if dice.random() < 0.3:
        facts._addressed(item, dice)


def _spoken(item: Item, mixer: Any) -> None:
    dice = mixer.dice
    item["author"] = item["author"][:2]
    item["issued"] = mixer._date(",")
    if item["type"] == "personal_communication":
        item["genre"] = dice.choice(("Personal communication", "E-mail", "letter", "Email to the author"))
        item["title"] = item["title"] if dice.random() < 0.3 else ""
    else:
        item["event-title"] = dice.choice(facts.EN["meetings"]).format(
            n=dice.randint(2, 40), y=dice.randint(1995, 2024)
        )
        item["genre"] = dice.choice(("Keynote address", "Paper presentation", "Speech", "Poster", ""))


# The weight of each type, and what makes a work of it.
KINDS: dict[str, tuple[float, Maker]] = {
    "article-newspaper": (4, _newspaper), "article-magazine": (3, _magazine), "webpage": (3, _site("sites")), "post-weblog": (2.5, _site("blogs")),
    "legal_case": (4, _case), "legislation": (2, _law), "bill": (0.5, _law), "standard": (3, _standard), "patent": (2, _patent), "report": (3.5, _report),
    "dataset": (3.5, _dataset), "software": (3, _software), "motion_picture": (2.2, _screened("films", "film_houses")), "song": (1.4, _screened("songs", "labels")),
    "broadcast": (2, _broadcast), "entry-encyclopedia": (2.5, _entry), "manuscript": (1.5, _held("manuscripts")), "map": (1.2, _held("maps")),
    "graphic": (1.6, _held("graphics")), "thesis": (2.5, _thesis), "paper-conference": (3, _meeting), "article": (1.5, _preprint), "speech": (0.8, _spoken),
    "personal_communication": (0.4, _spoken), "post": (0.6, _site("blogs")), "entry-dictionary": (0.3, _entry),
}  # fmt: skip
