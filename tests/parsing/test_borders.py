"""Runs of labels that a rule of print mends, and what looks alike and is left: each rule alone, whatever the tagger says."""

from __future__ import annotations

import pytest

from backref.parsing.rules import (
    borders,
    cities,
    container_ends,
    days,
    editions,
    heads,
    hosts,
    journals,
    lectures,
    press,
    site_names,
    statuses,
    statutes,
    subtitles,
    tails,
    theses,
    title_begins,
    title_ends,
    trials,
    volumes,
)
from backref.parsing.tagging.segments import Run

UNSURE = "?"  # behind a label: the tagger is not sure of it

# A rule; what the tagger says, "label: words" parted by bars, words alone being in no run; what of it should be.
MENDED = [
    # A day before a month is a part of the date, however it was labelled; a page before one is none.
    (days.told, "title: Rede der Ministerin vom 26. | date: Juni 2006", "title: Rede der Ministerin | date: 26. Juni 2006"),
    (days.told, "container-title: Tagung der Lehrer, | pages: 19. - 21. | date: September 2001", "container-title: Tagung der Lehrer, | date: 19. - 21. September 2001"),
    (days.told, "container-title: Tagung der Lehrer, | volume: 19. | date: - 21. September 2001", "container-title: Tagung der Lehrer, | date: 19. - 21. September 2001"),
    (days.told, "container-title: Der Bau | location: London: | date: 760, January 1914", "container-title: Der Bau | location: London: | pages: 760, | date: January 1914"),
    (days.told, "container-title: Social Notes | volume: 16 | date: (1986– | issue: 87): | pages: 36", "container-title: Social Notes | volume: 16 | date: (1986–87) | issue: : | pages: 36"),
    (days.told, "collection-title: Amt für Bauten Texte 02/ | date: 2010", "collection-title: Amt für Bauten Texte | issue: 02 | date: 2010"),
    (days.told, "location: Oslo, | pages: 20–21. | date: 11.2008, | pages: 149–174", "location: Oslo, | date: 20–21. 11.2008, | pages: 149–174"),
    (hosts.told, "title: Das Unbehagen. | In: | editor: S. Freud: | collection-title: Kleine Schriften. | volume: 14", "title: Das Unbehagen. | editor: S. Freud: | container-title: Kleine Schriften. | volume: 14"),
    (volumes.told, "title: Der Weg, Bd. | volume: 1: Antike. | title: Ein Vorwort | location: Ulm", "title: Der Weg | volume: 1 | volume-title: Antike. | title: Ein Vorwort | location: Ulm"),
    # Two places with a stroke between are one field, and no publisher.
    (borders.mended, "container-title: Personalorganisation. | publisher: Sternenfels/ | location: Berlin, | pages: 12", "container-title: Personalorganisation. | location: Sternenfels/Berlin, | pages: 12"),
    # What goes on behind a stop or a comma, or behind no mark at all, is no publisher and no container.
    (subtitles.joined, "title: Die Stadt. | publisher: Wege für eine bessere Planung, | location: Wien.", "title: Die Stadt. Wege für eine bessere Planung, | location: Wien."),
    (subtitles.joined, "title: Work Reborn. | publisher?: Theory, Prophecy and Policy, | location: Chicago.", "title: Work Reborn. Theory, Prophecy and Policy, | location: Chicago."),
    (subtitles.joined, "title: Work Reborn. | publisher: Farrar, Straus and Giroux, | location: New York.", "title: Work Reborn. | publisher: Farrar, Straus and Giroux, | location: New York."),
    (subtitles.joined, "title: The Idea of Home. | publisher: Häuser. Straßen. Plätze, | location: Wien.", "title: The Idea of Home. Häuser. Straßen. Plätze, | location: Wien."),
    (subtitles.joined, "title: Sehen, | container-title?: Hören, Lesen. Werkzeuge für neue Zeiten. | location: Ulm:", "title: Sehen, Hören, Lesen. Werkzeuge für neue Zeiten. | location: Ulm:"),
    (subtitles.joined, "title: Arbeit am Bau. | container-title: Abschlussbericht der Studie Bau. | location: Ulm", "title: Arbeit am Bau. Abschlussbericht der Studie Bau. | location: Ulm"),
    (borders.mended, "title: Kranke kosten Betriebe 400 | container-title?: Euro im Jahr,", "title: Kranke kosten Betriebe 400 Euro im Jahr,"),
    (borders.mended, "collection-title: Schriften des Instituts | publisher: für Musik der Stadt", "collection-title: Schriften des Instituts für Musik der Stadt"),
    (borders.mended, "title: The Southern Coast, 1870-1900. Port Alfred, South Africa: | publisher: Raven Press.", "title: The Southern Coast, 1870-1900. | location: Port Alfred, South Africa: | publisher: Raven Press."),
    (borders.mended, "title: Ethics of care. | container-title?: Sudbury, | location: Mass.: | publisher: Roe Publishers", "title: Ethics of care. | location: Sudbury, Mass.: | publisher: Roe Publishers"),
    (borders.mended, "title: Heat at work. | location: Milwaukee, WI, | publisher: United States", "title: Heat at work. | location: Milwaukee, WI, United States"),
    (borders.mended, "title: Экология. | container-title: Вода: материалы | editor: междунар. науч. конф. | location: Киев", "title: Экология. | container-title: Вода: материалы междунар. науч. конф. | location: Киев"),
    # The container: behind "in", without what stands behind it.
    (hosts.told, "title: Lohn am Bau. | In: | editor: Zeit und Lohn, | Nr. | pages: 229.", "title: Lohn am Bau. | container-title: Zeit und Lohn, | pages: 229."),
    (hosts.slashed, "title: Vorwort, | in: | editor: Ina Roe/Karl Low/ | title: Hans Amt/Ida Kurz: Der Streik,", "title: Vorwort, | editor: Ina Roe/Karl Low/Hans Amt/Ida Kurz: | title: Der Streik,"),
    (hosts.told, "title: Pflege. | In: | container-title: Zentrum für Alter | date: (2012): | container-title: Dienst am Alter.", "title: Pflege. | editor: Zentrum für Alter | container-title: Dienst am Alter."),
    (hosts.told, "title: Política. | In: | title: Cadernos Sociais. | container-title: Instituto de Estudos,", "title: Política. | container-title: Cadernos Sociais. | publisher: Instituto de Estudos,"),
    (title_ends.parted, "title: Das Opfer. In Die Welt von gestern, | ed. | editor: Ina Roe", "title: Das Opfer | container-title: Die Welt von gestern, | editor: Ina Roe"),
    (container_ends.mended, "title: Le ville | container-title: » in Tyche, | issue: 19", "title: Le ville | container-title: Tyche, | issue: 19"),
    (site_names.told, "title: \"Heat\". | editor: Roe, Ann | container-title: Health.com. WebHouse.", "title: \"Heat\". | editor: Roe, Ann | container-title: Health.com | publisher: WebHouse."),
    (borders.mended, "container-title: Revista Nós, | Red | container-title: Universitaria de Música, | volume: 1", "container-title: Revista Nós, Red Universitaria de Música, | volume: 1"),
    (volumes.told, "container-title: Pain Res | date: 2017; | volume: 4643830.", "container-title: Pain Res | date: 2017; | pages: 4643830."),
    (cities.imprinted, "container-title: Revista de Letras, Curitiba, | v. | volume: 23", "container-title: Revista de Letras | location: Curitiba, | volume: 23"),
    (cities.imprinted, "author: Roe, A. | date: (1998): | title: Leben ohne Arbeit. | container-title: Pfaffenweiler.", "author: Roe, A. | date: (1998): | title: Leben ohne Arbeit. | location: Pfaffenweiler."),
    (lectures.told, "title: Skills in Europe. Vortrag auf der Konferenz der Länder, | date: 2003", "title: Skills in Europe. | container-title: Vortrag auf der Konferenz der Länder, | date: 2003"),
    (lectures.told, "title: Bildung. Referat beim 41. | publisher: Ulmer Gespräch | date: 1977", "title: Bildung. | container-title: Referat beim 41. Ulmer Gespräch | date: 1977"),
    (lectures.told, "title: Audience and authority, Vortrag, | container-title: Communication Association,", "title: Audience and authority | genre: Vortrag | container-title: Communication Association,"),
    (theses.told, "title: Das leis. | Dissertação (Mestrado em | container-title: Psicologia) | publisher: Universidade", "title: Das leis. | genre: Dissertação (Mestrado em Psicologia) | publisher: Universidade"),
    (statuses.told, "author: Roe, Klaus (im Erscheinen): | title: Skills", "author: Roe, Klaus | date: im Erscheinen): | title: Skills"),
    (statuses.told, "title: Das Matching. Jahrbücher für Ökonomie und Statistik (im Erscheinen).", "title: Das Matching. | container-title: Jahrbücher für Ökonomie und Statistik | note: im Erscheinen)."),
    (tails.told, "title: Bauten der Stadt (Vorstudie), Texte 8/99, | location: Berlin", "title: Bauten der Stadt (Vorstudie) | collection-title: Texte | collection-number: 8/99 | location: Berlin"),
    (tails.told, "title: Immer Rand? Szenarien, Abhandlungen zur Geographie, | Bd. | volume: 5, | location: Wien", "title: Immer Rand? Szenarien | collection-title: Abhandlungen zur Geographie | volume: 5, | location: Wien"),
    # People and a title, where the border has no mark, or no stop.
    (title_begins.begun, "author: Donna Kang and Shana | title: Mooth. Learning on graphs.", "author: Donna Kang and Shana Mooth. | title: Learning on graphs."),
    (title_begins.begun, "author: Hal Zhao and Niko Georgan. ML | title: Scheduling with latency.", "author: Hal Zhao and Niko Georgan. | title: ML Scheduling with latency."),
    (title_begins.begun, "author: Dee Gupta, Hima Pandey, | title: and Rati Behera. Wavelets for all.", "author: Dee Gupta, Hima Pandey, and Rati Behera. | title: Wavelets for all."),
    (title_begins.begun, "author: Jia Zhu and Jun Yu. MIAR: | title: A way of fusion.", "author: Jia Zhu and Jun Yu. | title: MIAR: A way of fusion."),
    # Journals by their short names.
    (journals.told, "author: Roe, A.; Low, B.; Green Chem. | date: 2017, | volume: 19,", "author: Roe, A.; Low, B.; | container-title: Green Chem. | date: 2017, | volume: 19,"),
    (journals.told, "author: C. Roe, | container-title: Angew. Chem. Int. | Ed. | date: 2001, | volume: 40, | date: 2004.", "author: C. Roe, | container-title: Angew. Chem. Int. Ed. | date: 2001, | volume: 40, | pages: 2004."),
    (journals.told, "author: L. Roe, J. Hazard. | container-title: Mater. | volume: 286", "author: L. Roe, | container-title: J. Hazard. Mater. | volume: 286"),
    (journals.told, "title: Ceramics from rice husk ash. Ceram. | container-title: Int. | date: 2017, | volume: 43,", "title: Ceramics from rice husk ash. | container-title: Ceram. Int. | date: 2017, | volume: 43,"),
    (journals.told, "author: V. Low; J. | title: Mol. Catal. B: Enzym. | date: 2006, | volume: 40, | pages: 1", "author: V. Low; | container-title: J. Mol. Catal. B: Enzym. | date: 2006, | volume: 40, | pages: 1"),
    (journals.told, "title: Packing of spheres. Rev. Mod. Phys. | volume: 71", "title: Packing of spheres. | container-title: Rev. Mod. Phys. | volume: 71"),
    (journals.told, "author: E. Low, | title: Proc. R. Soc. Lond. A | volume: 401, | pages: 207", "author: E. Low, | container-title: Proc. R. Soc. Lond. A | volume: 401, | pages: 207"),
    (hosts.told, "author: Roe, A. | In | title: Coupling Reactions; | editor: Low, F., Stang, P. J., | Eds.; | publisher: Wiley", "author: Roe, A. | container-title: Coupling Reactions; | editor: Low, F., Stang, P. J., | publisher: Wiley"),
    # What stands before people and behind them.
    (heads.told, "title: Società Italiana di Diabetologia. Standard italiani. | location: Torino:", "author: Società Italiana di Diabetologia. | title: Standard italiani. | location: Torino:"),
    (heads.told, "other: ITU-T H.264: | title: Video coding", "number: ITU-T H.264: | title: Video coding"),
    (heads.told, "number: RFC 9110: | title: Roe | author: R, Low M. | title: HTTP", "number: RFC 9110: | author: Roe R, Low M. | title: HTTP"),
    (heads.told, "number: VDI 2206. | container-title: Entwicklung", "number: VDI 2206. | title: Entwicklung"),
    (heads.told, "author: RFC 2616: R. Roe. | title: HTTP", "number: RFC 2616 | author: : R. Roe. | title: HTTP"),
    (heads.told, "author: Roe A, et al; | title: Heat Study Group. Joints of goats.", "author: Roe A, et al; Heat Study Group | title: Joints of goats."),
    (heads.told, "author: SANTOS, B. S. Pela mão de | title: Alice: o social", "author: SANTOS, B. S. | title: Pela mão de Alice: o social"),
    (heads.told, "author: Brasil. | title: Ministério da Saúde. Guia de saúde.", "author: Brasil. Ministério da Saúde. | title: Guia de saúde."),
    (heads.told, "author: Agency. Humira: | title: EPAR. Summary", "author: Agency. | title: Humira: EPAR. Summary"),
    (heads.told, "title: BT-Drs. 18/4097, Entwurf eines Gesetzes,", "number: BT-Drs. 18/4097 | title: , Entwurf eines Gesetzes,"),
    # Trials, and their registries.
    (trials.told, "title: A trial of salts. Identifier | number: NCT01234567.", "title: A trial of salts. | number: NCT01234567"),
    (trials.told, "title: A trial of salts. ISRCTN registry. ISRCTN50189673", "title: A trial of salts. | publisher: ISRCTN registry | number: ISRCTN50189673"),
    (trials.told, "title: A trial. | container-title: Australian Trials Registry. | number: ACTRN12608000000000", "title: A trial. | publisher: Australian Trials Registry. | number: ACTRN12608000000000"),
    # Supplements, years of journals, pages of a volume.
    (volumes.told, "container-title: Soziale Welt | date: 1983 | issue: (34. | Jg.), | S. | pages: 35.", "container-title: Soziale Welt | date: 1983 | volume: (34. | pages: 35."),
    (volumes.told, "container-title: Vasc Surg | volume: 52 | (suppl): | pages: 37", "container-title: Vasc Surg | volume: 52 | issue: suppl | pages: 37"),
    (volumes.told, "container-title: Nutr | volume: 57 | issue: (2 | Suppl): | pages: 18", "container-title: Nutr | volume: 57 | issue: (2 Suppl | pages: 18"),
    (volumes.told, "container-title: Acta Cir | volume: 20 | Supl 2: | pages: 28", "container-title: Acta Cir | volume: 20 | issue: Supl 2 | pages: 28"),
    (volumes.told, "container-title: JCAP | volume: 1509, 008 | date: (2015)", "container-title: JCAP | volume: 1509 | pages: 008 | date: (2015)"),
    (volumes.told, "title: Flora of Ghats, Vol. | volume: 3 | location: Delhi:", "title: Flora of Ghats | volume: 3 | location: Delhi:"),
    (container_ends.mended, "title: Mind. | container-title: Mind, Oxford University Press, | v. | volume: 65", "title: Mind. | container-title: Mind | publisher: Oxford University Press | volume: 65"),
    (title_ends.parted, "title: Quinoa, in Less Common Cereals: Properties, | eds | editor: Low J.", "title: Quinoa | container-title: Less Common Cereals: Properties, | editor: Low J."),
    (tails.told, "title: Árvores. Nova Odessa: Plantarum. 352p.", "title: Árvores | location: Nova Odessa | publisher: Plantarum | other: 352p."),
    (tails.told, "title: Árvores do Brasil, xii, 352 p.", "title: Árvores do Brasil | other: xii, 352 p."),
    (borders.mended, "title: Diabetes. | location: Canberra | date: (ACT): | container-title: Diabetes Australia;", "title: Diabetes. | location: Canberra (ACT): | publisher: Diabetes Australia;"),
    (borders.mended, "title: Diabetes. | container-title: Canberra (ACT): Diabetes Australia; | date: 2015", "title: Diabetes. | location: Canberra (ACT) | publisher: Diabetes Australia; | date: 2015"),
    (theses.told, "title: Heat. | genre: Tesis de Maestría | container-title: en Zoología. | pages: 75 pp.", "title: Heat. | genre: Tesis de Maestría en Zoología. | pages: 75 pp."),
    (statutes.dated, "author: BRASIL. | title: Lei nº 9.394, de 20 de dezembro de 1996. | accessed: 3 maio 2020", "author: BRASIL. | title: Lei nº 9.394, de 20 de dezembro de 1996. | date: 20 de dezembro de 1996 | accessed: 3 maio 2020"),
]  # fmt: skip

