"""What a citation says of itself by a few words: what it is, whose part is whose, and what only looks so."""

import pytest

from backref.fields import dates, ids, names
from backref.model import Name
from backref.parsing import parse
from backref.parsing.rules import imprints


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        ("World Health Organization. Guidelines for tuberculosis care. Version 2.0. Geneva: WHO; 2015.", "report"),
        ("IBM SPSS Statistics for Windows, Version 27.0. Armonk, NY: IBM Corp; 2020.", "software"),
        ("Nabors, Murray W. (2004). Introduction to Botany. San Francisco, CA: Pearson Education.", "book"),
        ("Rice, Anne. Interview with the Vampire. New York: Knopf, 1976.", "book"),
        ("Marta Ruiz, interview by author, Bogotá, May 14, 2012.", "interview"),
        ("Jane Roe, email message to author, June 3, 2018.", "personal_communication"),
        ("Bush, Vannevar. “As We May Think.” Atlantic Monthly, July 1945, 101-108.", "article-magazine"),
        ("van Gogh, Vincent. The Starry Night. 1889, Museum of Modern Art, New York.", "graphic"),
        ("Salmon, W. (1673). The arts of drawing, engraving, etching, limning. London: R. Jones.", "book"),
        ("Kuhn, Thomas S. The Structure of Scientific Revolutions. 4th ed., U of Chicago P, 2012. Retrieved May 3, 2020.", "book"),
        ("“Arthritis.” Centers for Disease Control. Retrieved 3 May 2020.", "webpage"),
        ("Kant, Immanuel, Kritik der reinen Vernunft, hrsg. von Jens Timmermann, Hamburg: Meiner 1998.", "book"),
        ("Simon, D. (Executive Producer). (2002–2008). The wire [TV series]. HBO.", "broadcast"),
        ("Coltrane, John. A Love Supreme. Impulse!, 1965. LP.", "song"),
        ("Paraná. Decreto nº 30.378, de 15 de outubro de 1981. Disponível em http://www.pr.gov.br/m.asp . Acesso 18-I-2020.", "legislation"),
        ("Lauter, Maria and Timo Roth (2003): Work at the border. Paper presented at the workshop on work, Copenhagen, Denmark.", "speech"),
        ("Der Spiegel, Nr. 12 v. 20.3.1995, S. 22f.", "article-magazine"),
        ("Rosenbaum, J. (1999): Institutional Networks. Mimeo, Northwestern University.", "book"),
        ("The Beatles. Abbey Road. Apple Records, 1969. LP.", "song"),
        ("Review of The Emperor of Maladies, by Siddhartha Roe. The New York Times, 2010.", "review-book"),
        ("Deutscher Bundestag. Drucksache 15/4575. Berlin, 2004.", "report"),
        ("BT-Drs. 18/4097, Entwurf eines Gesetzes zum Bleiberecht, 25.02.2015.", "bill"),
        ("ITU-R BT.709-6. Parameter values for the HDTV standards for production. Geneva, 2015.", "standard"),
        ("National Institute for Health and Care Excellence. Depression in adults. NICE guideline [NG222]. Published June 29, 2022. Accessed July 4, 2022. https://www.nice.org.uk/guidance/ng222", "report"),
        ("NICE. Type 2 diabetes in adults: management (NG28). 2015. https://www.nice.org.uk/guidance/ng28 (accessed 3 March 2020).", "report"),
        ("European Medicines Agency. Guideline on the investigation of bioequivalence. London: EMA; 2010. Available from: https://www.ema.europa.eu/en/x.pdf [Accessed 3 May 2019].", "report"),
        ("INSTITUTO BRASILEIRO DE GEOGRAFIA E ESTATÍSTICA. Censo demográfico 2010. Rio de Janeiro: IBGE, 2012.", "report"),
        ("HAS. Prise en charge de la BPCO. Saint-Denis: HAS; 2014.", "report"),
        ("Association of Official Analytical Chemists. Official Methods of Analysis. 17th ed. Gaithersburg, MD: AOAC; 2000.", "book"),
        ("European Medicines Agency. EPAR summary for the public: Humira. 2016. http://www.ema.europa.eu/docs/x.pdf. Accessed 4 May 2017.", "report"),
        ("National Institute for Health and Care Excellence (2016) Low back pain and sciatica: assessment and management. NICE guideline NG59.", "report"),
        ("Wikipedia contributors. (2023, May 4). Low back pain. In Wikipedia, The Free Encyclopedia. Retrieved 10:00, May 5, 2023, from https://en.wikipedia.org/w/index.php?title=Low_back_pain", "entry-encyclopedia"),
        ("Kaiser, Otto (1977): Zwanzig Jahre Bildungspolitik. Vortrag vor dem Verein am 7. Oktober 1977", "speech"),
    ],
)  # fmt: skip
def test_a_work_is_of_the_kind_that_its_words_say(raw, kind):
    assert parse(raw).reference.type == kind


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (
            "SEC v. Ripple Labs, Inc., No. 1:20-cv-10832 (S.D.N.Y. Dec. 22, 2020).",
            {"title": "SEC v. Ripple Labs, Inc", "number": "1:20-cv-10832", "authority": "S.D.N.Y."},
        ),
        (
            "Smith v. Jones, No. 17-cv-123, 2018 WL 3456789, at *2 (D. Mass. July 20, 2018).",
            {"container_title": "WL", "volume": "2018", "page": "3456789", "number": "17-cv-123"},
        ),
        (
            "Elias, N. (1976): Über den Prozeß der Zivilisation. Bd. 1: Wandlungen des Verhaltens. Frankfurt/M.: Suhrkamp.",
            {"title": "Über den Prozeß der Zivilisation", "volume": "1"},
        ),
        (
            "Wehler, Hans-Ulrich: Deutsche Gesellschaftsgeschichte. Bd. 2: Von der Reformära. München: C.H. Beck 1987.",
            {"title": "Deutsche Gesellschaftsgeschichte", "volume": "2", "volume_title": "Von der Reformära"},
        ),
        (
            "Rescorla E. The Transport Layer Security (TLS) Protocol Version 1.3. RFC 8446. 2018.",
            {"title": "The Transport Layer Security (TLS) Protocol Version 1.3", "version": None},
        ),
        (
            "OpenAI. (2023). ChatGPT (Mar 14 version) [Large language model]. https://chat.openai.com/chat",
            {"title": "ChatGPT", "version": "Mar 14 version", "type": "software"},
        ),
        (
            "J. P. Wilkinson, “Nonlinear resonant circuit devices,” U.S. Patent 3 624 125, Jul. 16, 1990.",
            {"number": "3 624 125", "container_title": None, "page": None, "type": "patent"},
        ),
        (
            "DIN 1505-2:1984-01: Titelangaben von Dokumenten. Berlin: Beuth, 1984.",
            {"number": "DIN 1505-2:1984-01", "title": "Titelangaben von Dokumenten"},
        ),
        (
            "“The Alibi.” Serial, season 1, episode 1, WBEZ, 3 Oct. 2014.",
            {"container_title": "Serial", "number": "season 1, episode 1", "publisher": "WBEZ"},
        ),
        (
            "Braudel F., Grammaire des civilisations, Paris, Flammarion, coll. « Champs », 1993.",
            {"collection_title": "Champs", "publisher": "Flammarion"},
        ),
        (
            "زرین‌کوب، عبدالحسین (1973). «نقد ادبی در ایران». مجله یغما، سال ۲۶، شماره ۳، صص ۱۳۳-۱۴۰.",
            {"container_title": "مجله یغما", "volume": "۲۶", "issue": "۳"},
        ),
        (
            "陈寅恪. 王观堂先生挽词序[M]//寒柳堂集. 上海: 上海古籍出版社, 1980: 6-11.",
            {"title": "王观堂先生挽词序", "container_title": "寒柳堂集"},
        ),
        (
            "“Climate Change Indicators.” EPA, 2 Aug. 2022, epa.gov/climate-indicators/weather-climate.",
            {"url": "epa.gov/climate-indicators/weather-climate"},
        ),
        ("Graf, A. Der Streit. In: Der Spiegel 41/1962, S. 32–53.", {"issue": "41", "volume": None, "type": "article-magazine"}),
        ("F. Grimm, Auswirkungen, in: Geographie und Schule 115/1998, S. 7-12.", {"volume": "115"}),
        ("Nagy L. A magyar iskola. Educatio, 2004/3. 412–425.", {"issue": "3", "page": "412–425"}),
        ("HAVEL, Václav. Příběh a totalita. Střední Evropa. 1988, č. 10-11, s. 3-20.", {"issue": "10-11", "volume": None}),
        ("Purdum TS. Clinton plan. New York Times. 1993 Oct 3;Sect. A:1 (col. 6).", {"page": "1", "section": "A"}),
        ("Romsics Ignác: Magyarország története. Budapest: Osiris, 2010.", {"publisher_place": "Budapest", "publisher": "Osiris"}),
        ("Der große Irrtum. In: Süddeutsche Zeitung vom 11. Oktober 2008, S. 3.", {"container_title": "Süddeutsche Zeitung"}),
        ("Roe, A. Ice on lakes. PhD diss., University of California, Irvine, 2000.", {"publisher": "University of California, Irvine"}),
        ("Roe A. Heat. In: Low B. (ed.) MICCAI 2015. LNCS, vol. 9351, pp. 2–9. Springer, Cham (2015)", {"container_title": "MICCAI 2015", "collection_title": "LNCS"}),
        ("Bank of Ice: Report. Pressemitteilung Nr. 251 vom 2. Juli 2020.", {"genre": "Pressemitteilung", "number": "251"}),
        ("National Oceanic Service. Tides [data collection]. UK Data Service. SN: 8461. 2019.", {"number": "SN: 8461"}),
        ("Sonic Youth. Daydream Nation. Enigma Records, 1988. CD.", {"author": (Name(literal="Sonic Youth"),), "title": "Daydream Nation", "medium": "CD"}),
        ("Talking Heads. Remain in Light. Sire, 1980. Vinyl.", {"author": (Name(literal="Talking Heads"),), "title": "Remain in Light", "publisher": "Sire"}),
        ("The Rolling Stones (1971). Sticky Fingers [Album]. Rolling Stones Records.", {"author": (Name(literal="The Rolling Stones"),)}),
        ("Maurice Ravel. 2002. The complete solo piano music. London: Hyperion.", {"author": (Name(family="Ravel", given="Maurice"),), "type": "song"}),
        ("Dylan, Bob. Blonde on Blonde. Columbia, 1966. LP.", {"author": (Name(family="Dylan", given="Bob"),)}),
        ("Review of Homo Deus: A Brief History of Tomorrow, by Y. N. Harari. Nature 538 (2016): 314-315.", {"reviewed_title": "Homo Deus: A Brief History of Tomorrow", "reviewed_author": (Name(family="Harari", given="Y. N."),), "title": None, "author": ()}),
        ("Roe, John. Review of \"Guns, Germs, and Steel\", by Jared Diamond. Journal of Economic History, vol. 58, no. 3, 1998, pp. 932-934.", {"reviewed_title": "Guns, Germs, and Steel", "author": (Name(family="Roe", given="John"),), "page": "932-934", "type": "review-book"}),
        ("Deutscher Bundestag (2004): Armuts- und Reichtumsbericht. Drucksache 15/5015, Berlin.", {"number": "Drucksache 15/5015", "title": "Armuts- und Reichtumsbericht"}),
        ("ITU-T Recommendation H.264: Advanced video coding for generic services. Geneva: ITU; 2003.", {"number": "ITU-T Recommendation H.264", "title": "Advanced video coding for generic services", "note": None}),
        ("ITU-T. Advanced video coding for generic services. Recommendation H.264. 2019.", {"number": "Recommendation H.264"}),
        ("National Institute for Health and Care Excellence. Chronic kidney disease. Clinical guideline CG182. London: NICE, 2014.", {"genre": "Clinical guideline", "number": "CG182", "title": "Chronic kidney disease"}),
        ("Keytruda: EPAR – Product information. European Medicines Agency. 2015.", {"title": "Keytruda: EPAR – Product information", "author": ()}),
        ("European Medicines Agency. Keytruda: EPAR – Product information. 2015.", {"title": "Keytruda: EPAR – Product information", "author": (Name(literal="European Medicines Agency"),)}),
        ("———. Dom Casmurro, trans. John Gledson. New York: Oxford University Press, 1997.", {"title": "Dom Casmurro"}),
        ("Friedman, Milton. Capitalism and Freedom. Foreword by Ann Low. Chicago: University of Chicago Press, 2020.", {"title": "Capitalism and Freedom"}),
        ("Иванов И. Новые технологии // Известия. 2015. 12 марта. С. 4.", {"page": "4", "container_title": "Известия"}),
        ("総務省統計局「国勢調査」https://www.stat.go.jp/data/kokusei/（2022年4月1日閲覧）", {"url": "https://www.stat.go.jp/data/kokusei/"}),
        ("Фуко М. Слова и вещи / Пер. с фр. В. П. Визгина. СПб.: A-cad, 1994.", {"title": "Слова и вещи"}),
        ("ECO, Umberto. Como se faz uma tese. 24. ed. São Paulo: Perspectiva, 2012.", {"type": "book"}),
        ("Convention on the Rights of the Child. 20 Nov. 1989, United Nations, www.ohchr.org/en/child.", {"type": "treaty"}),
        ("L. Kołakowski, Główne nurty marksizmu, Instytut Literacki, Paryż 1976.", {"title": "Główne nurty marksizmu", "publisher": "Instytut Literacki"}),
        (
            "Truffaut, F. Les Quatre Cents Coups, réal. François Truffaut, 1959, 99 min.",
            {"page": None},
        ),
    ],
)  # fmt: skip
def test_a_field_is_what_the_words_around_it_say(raw, said):
    reference = parse(raw).reference
    assert {name: getattr(reference, name) for name in said} == said


