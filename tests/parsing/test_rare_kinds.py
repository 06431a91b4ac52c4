"""Kinds of works that few bibliographies have: what each part of their citations is, by what print tells."""

import pytest

from backref.fields import names
from backref.parsing import parse

PEOPLE = {"author", "editor", "director", "interviewer", "recipient", "reviewed_author", "container_author", "executive_producer"}  # fmt: skip

CASES = {
    # Works of art.
    "Caspar David Friedrich: Der Mönch am Meer, 1808–1810, Öl auf Leinwand, 110 × 171,5 cm, Berlin, Alte Nationalgalerie.":
        {"type": "graphic", "title": "Der Mönch am Meer", "medium": "Öl auf Leinwand", "dimensions": "110 × 171,5 cm", "archive": "Alte Nationalgalerie"},
    "Picasso, Pablo. Guernica. 1937, óleo sobre lienzo, 349,3 × 776,6 cm, Museo Reina Sofía, Madrid.":
        {"title": "Guernica", "medium": "óleo sobre lienzo", "dimensions": "349,3 × 776,6 cm"},
    # Films, plays, records, scores.
    "Kurosawa, Akira, director. Seven Samurai. Toho, 1954.": {"director": ["Kurosawa"], "publisher": "Toho", "publisher_place": None},
    "Cuarón, Alfonso, dir. Gravity. 2013; Burbank, CA: Warner Bros. Pictures, 2014. Blu-ray Disc, 1080p HD.": {"volume": None},
    "Hamilton. By Lin-Manuel Miranda, directed by Thomas Kail, 30 Aug. 2016, Richard Rodgers Theatre, New York. Performance.":
        {"type": "performance", "title": "Hamilton", "author": ["Miranda"], "director": ["Kail"], "genre": "Performance"},
    "Coltrane, John. A Love Supreme. Impulse! A-77, 1965, LP.": {"title": "A Love Supreme", "publisher": "Impulse!", "number": "A-77", "medium": "LP"},
    "Mozart, Wolfgang Amadeus. Don Giovanni, K. 527. Vocal score. New York: G. Schirmer, 1961.":
        {"type": "musical_score", "author": ["Mozart"], "title": "Don Giovanni, K. 527", "genre": "Vocal score"},
    "Shakespeare, William. Hamlet. Edited by Ann Thompson and Neil Taylor, Arden Shakespeare, 2006.":
        {"type": "book", "publisher": "Arden Shakespeare", "container_title": None},
    # Broadcasts.
    "Koenig, Sarah. “Episode 1: The Alibi.” Serial, WBEZ Chicago, 3 Oct. 2014.": {"type": "broadcast", "container_title": "Serial", "publisher": "WBEZ Chicago"},
    "“Hush.” Buffy the Vampire Slayer, created by Joss Whedon, performance by Sarah Michelle Gellar, season 4, episode 10, Mutant Enemy, 1999.":
        {"title": "Hush", "container_title": "Buffy the Vampire Slayer", "number": "season 4, episode 10"},
    "Simon, D. (Writer). (2002, June 2). The target (Season 1, Episode 1) [TV series episode]. In D. Simon & R. F. Colesberry (Executive Producers), The wire. HBO.":
        {"container_title": "The wire", "publisher": "HBO", "executive_producer": ["Simon", "Colesberry"], "editor": []},
    # What was spoken, and where.
    "Feynman, Richard P. “There's Plenty of Room at the Bottom.” Annual meeting of the American Physical Society, Pasadena, CA, December 29, 1959. Lecture.":
        {"type": "speech", "event_title": "Annual meeting of the American Physical Society", "event_place": "Pasadena, CA", "genre": "Lecture"},
    "Pearson, J. (2018, September 27–30). Fat talk and its effects [Poster presentation]. Australian Psychological Society Congress, Sydney, NSW, Australia.":
        {"type": "speech", "event_title": "Australian Psychological Society Congress", "publisher": None},
    "Hanlon, Christopher. “Whitman and the Telegraph.” Paper presented at the American Literature Association Conference, Boston, MA, May 2011.":
        {"type": "speech", "event_title": "American Literature Association Conference", "genre": "Paper presented"},
    "King, M. L. (1963, August 28). I have a dream [Speech audio recording]. American Rhetoric.": {"publisher": "American Rhetoric", "event_title": None},
    # Interviews, messages, letters, archives.
    "Parks, Rosa. Interview by Sidney Rogers. Pacifica Radio Archives, April 1956.": {"type": "interview", "title": None, "interviewer": ["Rogers"]},
    "Kendrick Lamar, “Kendrick Lamar on Rap,” interview by Terry Gross, Fresh Air, NPR, August 1, 2013.": {"title": "Kendrick Lamar on Rap", "interviewer": ["Gross"]},
    "Amos, Tori. Personal interview. 9 Apr. 1996.": {"title": None, "genre": "Personal interview"},
    "E. M. Paradis (personal communication, August 8, 2019).": {"author": ["Paradis"], "title": None, "genre": "personal communication"},
    "Constance Conlon, email message to author, April 17, 2000.": {"title": None, "genre": "email message to author"},
    "Boyle, Anthony T. “Re: Utopia.” Received by Daniel J. Cahill, 21 June 1997. E-mail.": {"title": "Re: Utopia", "recipient": ["Cahill"], "genre": "E-mail"},
    "Woolf, Virginia. Letter to the Hogarth Press. 5 Apr. 1929. MS. University of Sussex Library, Brighton.":
        {"issued": (1929, 4, 5), "archive": "University of Sussex Library, Brighton", "medium": "MS", "edition": None},
    "Protokoll der Besprechung vom 20. Januar 1942, Politisches Archiv des Auswärtigen Amts, R 100857, Bl. 166–180.":
        {"type": "manuscript", "title": "Protokoll der Besprechung vom 20. Januar 1942", "issued": (1942, 1, 20), "archive_location": "R 100857, Bl. 166–180"},
    "Denkschrift über die Lage, 3. Mai 1925, Landesarchiv Berlin, A Rep. 142, Nr. 12.":
        {"title": "Denkschrift über die Lage", "issued": (1925, 5, 3), "archive": "Landesarchiv Berlin", "archive_location": "A Rep. 142, Nr. 12"},
    "Low, B. Hearts in shock. Archives of Neurology, R 12.": {"archive": None},
    # What stands before a book, and what is said about one.
    "James Rieger, introduction to Frankenstein; or, The Modern Prometheus, by Mary Wollstonecraft Shelley (Chicago: University of Chicago Press, 1982), xx–xxi.":
        {"type": "chapter", "title": "introduction", "container_title": "Frankenstein; or, The Modern Prometheus", "container_author": ["Shelley"]},
    "Florea, M. (2017). [Review of the book Seven exercises for deep healing, by L. Hay]. PsycCRITIQUES, 62(14), 12.":
        {"title": None, "reviewed_title": "Seven exercises for deep healing", "reviewed_author": ["Hay"]},
    "David Kamp, “Deconstructing Dinner,” review of The Omnivore's Dilemma, by Michael Pollan, New York Times, April 23, 2006, Sunday Book Review.":
        {"title": "Deconstructing Dinner", "reviewed_title": "The Omnivore's Dilemma", "reviewed_author": ["Pollan"], "container_title": "New York Times"},
    # Entries.
    "Kerman, Joseph. “Beethoven.” In The New Grove Dictionary of Music and Musicians, edited by Stanley Sadie, vol. 3, 73–140. London: Macmillan, 2001.": {"type": "entry-encyclopedia"},
    "Gall, Lothar: Bismarck, Otto Fürst von. In: Neue Deutsche Biographie 2 (1955), S. 268–277.": {"type": "entry-encyclopedia"},
    # Law.
    "BVerfG, Urteil vom 15.12.1983 – 1 BvR 209/83 u. a., BVerfGE 65, 1 – Volkszählung.": {"title": "Volkszählung", "number": "1 BvR 209/83", "volume": "65", "page": "1"},
    "Maneka Gandhi v. Union of India, AIR 1978 SC 597.": {"title": "Maneka Gandhi v. Union of India", "container_title": "AIR", "page": "597", "authority": "SC", "issued": (1978,)},
    "Tribunal Supremo, Sala de lo Civil, Sentencia núm. 241/2013, de 9 de mayo de 2013.": {"type": "legal_case", "authority": "Tribunal Supremo", "number": "241/2013"},
    "International Covenant on Civil and Political Rights (adopted 16 December 1966, entered into force 23 March 1976) 999 UNTS 171 (ICCPR) art 19.":
        {"container_title": "UNTS", "volume": "999", "page": "171", "issued": (1966, 12, 16)},
    "Online Safety Bill HC Bill (2021-22) [285].": {"type": "bill", "title": "Online Safety Bill", "number": "285"},
    # Numbers of patents, standards, reports, data.
    "Patent DE 37435 (1886-01-29). Benz, Carl. Fahrzeug mit Gasmotorenbetrieb.": {"type": "patent", "number": "DE 37435"},
    "IEEE Standard for Ethernet, IEEE Std 802.3-2018, IEEE, 31 August 2018.": {"title": "IEEE Standard for Ethernet", "number": "IEEE Std 802.3-2018"},
    "Iyengar, J., Ed., “QUIC: A Transport”, Work in Progress, Internet-Draft, draft-ietf-quic-transport-34, 14 January 2021.":
        {"type": "report", "genre": "Internet-Draft", "number": "draft-ietf-quic-transport-34", "container_title": None},
    "Hanushek, Eric A. and Ludger Woessmann (2010): The Economics of International Differences in Educational Achievement. IZA Discussion Paper No. 4925, Bonn.":
        {"type": "report", "genre": "IZA Discussion Paper", "number": "4925", "volume": None},
    "Carretero, S., Vuorikari, R. and Punie, Y., DigComp 2.1: The Digital Competence Framework for Citizens, EUR 28558 EN, doi:10.2760/38842, 2017.": {"type": "report", "number": "EUR 28558 EN"},
    "Bundesverfassungsgericht: Klage teilweise erfolgreich, Pressemitteilung Nr. 31/2021 vom 29. April 2021.": {"genre": "Pressemitteilung", "number": "31/2021"},
    "Golub TR, Slonim DK. Molecular classification of cancer. NCBI Gene Expression Omnibus, accession GSE2109, 2005.":
        {"type": "dataset", "number": "GSE2109", "publisher": "NCBI Gene Expression Omnibus", "volume": None},
    "Harris KM. National Longitudinal Study, 1994-2008. ICPSR21600-v21. Ann Arbor, MI: ICPSR, 2018.": {"number": "ICPSR21600", "version": "v21", "container_title": None},
    # Places, firms, theses, programs, posts.
    "L. Lamport, “Specifying concurrent systems,” Microsoft Research, Redmond, WA, Tech. Rep. MSR-TR-99-12, 1999.": {"publisher": "Microsoft Research", "publisher_place": "Redmond, WA"},
    "Volkswagen AG (Hrsg.): Geschäftsbericht 2019. Wolfsburg, 2020.": {"editor": ["Volkswagen AG"]},
    "Nintendo R&D4. (1985). Super Mario Bros. [Video game]. Nintendo.": {"author": ["Nintendo R&D4"]},
    "Habermas, Jürgen: Strukturwandel der Öffentlichkeit. Marburg, Univ., Habil.-Schr., 1961.": {"type": "thesis", "genre": "Habil.-Schr"},
    "Merkel, Angela: Untersuchung des Mechanismus von Zerfallsreaktionen mit einfachem Bindungsbruch und Berechnung ihrer Geschwindigkeitskonstanten auf der Grundlage quantenchemischer Methoden. Berlin, Akademie der Wissenschaften, Diss., 1986.":
        {"type": "thesis", "genre": "Diss"},
    "IBM SPSS Statistics for Windows. Version 27.0. IBM Corp; 2020.": {"type": "software", "version": "27.0"},
    "National Institute of Mental Health. (2018, November 28). Suicide affects all ages [Infographic]. Facebook. http://bit.ly/321Qstq": {"type": "post", "genre": "Infographic"},
    "Seymour CW, Angus DC. Time to treatment [abstract]. Am J Respir Crit Care Med. 2017;195:A1.": {"title": "Time to treatment", "genre": "abstract"},
    "World Bank. 2020. “World Development Indicators.” Accessed July 15, 2020. https://databank.worldbank.org/source/world-development-indicators.": {"type": "dataset"},
}  # fmt: skip


@pytest.mark.parametrize(("raw", "said"), CASES.items())
def test_a_rare_kind_is_read_by_its_print(raw, said):
    reference = parse(raw).reference
    found = {}
    for name in said:
        value = getattr(reference, name)
        if name in PEOPLE:
            value = [names.family(person) for person in value]
        found[name] = value.date_parts[0] if name == "issued" else value
    assert found == said