LEFT = [
    (days.told, "container-title: Der Bau, Band 12. | date: Mai 2001"),
    (days.told, "location: London: | date: January 1914"),
    (subtitles.joined, "title: A History of Birds. | publisher: Farrar, Straus and Giroux, | location: New York."),
    (subtitles.joined, "title: Biosafety. | publisher: The secretariat of the Convention on Birds, | location: Montreal."),
    (subtitles.joined, "title: Wege, | container-title: Zeitschrift Leben. Wissen für Leser. | location: Ulm:"),
    (borders.mended, "title: A habitat of larks | container-title?: The Auk | volume: 12"),
    (borders.mended, "title: A habitat of larks | container-title: Birds of Wales"),
    (borders.mended, "title: Larks: Birds of Wales: | publisher: Raven Press."),
    (borders.mended, "container-title: Stuff. | Online. | container-title: New Zealand,"),
    (volumes.told, "container-title: Pain Res | date: 2017; | volume: 46438."),
    (hosts.told, "title: Lohn. | In: | editor: Roth und Kurz, | S. | pages: 12."),
    (hosts.told, "title: Pflege. | In: | container-title: Alter und Pflege | date: 2012, | container-title: Wien"),
    (cities.imprinted, "container-title: Journal of Zoology, London, | volume: 212"),
    (lectures.told, "title: A paper presented at court. A history | publisher: Raven Press"),
    (lectures.told, "title: Der Vortrag | container-title: Reden"),
    (editions.told, "title: Wirtschaft. 5. Aufl. 1972, | edition: 2. Aufl."),
    (editions.told, "container-title: Handwörterbuch, vierte Auflage, dritter Band, | location: Jena"),
    (hosts.told, "title: Ivory. | In: | editor: Alf Roe | collection-title: Studies in ecology. | location: Oxford"),
    (hosts.told, "title: Process. | In: | collection-title: Strategies for inquiry. | publisher: Oxford | pages: 1"),
    (hosts.told, "title: Besmallah, | In: Vol | volume: 4. | date: 1985"),
    (days.told, "container-title: Zeit | issue: 12. | date: 3.1990"),
    (volumes.told, "container-title: BIOS, | volume: 12 | issue: (13. | Jg.), | pages: 64"),
    (tails.told, "title: Sözlük (= New Turkish Dictionary) | location: Istanbul"),
    (press.out_of_title, "title: Der Kampf um Berlin, Wien | date: 3.3.2010"),
    (borders.mended, "title: Amplissima collectio, III | location: Paris, | date: 1724"),
    (borders.mended, "title: Heat. | location: MA Boston, | date: 1990"),
    (borders.mended, "title: A. | editor: ZtG | container-title: Raum. | editor: Anna Roe | title: Wege (S. | pages: 1–2"),
    (subtitles.joined, "editor: Anna Roe | title: Wege. | container-title: Annalen der Stadt, | volume: 3"),
    (theses.told, "title: Zur Dissertation. Ein Rat. | In | container-title: Psychologie heute | publisher: Beltz"),
    (statuses.told, "title: Im Erscheinen begriffen. Jahrbücher für Statistik"),
    (tails.told, "title: Bauten der Stadt, Beiträge zur Geschichte 1945"),
    (title_begins.begun, "author: Touriol C, Metzler P, et al | title: Heat. A study of joints."),
    (title_begins.begun, "author: Kurz, | title: and Low. A history."),
    (journals.told, "author: Roe, Scott. | date: 1992. | title: Heat. | volume: 2"),
    (journals.told, "title: Chron. Grad. | volume: (Vili, | pages: 117"),
    (journals.told, "title: Crimes Act. | volume: 2"),
    (journals.told, "title: Parts of Euphorbia supina Raf. Extract. | container-title: BMC Complementary and Alternative Medicine | volume: 18"),
    (journals.told, "author: A. Roe. | container-title: Adv. Chem. Ser. | volume: 76"),
    (journals.told, "container-title: Angew. Chem. | date: 2001, | volume: 40, | date: 2004. | Reprint"),
    (heads.told, "other: ITU-T H.264: video coding | title: Video"),
    (heads.told, "author: Roe A; | title: The heat of joints. Goats."),
    (heads.told, "author: SANTOS, B. S.; Pela, Mão de | title: Alice"),
    (heads.told, "author: SANTOS, B. S. Pela mão; LIMA, Ana | title: Alice"),
    (heads.told, "author: Roe, A. | title: Ministério da Saúde. Guia de saúde."),
    (heads.told, "author: ISO 9001 | title: Quality"),
    (volumes.told, "container-title: Welt | date: 1983 | issue: (34), | S. | pages: 35. Jg."),
    (volumes.told, "container-title: Revue | volume: 58, 1 | date: (Summer 2004)"),
    (tails.told, "title: Árvores do Brasil, 1950."),
    (borders.mended, "title: Heat. | location: Rome | date: (1998):"),
]  # fmt: skip


