"""Names of journals as ISO 4 abbreviates them, by the words that most of them are made of.

Source: ISO 4:1997 for the rules; the words are facts of the ISSN International Centre's List of Title Word
Abbreviations (read 2026-11). A stem that ends in "-" stands for every word that begins with it. A word that is not
listed stays as it is.
"""

from __future__ import annotations

import re
from functools import cache

_WORDS = """academy:Acad. academ-:Acad. acoustic-:Acoust. advance-:Adv. aerospace:Aerosp. aging:Aging agricultur-:Agric. america-:Am. analy-:Anal. anatom-:Anat.
anesthe-:Anesth. anaesthe-:Anaesth. animal-:Anim. annal-:Ann. annual-:Annu. anthropolog-:Anthropol. antimicrobial:Antimicrob. applied:Appl. application-:Appl. aquatic:Aquat.
archaeolog-:Archaeol. architectur-:Archit. archiv-:Arch. artificial:Artif. asia-:Asia association-:Assoc. astronom-:Astron. astrophysic-:Astrophys. atmospher-:Atmos. australia-:Aust.
automat-:Autom. bacteriolog-:Bacteriol. behavior-:Behav. behaviour-:Behav. biochem-:Biochem. biolog-:Biol. biomedical:Biomed. biophysic-:Biophys. biotechnolog-:Biotechnol. botan-:Bot.
brain:Brain britain:Br. british:Br. bulletin-:Bull. business:Bus. canad-:Can. cancer:Cancer cardiolog-:Cardiol. cardiovascular:Cardiovasc. cell-:Cell. chemi-:Chem. china:China chinese:Chin.
chromatograph-:Chromatogr. chronic:Chronic circulation:Circulation civil:Civ. climat-:Clim. clinic-:Clin. cogniti-:Cogn. college-:Coll. colloid-:Colloid communication-:Commun. communit-:Community
comparative:Comp. complementary:Complement. computation-:Comput. computer-:Comput. computing:Comput. conference-:Conf. contemporary:Contemp. control:Control critical:Crit. culture-:Cult. current:Curr. data:Data
database-:Database decision:Decis. dental:Dent. dermatolog-:Dermatol. development-:Dev. diabet-:Diabetes digital:Digit. disabilit-:Disabil. discovery:Discov. disease-:Dis. drug-:Drug earth:Earth ecolog-:Ecol.
econom-:Econ. edition-:Ed. education-:Educ. electric-:Electr. electrochem-:Electrochem. electronic-:Electron. emergency:Emerg. endocrin-:Endocrinol. energy:Energy engineer-:Eng. english:Engl. entomolog-:Entomol.
environment-:Environ. epidemiolog-:Epidemiol. ergonomic-:Ergon. ethic-:Ethics europ-:Eur. evaluation:Eval. evidence:Evid. evolution-:Evol. experiment-:Exp. expert:Expert family:Fam. financ-:Financ. fluid-:Fluid
food-:Food forest-:For. frontier-:Front. function-:Funct. future-:Future gastroenterolog-:Gastroenterol. general:Gen. genetic-:Genet. genom-:Genom. geochem-:Geochem. geograph-:Geogr. geolog-:Geol. geophysic-:Geophys.
geriatric-:Geriatr. german:Ger. global:Glob. gynecolog-:Gynecol. health:Health hematolog-:Hematol. hepatolog-:Hepatol. histor-:Hist. hospital-:Hosp. human-:Hum. hydrolog-:Hydrol. hygiene:Hyg. image-:Image
imaging:Imaging immun-:Immunol. industr-:Ind. infection-:Infect. infectious:Infect. informati-:Inf. inorganic:Inorg. institut-:Inst. instrument-:Instrum. insurance:Insur. integrat-:Integr. intelligen-:Intell.
interdisciplinary:Interdiscip. internal:Intern. international:Int. investigati-:Investig. italian:Ital. japan-:Jpn. journal-:J. knowledge:Knowl. laborator-:Lab. language-:Lang. laser-:Laser law:Law learning:Learn.
letter-:Lett. librar-:Libr. linear:Linear linguistic-:Linguist. lipid-:Lipid literature:Lit. london:Lond. machine-:Mach. magazine-:Mag. magnet-:Magn. management:Manag. manual:Man. manufactur-:Manuf. marine:Mar.
marketing:Mark. material-:Mater. mathemati-:Math. mechani-:Mech. media:Media medical:Med. medicin-:Med. membrane-:Membr. mental:Ment. metabol-:Metab. metal-:Met. method-:Methods microbiolog-:Microbiol. microscop-:Microsc.
mineral-:Mineral. modern:Mod. molecul-:Mol. monograph-:Monogr. multivariate:Multivar. musculoskeletal:Musculoskelet. nano-:Nano national:Natl. natur-:Nat. network-:Netw. neural:Neural neurolog-:Neurol. neuropsycholog-:Neuropsychol.
neuroscienc-:Neurosci. neurosurg-:Neurosurg. new:New nuclear:Nucl. nurs-:Nurs. nutrition-:Nutr. obstetric-:Obstet. occupational:Occup. ocean-:Ocean oncolog-:Oncol. open:Open operation-:Oper. ophthalmolog-:Ophthalmol. optic-:Opt.
optimization:Optim. oral:Oral organ-:Organ. organic:Org. orthop-:Orthop. otolaryngolog-:Otolaryngol. pacific:Pac. pain:Pain paper-:Pap. parasit-:Parasitol. patholog-:Pathol. pediatric-:Pediatr. perspective-:Perspect. pharmac-:Pharmacol.
philosoph-:Philos. photon-:Photon. physic-:Phys. physiolog-:Physiol. physiotherap-:Physiother. planetary:Planet. plant-:Plant plastic:Plast. policy:Policy politic-:Polit. pollution:Pollut. polymer-:Polym. population-:Popul. powder:Powder
practice:Pract. practitioner-:Pract. prevent-:Prev. primary:Prim. probability:Probab. proceeding-:Proc. process-:Process. production:Prod. professional:Prof. program-:Program. progress:Prog. protein-:Protein psychiatr-:Psychiatry
psycholog-:Psychol. public:Public publication-:Publ. quality:Qual. quantitative:Quant. quantum:Quantum quarterly:Q. radiat-:Radiat. radiolog-:Radiol. rational:Ration. record-:Rec. regional:Reg. rehabilit-:Rehabil. reliability:Reliab.
remote:Remote renal:Ren. renewable:Renew. report-:Rep. reproducti-:Reprod. research:Res. resource-:Resour. respirat-:Respir. review-:Rev. rheumatolog-:Rheumatol. risk:Risk robot-:Robot. royal:R. rural:Rural safety:Saf. scandinavia-:Scand.
school-:Sch. science-:Sci. scientific:Sci. sensor-:Sens. sequence-:Seq. series:Ser. signal-:Signal simulation:Simul. social:Soc. societ-:Soc. sociolog-:Sociol. software:Softw. soil-:Soil solar:Sol. solid:Solid space:Space spectroscop-:Spectrosc.
spine:Spine sport-:Sports statistic-:Stat. strateg-:Strateg. structur-:Struct. stud-:Stud. supplement-:Suppl. surface-:Surf. surg-:Surg. survey-:Surv. sustainab-:Sustain. symposium:Symp. system-:Syst. teach-:Teach. technical:Tech. techn-:Technol.
telecommunication-:Telecommun. textile-:Text. theor-:Theor. therap-:Ther. thermal:Therm. thorac-:Thorac. tissue-:Tissue topic-:Top. toxicolog-:Toxicol. trade:Trade traffic:Traffic transaction-:Trans. transfer:Transf. translation-:Transl.
transplant-:Transplant. transport-:Transp. trauma:Trauma treatment-:Treat. trend-:Trends tropical:Trop. tumor-:Tumor ultrasound:Ultrasound united:U. university:Univ. urban:Urban urolog-:Urol. vaccin-:Vaccine vascular:Vasc. vehic-:Veh. veterinar-:Vet.
virolog-:Virol. vision:Vis. visual:Vis. waste:Waste water:Water women-:Womens work:Work world:World yearbook-:Yearb. zoolog-:Zool."""
_SMALL = frozenset(
    "a an the of and in on for to de der die das des du la le les et und y e del della dei degli".split()
)
_STOP = re.compile(r"\b\w{1,12}\.(?=[\s,]|$)")