@pytest.mark.parametrize(
    ("raw", "role", "people"),
    [
        ("Kubrick, S. (Director). (1968). 2001: A space odyssey [Film]. Metro-Goldwyn-Mayer.", "director", ["Kubrick"]),
        ("Gramsci A., Quaderni del carcere, a cura di V. Gerratana, Einaudi, Torino 1975.", "editor", ["Gerratana"]),
        ("Nagy László – Tóth Mária: A magyar iskolarendszer. Educatio, 2004. 412–425.", "author", ["Nagy", "Tóth"]),
        ("Bibó István: A kelet-európai kisállamok nyomorúsága. Új Magyarország, Budapest, 1946.", "author", ["Bibó"]),
        ("Đào Duy Anh (2002). Việt Nam văn hóa sử cương. NXB Văn hóa Thông tin, Hà Nội.", "author", ["Đào"]),
        ("Lamb A, Ford BA. Sedges. Amer. J. Bot. 1999;86:563-7.", "author", ["Lamb", "Ford"]),
        ("Ford J, Roe R. Sedges. Amer. J. Bot. 1999;86:563-7.", "author", ["Ford", "Roe"]),
        ("Bourdieu, Pierre: Die feinen Unterschiede. Aus dem Französischen von Bernd Schwibs. Frankfurt: Suhrkamp 1982.", "translator", ["Schwibs"]),
        ("ECO, Umberto. Cómo se hace una tesis: técnicas y procedimientos de estudio. Lucía Baranda y Alberto Clavería Ibáñez, trad. Barcelona: Gedisa, 1995.", "translator", ["Baranda", "Clavería Ibáñez"]),
        ("Adolf Roe, Mein Kampf, trans. James Vincent Murphy (London: Hurst and Blackett, 1938),", "author", ["Roe"]),
        ("Buñuel, Luis (dir.). Viridiana. Films 59, 1961. Película.", "director", ["Buñuel"]),
        ("Low L., Il Sile, a cura di A. Bondesan, G. Canuto e M. Zanetti, Verona, 1998.", "editor", ["Bondesan", "Canuto", "Zanetti"]),
        ("Cervantes Saavedra, Miguel de. Don Quijote de la Mancha. Edición de Francisco Rico. Barcelona: Crítica, 1998.", "editor", ["Rico"]),
    ],
)  # fmt: skip
def test_people_have_the_part_that_is_printed_beside_their_names(raw, role, people):
    reference = parse(raw).reference
    assert [names.family(name) for name in getattr(reference, role)] == people
    assert role == "author" or not set(people) & {names.family(name) for name in reference.author}