def runs_of(marked: str) -> tuple[str, list[Run]]:
    """The text that "label: words" with bars between stand for, and its runs; between two slashed names no blank."""
    raw, runs = "", []
    for part in marked.split(" | "):
        label, colon, words = part.partition(": ")
        words = words if colon else part
        raw += " " if raw and raw[-1] not in "/–" else ""
        if colon and label.strip(UNSURE).replace("-", "").isalpha() and label[0].islower():
            runs.append(Run(label.strip(UNSURE), len(raw), len(raw) + len(words), 0.6 if UNSURE in label else 0.99))
        raw += words
    return raw, runs


def said(raw: str, runs: list[Run]) -> list[str]:
    return [f"{run.label}: {raw[run.start : run.end].strip(' /')}" for run in runs]


@pytest.mark.parametrize(("rule", "marked", "expected"), MENDED, ids=[each[1][-40:] for each in MENDED])
def test_a_border_is_where_print_has_it(rule, marked, expected):
    raw, runs = runs_of(marked)
    assert " | ".join(said(raw, rule(raw, runs))) == expected


@pytest.mark.parametrize(("rule", "marked"), LEFT, ids=[each[1][-40:] for each in LEFT])
def test_a_border_that_print_may_have_is_left(rule, marked):
    raw, runs = runs_of(marked)
    assert said(raw, rule(raw, runs)) == said(raw, runs)
