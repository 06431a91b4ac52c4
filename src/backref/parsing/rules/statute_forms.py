"""The forms in which laws, directives and treaties are cited, and the gazettes behind their titles."""

from __future__ import annotations

import re

_DAY = r"(?P<day>\d{1,2}(?:er|º|\.)?\s(?:de\s)?[^\W\d_]{3,10}\s(?:de\s)?(?:1[5-9]|20)\d\d|\d{1,2}\.\s?\d{1,2}\.\s?(?:1[89]|20)\d\d)"
_TREATY_DAY = r"(?:\d{1,2}\s[A-Z][a-z]{2,8}|[A-Z][a-z]{2,8}\.?\s\d{1,2},)\s\d{4}"
_SECTION = r"ss?\.?\s(?P<section>\d{1,4}\w?(?:\(\w{1,3}\)){0,3})"
_LANDS = r"Cth|ACT|NSW|NT|Qld|SA|Tas|Vic|WA|NZ|UK|Imp|Ont|BC|Ireland"
WHOLE = tuple(
    (kind, tuple(hints.split("|")), re.compile(pattern))
    for kind, hints, pattern in (
        # The United States: "Pub. L. No. 111-148, 124 Stat. 119 (2010)", "42 U.S.C. § 12101 (1990)".
        ("legislation", "Pub. L|Public L", r"(?P<title>[A-Z][^§]{3,200}?),\s(?P<number>Pub(?:\.|lic)\sL(?:\.|aw)\s(?:No\.\s)?\d{1,3}[-–]\d{1,4})(?:,\s(?P<volume>\d{1,3})\s(?P<container>Stat\.)\s(?P<pages>\d{1,4}))?(?:\s\((?P<date>\d{4})\)|,\s(?P<date2>\d{4}))?"),
        ("legislation", "§|U.S.C|USC|U. S. C|C.F.R|CFR", r"(?:(?P<title>[A-Z][^§]{3,200}?),\s)?(?P<volume>\d{1,2})\s(?P<container>U\.?\s?S\.?\s?C(?:\.|ode)?(?:\sA\.|\sAnn\.)?|C\.?\s?F\.?\s?R\.?)\s(?P<section>§{1,2}\s?\d[\w.–-]{0,14}(?:\([\w]{1,3}\)){0,3}(?:\s?et seq\.)?|[Pp]t\.?\s\d{1,4})(?:\s\((?P<date>\d{4})\))?"),
        # Europe: "[2016] OJ L119/1", "OJ L 281, 23.11.1995, p. 31–50".
        ("legislation", "OJ |O.J. |Official Journal", r"(?P<title>(?:[A-Z][a-z]+\s){0,3}(?:Regulation|Directive|Decision|Recommendation)\s(?:\([A-Z]{2,7}\)\s)?(?:No\.?\s)?\d{1,4}/\d{1,4}(?:/[A-Z]{2,4})?\b.{0,600}?)[,.;]?\s\(?(?:\[(?P<date>\d{4})\]\s)?(?P<container>O\.?J\.?|Official Journal(?: of the European (?:Union|Communities))?),?\s(?P<volume>[LC]\s?\d{1,3})(?:/(?P<pages>\d{1,4}))?(?:,\s(?P<date2>\d{1,2}[./]\d{1,2}[./]\d{4}|\d{1,2}\s[A-Z][a-z]+\s\d{4}))?(?:,\spp?\.\s?(?P<pages2>\d{1,4}(?:[-–]\d{1,4})?))?\)?(?:[.;,]\s(?P<number>CELEX:?\s?\w{8,14}))?"),
        ("legislation", " O.J. (", r"(?P<title>(?:[A-Z][a-z]+\s){0,3}(?:Regulation|Directive|Decision|Recommendation)\s.{3,600}?),\s(?P<date>\d{4})\s(?P<container>O\.J\.)\s\((?P<volume>[LC]\s?\d{1,3})\)\s(?P<pages>\d{1,4})"),
        ("treaty", "OJ |O.J. |Official Journal", r"(?P<title>(?:Consolidated version of the\s)?(?:Treaty|Charter|Agreement)\b.{3,300}?)[,.;]?\s\(?(?:\[(?P<date>\d{4})\]\s)?(?P<container>O\.?J\.?|Official Journal(?: of the European (?:Union|Communities))?),?\s(?P<volume>[LC]\s?\d{1,3})(?:/(?P<pages>\d{1,4}))?(?:,\s(?P<date2>\d{1,2}[./]\d{1,2}[./]\d{4}|\d{1,2}\s[A-Z][a-z]+\s\d{4}))?(?:,\spp?\.\s?(?P<pages2>\d{1,4}(?:[-–]\d{1,4})?))?\)?(?:[.;,]\s(?P<number>CELEX:?\s?\w{8,14}))?"),
        ("treaty", "Treaty Series", rf"(?:(?P<author>United Nations|League of Nations|Council of Europe),\s)?(?P<title>[A-Z].{{8,200}}?),\s(?P<date>{_TREATY_DAY}),\s(?P<container>(?:United Nations|League of Nations)?,?\s?Treaty Series),\svol\.\s(?P<volume>\d{{1,4}}),\s(?:[Nn]o\.\s\d{{1,6}},\s)?pp?\.\s(?P<pages>\d{{1,5}})"),
        ("treaty", "NTS |N.T.S.|U.S.T.|I.L.M| ILM ", rf"(?P<title>[A-Z].{{8,200}}?)(?:,\s[A-Z][\w.]{{1,20}}(?:[-–][A-Z][\w.]{{1,20}}){{1,4}}(?=,))?(?:,\s(?:opened for signature\s)?(?P<date>{_TREATY_DAY})|\s\((?:adopted|opened for signature|signed|done)?\s?(?P<date2>{_TREATY_DAY})(?:,\sentered into force[^()]{{1,40}})?\)),?\s(?P<volume>\d{{1,4}})\s(?P<container>U\.?N\.?T\.?S\.?|L\.?N\.?T\.?S\.?|U\.S\.T\.|I\.?L\.?M\.?)\s(?P<pages>\d{{1,5}})(?:\s\([A-Z][\w ‘’'-]{{1,30}}\))?(?:,?\sarts?\.?\s\d[\w()–-]{{0,12}})?(?:,\s\d{{1,4}}\s[A-Z][A-Z.]{{2,8}}\s\d{{1,5}})*(?:\s\(\d{{4}}\))?"),
        # The Commonwealth: "Human Rights Act 1998, s 6", "Data Protection Act 2018 (c. 12)", "Native Title Act 1993 (Cth) s 223".
        ("legislation", " Act ", rf"(?P<title>[A-Z][^;.\d]{{2,90}}\sAct)\s(?P<date>\d{{4}})(?:(?:,\s|\s\()(?P<number>c\.?\s\d{{1,3}})\)?(?:,?\s{_SECTION})?|\s\((?P<jurisdiction>{_LANDS})\)(?:,?\s{_SECTION.replace('<section>', '<section2>')})?|,?\s{_SECTION.replace('<section>', '<section3>')})"),
        ("legislation", "Statutes at Large", r"(?:United States, Congress(?:, [A-Z]\w+)?\.\s)?(?:(?P<title>[A-Z][^.]{3,160})\.\s)?(?P<number>Public Law \d{1,3}[-–]\d{1,4})\.\s(?P<container>(?:United States )?Statutes at Large),\svol\.\s(?P<volume>\d{1,3}),\s(?P<date>\d{4}),\spp?\.\s(?P<pages>\d{1,5}(?:[-–]\d{1,5})?)(?:\.\s(?P<publisher>[A-Z][^,\d]{5,80}?))?"),
        # Canada: "Canadian Charter of Rights and Freedoms, s 7, Part I of the Constitution Act, 1982, being Schedule B ...".
        ("legislation", ", Part I", rf"(?P<title>[A-Z][^;.\d,]{{5,90}}),\s(?:{_SECTION},\s)?(?P<note>Part I{{1,3}} of the [A-Z].{{5,160}})"),
        # Canada: "Criminal Code, RSC 1985, c C-46, s 745", "Code civil du Québec, RLRQ c CCQ-1991".
        ("legislation", "RSC|RSO|RSBC|RSQ|RSA|RSNS|SBC|CQLR|RLRQ|LRC|LRQ", rf"(?P<title>[^\W\d_a-z][^§;.]{{2,110}}),\s(?P<container>RS[CAOQ]|RSBC|RSNS|S[CAOQ]|SBC|CQLR|RLRQ|LR[CQ]|L[CQO])(?:\s(?P<date>\d{{4}}))?,?\s(?P<number>c\s(?:[A-Z]{{1,4}}[-–.]?)?\d[\w.-]{{0,9}})(?:,\s(?:{_SECTION}|(?P<section2>art\s\d[\w.-]{{0,9}})))?"),
        # Brazil: "BRASIL. Lei nº 9.394, de 20 de dezembro de 1996. Estabelece ... Diário Oficial da União, Brasília, 23 dez. 1996."
        ("legislation", "Diário Oficial", r"(?:(?P<author>[A-ZÀ-Ý]{3,16}(?:\s[A-ZÀ-Ý]{2,16}){0,3}(?:\s\([^()]{2,24}\))?)\.\s)?(?P<title>(?:Lei|Decreto|Medida Provisória|Resolução|Portaria|Emenda Constitucional|Instrução Normativa)\b.{6,700}?)\.\s(?:[A-ZÀ-Ý][^.:\d]{2,30}:\s[^.:\d]{3,60},\s\d{4}\.\s)?(?P<container>Diário Oficial[^,:.]{0,40})[,:.]\s(?:(?P<location>[A-ZÀ-Ý][^,\d]{2,20}(?:,\s[A-Z]{2})?),\s)?(?:.{0,60}?,\s)?(?P<date2>\d{1,2}º?\s(?:de\s)?[^\W\d_]{3,9}\.?\s(?:de\s)?\d{4})(?:,?\s.{0,40})?"),
        # Poland: "Ustawa z dnia 23 kwietnia 1964 r. – Kodeks cywilny, Dz.U. 1964 nr 16 poz. 93".
        ("legislation", "poz.", r"(?P<title>(?:Ustawa|Rozporządzenie|Uchwała|Obwieszczenie|Zarządzenie|Konstytucja)\b.{6,300}?)[,.]?\s\(?(?P<container>Dz\.\s?U\.|M\.\s?P\.)(?:\sz)?\s(?P<date>\d{4})(?:\sr\.)?,?\s(?:[Nn]r\s(?P<issue>\d{1,4}),?\s)?poz\.\s(?P<number>\d{1,5})(?:\sz\spóźn\.\szm\.)?\)?"),
        # Turkey: "Türk Borçlar Kanunu, Kanun No: 6098, Resmî Gazete, 4 Şubat 2011, Sayı: 27836".
        ("legislation", "Gazete", r"(?P<title>[^\W\d_a-z][^,]{3,120}?(?:Kanunu?|Yönetmeliği|Yönetmelik|Tüzüğü|Kararname(?:si)?))(?:,\sKanun\s[Nn]o:?\s(?P<number>\d{1,5}))?,\s(?P<container>(?:T\.C\.\s)?Resm[iî]\sGazete),\s(?P<date>\d{1,2}\s[^\W\d_]{3,8}\s\d{4}|\d{1,2}\.\d{1,2}\.\d{4})(?:,\s[Ss]ayı:?\s(?P<issue>\d{1,6}))?"),
        # Viet Nam: "Quốc hội (2015), Bộ luật Dân sự, Luật số 91/2015/QH13".
        ("legislation", " số", r"(?P<author>[^\W\d_a-z][^.(),\d]{3,60})[.,]?\s\((?P<date>\d{4})\)[.,:]\s(?P<title>[^\W\d_].{3,240}?),\s(?:Bộ luật|Luật|Nghị định|Nghị quyết|Thông tư|Quyết định)\ssố:?\s(?P<number>\d{1,4}/\d{4}/[^\W\d_][\w-]{1,20})"),
        # Russia and Ukraine: "О персональных данных: федер. закон от 27.07.2006 № 152-ФЗ // Российская газета. 2006. № 165".
        ("legislation", "закон|Закон", r"(?P<title>(?:Об?|Про)\s[^:/]{4,240}?)\s?:\s(?:(?:[А-Яа-яЁё]{3,12}\.?\s){0,2}[Зз]акон)(?:\s[А-Яа-яЁёІіЇї. ]{2,30})?\s(?:от|від)\s(?P<date>\d\d\.\d\d\.\d{4})(?:\s?[гр]\.)?\s(?:№|N)\s?(?P<number>\d{1,4}(?:-[\w-]{1,10})?)(?:\s//\s(?P<container>[^./]{3,60}|Рос\. газ\.?|Собр\. законодательства(?: РФ| Рос\. Федерации)?)\.?\s(?:[-–—]\s)?\d{4}\.?(?:\s(?:[-–—]\s)?\d{1,2}\s[а-яії]{3,9})?\.?(?:\s(?:[-–—]\s)?№\s?(?P<issue>\d{1,4}))?(?:\.\s(?:[-–—]\s)?[Сс]т\.\s(?P<pages>\d{1,6}))?)?"),
        # The Congress: "Equality Act, H.R. 5, 116th Cong. (2019)", "Heat: Hearing before the S. Comm. on Energy, 115th Cong. (2018)".
        ("bill", "Cong.", r"(?:(?P<title>[A-Z“\"].{2,200}?),[”\"]?\s)?(?P<number>(?:H\.\s?R\.|S\.|H\.|H\.J\.|S\.J\.|H\.\s?Con\.|S\.\s?Con\.)(?:\sRes\.)?\s\d{1,5}),\s(?P<authority>\d{1,3}(?:st|nd|rd|d|th)\sCong\.)(?:,?\s(?:\d(?:st|nd|rd|d|th)\s[Ss]ess\.|§{1,2}\s\d[\w.–-]*))?\s\((?P<date>(?:[A-Z][a-z]{2,8}\.?\s\d{1,2},\s)?\d{4})\)(?:\s\([^()]{3,60}\))?"),
        # The Parliament of the United Kingdom: "Online Safety Bill HC Bill (2021–22) [285]".
        ("bill", " Bill ", r"(?P<title>[A-Z][^;\d]{2,110}\sBill(?:\s\[HL\])?),?\s(?:HC|HL)\sBill\s\(?(?P<date>\d{4})(?:[-–—/]\d{2,4})?\)?\s\[?(?P<number>\d{1,4})\]?"),
        ("hearing", "Cong.", r"(?P<title>[A-Z“\"].{2,240}?[Hh]earings?\s(?:on\s.{4,120}\s)?[Bb]efore\s.{4,200}?),\s(?P<authority>(?:U\.?\s?S\.?\s(?:House of Representatives|Senate),\s)?\d{1,3}(?:st|nd|rd|d|th)\sCong\.)(?:,?\s\d(?:st|nd|rd|d|th)\s[Ss]ess\.)?(?:\s\d{1,4}(?:[-–]\d{1,4})?)?\s\((?P<date>(?:[A-Z][a-z]{2,8}\.?\s\d{1,2},\s)?\d{4})\)(?:\s\([^()]{3,80}\))?"),
        ("legislation", ", art", r"(?P<title>(?:Code|Codice|C[óo]digo|Codul|Constitution|Costituzione|Constitución|Constituição)(?:\s[^\W\d_]{2,14}){0,6}),\s(?P<section>art(?:\.|icle|ículo|igo|icolo)?\s\d[\w.-]{0,9})"),
        # Japan: "個人情報の保護に関する法律（平成15年法律第57号）".
        ("legislation", "律第|令第|規則第|条例第|憲法（", r"(?P<title>[\u3040-\u30ff\u3400-\u9fff]{2,60}(?:法律?|令|規則|条例|憲法))[（(](?P<number>(?P<date>(?:明治|大正|昭和|平成|令和)(?:\d{1,2}|元)年)[\u3400-\u9fff]{1,8}第?\d{0,4}号?)[）)]"),
    )
)  # fmt: skip
HINTS = tuple(dict.fromkeys(hint for _, hints, _ in WHOLE for hint in hints))
PLAIN = tuple(hint for hint in HINTS if hint.isascii())  # those that a text of ASCII may hold
# Behind these words is the title of a law; what follows it is left to the tagger.
HEADS = re.compile(
    r"(?:(?:[A-ZÄÖÜ][\wäöüß-]{2,20}\s){0,2}(?:Gesetz|[A-ZÄÖÜ][\w-]{2,40}(?:gesetz|gesetzbuch|ordnung)|Gesetzbuch|Verordnung|Bekanntmachung|Richtlinie)\b[^;]{0,240}?\s(?:vom|v\.)\s" + _DAY + r"(?:\s\([A-ZÄÖÜ]\w{1,14}\))?"
    r"|(?:Loi|Décret|Ordonnance|Arrêté)(?:\sorganique|\sconstitutionnelle)?(?:\sn[°ºo]\s?[\d-]{3,12})?\sdu\s" + _DAY.replace("<day>", "<day2>") + r"(?:\s[^,.;]{3,240}(?:,\s(?!JO|Journal)[a-zàâé][^,.;]{3,120}){0,4})?"
    r"|(?:Legge|Decreto(?:[-\s](?:legge|legislativo|ministeriale)|\sdel Presidente della Repubblica)?|D\.\s?[Ll]gs\.|D\.\s?L\.|D\.P\.R\.)(?:\scostituzionale)?\s" + _DAY.replace("<day>", "<day3>") + r",\sn\.\s\d{1,4}(?:,\s(?!in\b)[^,.;]{3,240})?"
    r"|(?:Ley(?:\sOrgánica)?|Real\sDecreto(?:[-\s](?:[Ll]ey|[Ll]egislativo))?|Decreto(?:-[Ll]ey)?)\s\d{1,4}/(?P<day4>\d{4}),\sde\s\d{1,2}\sde\s[a-z]{4,10},\s[^.]{3,300}"
    r"|(?:(?:[А-ЯЁ][а-яё]+\s){0,2}(?:[Зз]акон|кодекс)|Указ|Постановление|Определение|Решение|Приказ|Распоряжение)\b[^/]{0,200}?\sот\s(?P<day5>\d\d\.\d\d\.\d{4})(?:\s?г\.)?\s№\s?[\w/-]{1,24}(?:\s«[^»]{3,240}»|\sпо\sделу\s№\s[\w/-]{3,24})?)"
)  # fmt: skip
_NAMED_DAY = r"(?:\d{1,2}(?:er)?\.?\s(?:de\s)?[^\W\d_]{3,10}\.?\s(?:de\s)?\d{4}|\d{1,2}\.\d{1,2}\.\d{4})"
# Where a law is promulgated, behind its title.
GAZETTES = (
    re.compile(
        r"[,.]?\s\(?(?P<container>[BGR]GBl\.|GVBl\.|GVOBl\.|LGBl\.|ABl\.(?:\sEU)?|BAnz\.?|GV\. NRW\.|SR|AS)(?:\s(?P<volume>I{1,3}|[LC]\s?\d{1,3}|\d{4}))?,?\s(?:(?:S|p)\.\s(?P<pages>\d{1,5})(?:\sff?\.)?|Nr\.\s(?P<issue>\d{1,4}(?:/\d{4})?)|(?P<number>\d[\d.]{1,12}))\)?"
        r"(?:,\s(?P<note>(?:(?:das |die |der )?(?:zuletzt|durch) |(?:neu)?gefasst|geändert)[^;]{5,200}))?[.\s]*"
    ),
    re.compile(
        r"[,.]?\s(?P<container>JORF|J\.?O\.?|Journal officiel(?: de la République française)?|BOE|Boletín Oficial del Estado|Gazzetta Ufficiale|G\.U\.|Diário Oficial da União|Diario Oficial)"
        rf"(?:,?\s(?:n[°º.o]{{1,2}}|núm\.)\s?(?P<issue>\d{{1,5}}))?,?\s(?:du\s|de\s|del\s)?(?P<date>{_NAMED_DAY})(?:,\s(?:p\.|pp\.|p[áa]gs?\.|page)\s(?P<pages>\d{{1,6}}(?:[-–]\d{{1,6}})?))?[.\s]*"
    ),
    re.compile(
        r"\s?//\s?(?P<container>[^./]{3,60})\.\s(?P<date>\d{4})\.\s(?:[-–—]\s)?№\s(?P<issue>\d{1,4})(?:\s\([^()]{1,20}\))?\.\s(?:[-–—]\s)?Ст\.\s(?P<pages>\d{1,6})[.\s]*"
    ),
)
