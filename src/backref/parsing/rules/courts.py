"""Decisions of the courts of the civil law: raw citation -> runs.

They have no parties but a court, a day and a number: "BGH, Urteil vom 19. April 2005 – VI ZR 247/03, NJW 2005, 1937".
All that up to the number is the title where no name is printed; the day and the number are said besides.
"""

from __future__ import annotations

import re

from ..tagging.segments import Run
from ..taken import SURE

_DAY = r"(?P<date>\d{1,2}(?:er)?\.?\s?(?:[^\W\d_]{3,10}\.?|\d{1,2}\.)\s?(?:1[89]|20)\d\d|\d{1,2}[./-]\d{1,2}[./-](?:1[89]|20)\d\d)"
_GERMAN = (
    r"(?:BGH|BVerfG|BVerwG|BAG|BFH|BSG|BPatG|RG|EuGH|EuG|EGMR|OGH|VfGH|VwGH|BGer|BayObLG|KG|(?:Hans)?OLG|LG|AG|VG|OVG|VGH|LAG|ArbG|SG|LSG|FG)"
    r"(?:\s[A-ZÄÖÜ][\w.()/-]{2,24}(?:\s(?:[a-z]{2,3}\.?|[A-ZÄÖÜ][\w.()/-]{2,20})){0,3}(?:\sI{1,2})?)?"
)
_DOCKET = r"(?:[\w.-]{1,8}\s(?:\([\w.]{1,8}\)\s)?)?(?:[A-Z][\w.()-]{0,7}\s(?:\([\w.]{1,8}\)\s)?){0,2}\d{1,5}(?:/\d{2,4}[a-z]?|\.\d\d)(?:\s?\([A-Z]{1,3}\))?|[CT]-\d{1,4}/\d\d"
_AT = r"\s(?P<volume>\d{1,4}),\s(?:S\.\s|p\.\s)?(?P<page>\d{1,5})(?:\s?ff?\.?|\s\(\d{1,5}\))?(?:,?\s(?:Rn|Rdnr|Rz|Tz)\.\s\d{1,4}(?:\s?ff?\.?)?)?"
_IN = rf"(?P<series>[A-ZÄÖÜ][\w-]{{1,13}}(?:\s[A-Z]{{2,4}})?){_AT}"
_COLLECTED = r"(?P<series>BVerfGE|BVerfGK|BGHZ|BGHSt|BVerwGE|BAGE|BFHE|BSGE|BGE|RGZ|RGSt|BPatGE)"
_NAME = r"(?:\s[-–—]\s(?P<name>[^\W\d_][^().:<>]{2,60})|\s\((?P<name2>[^\W\d_][^()]{2,60})\)|,\s(?P<name3>[^\W\d_][^().:<>,\d]{2,60}))?"
_SHAPES = tuple(re.compile(rf"{shape}[\s.;,。]*") for shape in (
    (
        rf"(?P<head>(?P<court>{_GERMAN})(?:,\s|\s)(?:\w{{0,20}}(?:[Uu]rteil|[Bb]eschlu(?:ss|ß)|[Uu]rt\.|[Bb]eschl\.|[Ee]ntscheidung|U\.|B\.),?\s)?(?:vom?\.?\s|v\.\s)?{_DAY}"
        rf"(?:(?:\s?[-–—,:;]\s?|,?\s)(?:Az\.?:?\s|Rs\.?\s)?(?P<number>{_DOCKET})(?:,?\su\.\s?a\.)?(?:\s[–-](?=,))?)?)(?:,\s(?P<note>juris|BeckRS\s\d{{4}},?\s\d+))?(?:[,:;]\s{_IN})?{_NAME}"
    ),
    rf"{_COLLECTED}{_AT}{_NAME}",
    r"(?P<series>BGE|ATF|DTF)\s(?P<volume>\d{1,3})\s(?:IV|V|I{1,3}[ab]?)\s(?P<page>\d{1,4})(?:\s(?:E|consid)\.\s\d[\w.]{0,6})?",  # Switzerland
    # The Netherlands: "HR 31 januari 1919, NJ 1919, 161 (Lindenbaum/Cohen)".
    r"(?P<head>(?P<court>HR|Hof\s[A-Z][\w-]+|Rb\.?\s[A-Z][\w-]+|CRvB|ABRvS)\s(?P<date>\d{1,2}\s[a-z]{3,9}\s\d{4}))(?:,\s(?P<ecli>ECLI:NL:[\w:]{8,40}))?(?:,\s(?P<series>NJ|AB|JOR|JAR|RvdW|BNB)\s\d{4}[,/]\s?(?P<page>\d{1,4}))?(?:,?\s(?:\((?P<name>[^()\d]{3,60})\)))?",
    # France: "Cass. civ. 1re, 25 février 1997, n° 94-19.685", "CE, ass., 30 mai 1930, Nevers, Rec. p. 583".
    (
        r"(?P<head>(?P<court>(?:Cass\.|Cour de cassation|C\. cass\.|CE|Conseil d['’][EÉ]tat|Cons\. const\.|Conseil constitutionnel|CA|CAA|Cour d['’]appel|T\. confl\.|TGI|TA|CEDH|Cour EDH|CJUE|CJCE)"
        rf"(?:,?\s[^\W\d_][\w.]{{0,9}}|,?\s\d(?:re|e|ère)){{0,4}})(?:,\s(?:arrêt\s|décision\s)?(?:du\s)?{_DAY}(?:,\s(?P<name>[^,\d]{{3,120}})(?=,|\W*$))?)?"
        rf"(?:,\s(?:arrêt\s|décision\s)?n[°ºo]s?\s(?P<number>\d[\w./–-]{{2,14}}(?:\s[A-Z]{{1,4}}\b)?)(?:\sdu\s{_DAY.replace('<date>', '<date2>')})?)?)"
        r"(?:,\s(?P<series>(?:Bull|Rec|Lebon|D|JCP|Gaz\. Pal|AJDA|GAJA|RTD)\.?(?:\s[a-z]{2,5}\.)?(?:\s[IVX]{1,4}\b)?)(?:,?\s(?:p\.\s(?P<page>\d{1,5})|n[°º]\s(?P<issue>\d{1,5})))?)?"
        r"(?:,\s(?P<name2>[^,\d]{3,90}))?"
    ),
    # Italy: "Cass., sez. un., 11 novembre 2008, n. 26972, in Foro it., 2009, I, 120".
    (
        r"(?P<head>(?P<court>(?:Corte cost(?:ituzionale|\.)|Cass\.(?: civ\.| pen\.)?|Corte di cassazione|Cons(?:iglio di|\.) Stato|T\.?A\.?R\.? [A-Z]\w+|Trib(?:unale|\.)(?: di)? [A-Z]\w+|App\. [A-Z]\w+)"
        rf"(?:,?\s(?:sez\.?|sezioni|ad\.|plen\.|un(?:ite|\.)|civ\.|pen\.|lav\.|[IVX]{{1,4}})){{0,4}}),\s(?:(?:sent(?:enza)?|ord(?:inanza)?)\.?\s)?{_DAY},\sn\.\s(?P<number>\d{{1,6}}(?:/\d{{2,4}})?))"
        r"(?:,\sin\s(?P<series>[A-Z][^,\d]{2,40}),\s(?:\d{4}),(?:\s(?P<volume>[IVX]{1,4}|\d{1,3}),)?\s(?:p\.\s)?(?P<page>\d{1,5}))?"
    ),
    # By the identifier of Europe: "ECLI:NL:GHDHA:2018:2591, Gerechtshof Den Haag, 200.178.245/01, 2018".
    (
        r"(?P<head>(?P<ecli>ECLI:[A-Z]{2}:\w{2,10}:\d{4}:[\w.]{1,20}\w)(?:,\s(?P<court>[^,\d]{3,60}))?(?:,\s(?P<number>[\w./-]{0,20}\d[./]\d[\w./-]{0,12}))?)(?:,\s(?P<year>\d{4}))?"
    ),
    # Spain: "STC 31/2010, de 28 de junio".
    (
        r"(?P<head>(?:(?P<court2>Tribunal (?:Constitucional|Supremo)|Audiencia (?:Nacional|Provincial de \w+))[.,]\s(?:\(?Sala [^,.()]{3,40}\)?[.,]\s)?)?(?:Sentencia|S(?:entencia del )?T(?:ribunal )?(?:C(?:onstitucional)?|S(?:upremo)?)|S(?:AP|AN|TSJ|JPI)|AT[CS])(?:\s(?:de\s)?[A-ZÁÉÍÓÚ]\w+)?\s(?:n[úu]m\.\s|n\.º\s)?(?P<number>\d{1,5}/(?P<year>\d{4})),"
        r"\sde\s(?:(?P<date>\d{1,2}\sde\s[a-z]{4,10}\sde\s\d{4})|\d{1,2}\sde\s[a-z]{4,10}))(?:\s\((?P<court>[^()]{3,60})\))?(?:[,;]\s(?P<note>ECLI:[\w:]{8,40}))?"
    ),
    # Brazil: "BRASIL. Supremo Tribunal Federal. Recurso Especial nº 1.163.283/RS. Relator: Luis Salomão. 4 maio 2015".
    (
        r"(?P<author>[A-ZÀ-Ý][^\W\d_]{2,20}(?:\s[A-ZÀ-Ýd][^\W\d_]{1,12}){0,3})\.\s(?P<court>(?:Supremo|Superior|Tribunal)\s[^.]{4,80})\.\s(?P<name>[^.]{4,90}?\sn[.º°]{0,2}\s?(?P<number>\d[\d.-]{0,16}(?<=\d)(?:/[A-Z]{2})?)[^.]{0,60})\."
        r"(?:\s(?P<note>Relatora?:\s(?:Min\.\s)?[^.]{3,60})\.)?(?:\s(?P<place>[A-ZÀ-Ý][^.,\d]{2,24}(?:,\s[A-Z]{2})?),)?(?:\s(?:[Jj]ulgado em\s)?(?P<date>\d{1,2}\s(?:de\s)?[^\W\d_]{3,9}\.?\s(?:de\s)?\d{4}))?"
    ),
    # Japan: "最判昭和56年3月24日民集35巻2号300頁"; China: "最高人民法院（2014）民提字第1号民事判决书".
    (
        r"(?P<head>(?P<court>(?:最高裁(?:判所)?|最大?|大審?院?|[東大名広福仙札高]\w{0,3}(?:高|地)裁?)(?:大法廷|第[一二三]小法廷)?(?:判決?|決定?)?)[・、]?(?P<date>(?:明治|大正|昭和|平成|令和)\s?(?:\d{1,2}|元)[年・.]\d{1,2}[月・.]\d{1,2}日?)(?:(?:大法廷|第[一二三]小法廷)?(?:判決|決定))?)"
        r"(?:[、,]?\s?(?P<series>民集|刑集|民録|刑録|判時|判タ|判例時報|判例タイムズ|裁判集民事)\s?(?P<volume>\d{1,4})[巻号]?(?:(?P<issue>\d{1,3})号)?(?P<page>\d{1,4})[頁页])?"
    ),
    (r"(?P<head>(?P<court>[\u3400-\u9fff]{2,24}法院)[，,\s]?(?P<number>[（(〔]\d{4}[）)〕][\u3400-\u9fff（）()]{1,12}\d{0,4}[\u3400-\u9fff]{0,6}第?\d{1,8}号)(?P<genre>[\u3400-\u9fff]{2,6}(?:判决书|裁定书|调解书|决定书))?)"),
))  # fmt: skip
_LABELS = {
    "author": "author", "place": "location", "court": "authority", "court2": "authority", "date": "date", "date2": "date", "number": "number", "ecli": "number", "series": "container-title", "volume": "volume", "issue": "issue",
    "page": "pages", "note": "note", "genre": "genre", "year": "date",
}  # fmt: skip
_TELLING = ("date", "date2", "number", "ecli", "page")  # a court alone is no decision


def read(raw: str, end: int) -> list[Run] | None:
    """Return the runs of a citation, up to `end`, that is a decision and nothing else; or None.

    >>> raw = "OLG Köln, Urteil vom 22.06.2016 - 6 U 149/14"
    >>> [(run.label, raw[run.start : run.end]) for run in read(raw, len(raw))]
    [('title', 'OLG Köln, Urteil vom 22.06.2016 - 6 U 149/14'), ('authority', 'OLG Köln'), ('date', '22.06.2016'), ('number', '6 U 149/14')]
    """
    for shape in _SHAPES:
        if not (found := shape.fullmatch(raw, 0, end)):
            continue
        said = found.groupdict()
        if not any(map(said.get, _TELLING)):
            continue
        name = next((each for each in ("name", "name2", "name3", "head") if said.get(each)), None)
        runs = [Run("title", *found.span(name), SURE)] if name else []
        labels = {run.label for run in runs}
        for group, label in _LABELS.items():
            if said.get(group) and label not in labels:
                labels.add(label)
                runs.append(Run(label, *found.span(group), SURE))
        return runs
    return None