def is_abbreviated(name: str) -> bool:
    """Say whether the name of a journal is an abbreviation, with stops.

    >>> is_abbreviated("J. Appl. Phys."), is_abbreviated("Spine")
    (True, False)
    """
    return _STOP.search(name) is not None


def abbreviated(name: str) -> str:
    """Return the name as ISO 4 abbreviates it; a name of one word stays whole, and small words are left out.

    >>> abbreviated("The Journal of Applied Physics"), abbreviated("Nature"), abbreviated("Journal of Physics E")
    ('J. Appl. Phys.', 'Nature', 'J. Phys. E')
    """
    words = [
        word
        for word in re.split(r"\s+|\\&|&", name.partition(" = ")[0].replace(":", " "))
        if word and (word.lower() not in _SMALL or _is_section(word))
    ]
    if len(words) < 2:
        return name
    return " ".join(_word(word.strip(",;")) for word in words)


def _is_section(word: str) -> bool:
    return len(word) == 1 and word.isupper()


def _word(word: str) -> str:
    low = word.lower()
    table = _table()
    if low in table:
        return table[low]
    for size in range(len(low), 2, -1):
        if (found := table.get(f"{low[:size]}-")) is not None:
            return found
    return word


@cache
def _table() -> dict[str, str]:
    return dict(pair.split(":") for pair in _WORDS.split())