def test_the_fuller_of_two_dates_of_a_year_counts():
    article = "ICR NEWS, 2013. “More Central Americans seeking refuge”, ICR News, 24 October 2013."
    assert parse(article).reference.issued.date_parts == ((2013, 10, 24),)
    paper = "Roe, R. (2004), Über die Lage, Deutscher Bundestag Drucksache 15/4575 vom 18. Dezember 2004."
    parsed = parse(paper)
    assert "15/4575" in str(parsed.reference.csl())


@pytest.mark.parametrize(
    ("printed", "parts"),
    [
        ("12. 3. 2019", (2019, 3, 12)),
        ("31/12/2020", (2020, 12, 31)),
        ("12/31/2020", (2020, 12, 31)),
        ("31.13.2020", (2020,)),
        ("5/6/2020", (2020,)),
        ("Nr. 118, 23.05.2009", (2009, 5, 23)),
    ],
)
def test_a_day_in_figures_is_read_where_one_reading_is_a_date(printed, parts):
    assert dates.parse(printed).date_parts == (parts,)


def test_the_rest_of_a_broken_address_is_no_other():
    raw = "Kerber, R. Cost of a breach. Globe, http://www. example.org/a/b."
    assert [each.identifier.value for each in ids.find_bare(raw, ids.find(raw))] == ["http://www"]


def test_a_book_of_a_series_of_papers_with_its_own_isbn_is_a_book():
    values = {"title": "Chapter 3: Work", "collection_title": "IAB Working Papers", "number": "12", "publisher": "IAB"}
    assert imprints.kind_of("IAB Working Papers 12", values, "book") == "report"
    assert imprints.kind_of("IAB Working Papers 12", values | {"isbn": "978-3-16-148410-0"}, "book") is None
