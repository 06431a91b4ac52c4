"""Kinds of works that few bibliographies have: what each part of their citations is, by what print tells."""

import pytest

from backref.fields import names
from backref.parsing import parse

PEOPLE = {"author", "editor", "director", "interviewer", "recipient", "reviewed_author", "container_author", "executive_producer", "host"}  # fmt: skip

CASES = {
    "“The Rest Is History.” Hosted by Tom Holland and Dominic Sandbrook, episode 300, Goalhanger Podcasts, 6 Feb. 2023.": {"type": "broadcast", "title": "The Rest Is History", "host": ["Holland", "Sandbrook"], "container_title": None, "number": "episode 300"},
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
    # Cases of courts in many lands.
    "Bland v Keegan [2014] EWCA Civ 934 [45].": {"title": "Bland v Keegan", "number": "[2014] EWCA Civ 934"},
    "Roper v. Simmons, 543 U.S. 551, 578 (2005) (Scalia, J., dissenting).": {"page": "551", "authority": None},
    "Case C-413/14 P Intel v Commission EU:C:2017:632.": {"title": "Intel v Commission", "number": "C-413/14 P"},
    "Joined Cases C-293/12 and C-594/12 Digital Rights Ireland and Seitlinger EU:C:2014:238.":
        {"type": "legal_case", "title": "Digital Rights Ireland and Seitlinger", "number": "C-293/12"},
    "Airey v. Ireland, Application No. 6289/73, European Court of Human Rights, judgment of 9 October 1979.":
        {"title": "Airey v. Ireland", "number": "6289/73", "authority": "European Court of Human Rights", "issued": (1979, 10, 9)},
    "Hirst v. the United Kingdom (No. 2) [GC], no. 74025/01, ECHR 2005-IX.": {"number": "74025/01", "container_title": "ECHR", "volume": "IX", "issued": (2005,)},
    "United States, Supreme Court. Gideon v. Wainwright. 18 Mar. 1963. Justia, supreme.justia.com/cases/federal/us/372/335/.":
        {"type": "legal_case", "title": "Gideon v. Wainwright", "authority": "Supreme Court", "container_title": "Justia"},
    "BGH, Beschl. v. 08.05.2012 – VIII ZB 91/11, NJW-RR 2012, 1205 Rn. 11.": {"number": "VIII ZB 91/11", "page": "1205", "issued": (2012, 5, 8)},
    "BVerfG, Beschluss vom 24. März 2021 – 1 BvR 2656/18 –, juris – Klimaschutz.": {"title": "Klimaschutz", "number": "1 BvR 2656/18"},
    "EuGH, Urt. v. 13.5.2014, Rs. C-131/12, Google Spain.": {"title": "Google Spain", "authority": "EuGH"},
    "CEDH, 24 mai 1988, Müller et autres c. Suisse, n° 10737/84.": {"authority": "CEDH", "number": "10737/84"},
    # Laws, bills, treaties.
    "Health and Social Care Act 2012, c. 7. Available at: http://www.legislation.gov.uk/ukpga/2012/7/contents/enacted (Accessed: 5 October 2020).":
        {"type": "legislation", "title": "Health and Social Care Act", "number": "c. 7"},
    "United States, Congress. Public Law 111-122. United States Statutes at Large, vol. 123, 2009, pp. 3480-82.": {"type": "legislation", "number": "Public Law 111-122", "volume": "123"},
    "Canadian Charter of Rights and Freedoms, s 7, Part I of the Constitution Act, 1982, being Schedule B to the Canada Act 1982 (UK), 1982, c 11.":
        {"type": "legislation", "title": "Canadian Charter of Rights and Freedoms", "section": "7"},
    "Strafgesetzbuch in der Fassung der Bekanntmachung vom 13. November 1998 (BGBl. I S. 3322), zuletzt geändert durch Artikel 1 des Gesetzes vom 30. November 2020.":
        {"issued": (1998, 11, 13), "container_title": "BGBl", "volume": "I", "page": "3322"},
    "Bundesgesetz über den Datenschutz vom 19. Juni 1992 (SR 235.1).": {"issued": (1992, 6, 19), "number": "235.1"},
    "S. Res. 438, 114th Cong. (2016) (enacted).": {"type": "bill", "number": "S. Res. 438"},
    "Federal real property reform: Hearing before the U.S. Senate Committee on Homeland Security, 114th Cong. (2016) (testimony of Norman Dong).": {"type": "hearing", "publisher": None},
    "Treaty on the Non-Proliferation of Nuclear Weapons, July 1, 1968, 21 U.S.T. 483, 729 U.N.T.S. 161.": {"type": "treaty", "container_title": "U.S.T.", "page": "483", "issued": (1968, 7, 1)},
    "North American Free Trade Agreement, U.S.-Can.-Mex., Dec. 17, 1992, 32 I.L.M. 289 (1993).": {"type": "treaty", "title": "North American Free Trade Agreement", "container_title": "I.L.M."},
    "United Nations, Vienna Convention on Diplomatic Relations, 18 April 1961, United Nations, Treaty Series, vol. 500, p. 95.":
        {"type": "treaty", "title": "Vienna Convention on Diplomatic Relations", "volume": "500", "page": "95"},
    # Standards, patents, papers of bodies.
    "VDI 2221:2019-11: Entwicklung technischer Produkte und Systeme. Berlin: Beuth.": {"type": "standard", "number": "VDI 2221:2019-11", "title": "Entwicklung technischer Produkte und Systeme"},
    "Occupational Safety and Health Administration. (1970). Occupational safety and health standards: Occupational noise exposure (OSHA Standard No. 1910.95). United States Department of Labor. https://www.osha.gov/laws-regs/1910.95": {"type": "standard", "number": "1910.95"},
    "Barnes, R., “The Messaging Layer Security (MLS) Protocol”, draft-ietf-mls-protocol-11, IETF Internet-Draft, December 2020.":
        {"genre": "IETF Internet-Draft", "number": "draft-ietf-mls-protocol-11", "publisher": None},
    "Lumière, Auguste et Lumière, Louis. Appareil servant à la vision des épreuves. Brevet français 245 032, 13 février 1895.":
        {"type": "patent", "title": "Appareil servant à la vision des épreuves", "number": "245 032"},
    "Jordà, Òscar, and Alan M. Taylor. 2013. “The Time for Austerity.” Federal Reserve Bank of San Francisco Working Paper 2013-25.":
        {"genre": "Federal Reserve Bank of San Francisco Working Paper", "number": "2013-25", "container_title": None},
    "Blanchard, O. and Leigh, D. (2013) Growth Forecast Errors. IMF Working Paper WP/13/1. Washington, DC: International Monetary Fund.": {"genre": "IMF Working Paper", "number": "WP/13/1"},
    "European Commission, A European Green Deal, COM(2019) 640 final, Brussels, 11 December 2019.": {"type": "report", "title": "A European Green Deal", "number": "COM(2019) 640 final"},
    "NICE (2022) Depression in adults: treatment and management. NICE guideline NG222.": {"title": "Depression in adults: treatment and management", "number": "NG222"},
    "Piketty, Thomas, Essais sur la théorie de la redistribution des richesses, thèse de doctorat en sciences économiques, EHESS, Paris, 1993.":
        {"type": "thesis", "title": "Essais sur la théorie de la redistribution des richesses"},
    "U.S. Census Bureau (2020). American Community Survey 5-Year Estimates. Retrieved from https://data.census.gov/.": {"type": "dataset"},
    # Films, broadcasts and records in other manners.
    "The Usual Suspects. Directed by Bryan Singer, performances by Kevin Spacey and Gabriel Byrne, Polygram, 1995.": {"director": ["Singer"], "publisher": "Polygram", "container_title": None},
    "Weir, Peter, dir. Master and Commander. 2003; Beverly Hills, CA: Twentieth Century Fox, 2004. DVD.": {"director": ["Weir"], "editor": []},
    "Agostini, Grazia, et Ettore Allegri (dir.), Tiziano nelle Gallerie fiorentine, Florence, 1978.": {"director": []},
    "Herzog, Werner (Reg.): Aguirre, der Zorn Gottes. BRD: Werner Herzog Filmproduktion, 1972, 93 Min.": {"director": ["Herzog"], "author": []},
    "Casablanca (1942), dir. Michael Curtiz, Warner Bros.": {"title": "Casablanca", "issued": (1942,)},
    "Favreau, J. (Writer), & Filoni, D. (Director). (2019, November 12). The Mandalorian (Season 1, Episode 1) [TV series episode].":
        {"author": ["Favreau"], "director": ["Filoni"], "number": "Season 1, Episode 1"},
    "“94 Meetings.” Parks and Recreation, season 2, episode 21, NBC, 29 Apr. 2010. Netflix, www.netflix.com/search/parks.": {"type": "broadcast", "container_title": "Parks and Recreation", "author": []},
    "The Sopranos, season 1, episode 5, “College,” directed by Allen Coulter, aired February 7, 1999, on HBO.":
        {"type": "broadcast", "title": "College", "container_title": "The Sopranos", "director": ["Coulter"], "publisher": "HBO"},
    "Desert Island Discs, ‘David Attenborough’ (BBC Radio 4, 29 January 2012).": {"type": "broadcast", "title": "David Attenborough", "container_title": "Desert Island Discs"},
    "Mars, Roman, host. “Structural Integrity.” 99% Invisible, episode 110, Radiotopia, 15 Apr. 2014.": {"author": ["Mars"], "container_title": "99% Invisible"},
    "Kluge, Alexander: Die Lücke, die der Teufel lässt. Hörspiel. Bayerischer Rundfunk, 2003.": {"type": "broadcast", "genre": "Hörspiel", "publisher_place": None},
    "Beethoven, L. van (2012). Symphony No. 3 [Album recorded by Staatskapelle Dresden]. On Beethoven: Complete symphonies. Brilliant Classics.":
        {"title": "Symphony No. 3", "container_title": "Beethoven: Complete symphonies", "genre": "Album recorded by Staatskapelle Dresden"},
    "Taylor Swift, “All Too Well,” track 5 on Red, Big Machine Records, 2012.": {"type": "song", "title": "All Too Well", "container_title": "Red"},
    "Gould, Glenn. Goldberg Variations. Recorded 1981. CBS Masterworks IM 37779, 1982, LP.": {"type": "song", "publisher": "CBS Masterworks", "number": "IM 37779", "issued": (1982,)},
    "Foo Fighters. In Your Honor. RCA, 2005.": {"title": "In Your Honor"},
    "The Last of Us Part II. Naughty Dog, 2020. PlayStation 4.": {"publisher": "Naughty Dog", "container_title": None},
    "Auguste Rodin, Le Penseur, 1904, bronze, 180 × 98 × 145 cm, Paris, Musée Rodin.": {"medium": "bronze", "dimensions": "180 × 98 × 145 cm"},
    # What archives keep.
    "War Cabinet: minutes, 28 May 1940, CAB 65/13/24, The National Archives, London.": {"type": "manuscript", "archive_location": "CAB 65/13/24", "publisher": None},
    "The National Archives (UK), HO 144/1195/220196, Disturbances: suffragettes, 1912.": {"title": "Disturbances: suffragettes", "archive_location": "HO 144/1195/220196"},
    "Newton, Isaac. Quaestiones quaedam, 1664–1665. MS Add. 3996. Cambridge University Library.": {"title": "Quaestiones quaedam", "archive": "Cambridge University Library"},
    "Lincoln, Abraham. Gettysburg Address, 1863. Autograph manuscript. Library of Congress, Manuscript Division, Washington, D.C.":
        {"type": "manuscript", "archive": "Library of Congress, Manuscript Division", "publisher": None},
    "Virginia Woolf to Vita Sackville-West, 26 January 1926, Monk's House Papers, University of Sussex.": {"author": ["Woolf"], "recipient": ["Sackville-West"], "archive": "University of Sussex"},
    "GStA PK, I. HA Rep. 77, Tit. 343, Nr. 12, Bl. 3.": {"type": "manuscript", "archive": "GStA PK"},
    "National Library of Medicine. Efficacy of Evolocumab. ClinicalTrials.gov. NCT01764633. Published 2013.": {"archive": None},
    # What was said, and to whom.
    "Andrew Macmillan (principal adviser, FAO), in discussion with the author, September 1998.": {"type": "interview", "author": ["Macmillan"]},
    "Sam Gomez, Facebook direct message to author, August 1, 2017.": {"title": None, "genre": "Facebook direct message to author"},
    "Stein, Bob. “Reading and Writing.” Computers and Writing Conference, 23 May 2003, West Lafayette, IN. Keynote Address.": {"type": "speech", "event_title": "Computers and Writing Conference"},
    "Rachel Adelman, “Such Stuff as Dreams” (paper presented at the annual meeting for the Society of Biblical Literature, New Orleans, Louisiana, November 21–24, 2009).":
        {"type": "speech", "event_title": "annual meeting for the Society of Biblical Literature"},
    "Greenspan A, Eerdekens M. Is there an increased rate? Poster presented at: 24th Congress of the Collegium; June 20-24, 2004; Paris, France.": {"type": "speech", "event_title": "24th Congress of the Collegium"},
    "De Boer, D. (2018, April 26–29). The art. In A. M. Schmidt & A. Kryvanos (Chairs), Perspectives on resilience [Symposium]. Western Psychological Association 98th Annual Convention, Portland, OR.":
        {"type": "speech", "container_title": "Perspectives on resilience", "event_title": "Western Psychological Association 98th Annual Convention", "editor": []},
    "Cynthia Lillian Rutz, “King Lear and Its Folktale Analogues,” lecture, University of Chicago, April 2, 2013.": {"type": "speech", "genre": "lecture"},
    "Müller, Jan: Rezension von: Jürgen Osterhammel: Die Verwandlung der Welt, München 2009. In: H-Soz-Kult, 04.05.2009.": {"reviewed_title": "Die Verwandlung der Welt", "reviewed_author": ["Osterhammel"]},
    # When a work came out first.
    "Veblen, Thorstein. The Theory of the Leisure Class. 1899. New York: Penguin, 1994.": {"title": "The Theory of the Leisure Class", "original_date": (1899,), "issued": (1994,)},
    "King James Bible. (2017). King James Bible Online. (Original work published 1769)": {"original_date": (1769,), "issued": (2017,)},
    "Thermoanaerobacterium Collins et al. 1994. Paris: Low, 2001.": {"original_date": None},
    "Hájek, Alan, “Interpretations of Probability”, The Stanford Encyclopedia of Philosophy (Fall 2019 Edition), Edward N. Zalta (ed.).": {"issued": (2019,)},
    # What stands in other manners.
    "Peter Burke, review of The Cheese and the Worms, by Carlo Ginzburg, Journal of Modern History, 53 (1981), 155–156.":
        {"reviewed_title": "The Cheese and the Worms", "reviewed_author": ["Ginzburg"], "container_title": "Journal of Modern History"},
    "OGH 28.11.2013, 6 Ob 144/13x.": {"authority": "OGH", "number": "6 Ob 144/13x", "issued": (2013, 11, 28)},
    "Thomas Jefferson to James Madison, September 6, 1789, James Madison Papers, Library of Congress.": {"author": ["Jefferson"], "recipient": ["Madison"]},
    "Donald E. Knuth. TeX. Version 3.14159265. Jan. 2014. https://ctan.org/pkg/tex.": {"version": "3.14159265", "number": None, "type": "software"},
    "Albert Camus, The Outsider, trans. by Joseph Laredo (London: Penguin, 1983; first publ. 1942).": {"original_date": (1942,)},
    "Edgar R. Expression profiling of muscle. Gene Expression Omnibus. Accession No. GSE1017. 2018.": {"type": "dataset", "number": "GSE1017", "container_title": None},
    # What only looks so.
    "ISSC 2010, UCC, June 23-24": {"type": "book"},
    "Fuhrmann, Nora, 1999: Emanzipation am Arbeitsmarkt: dänische Reformkonzepte in: WIP Occasional Paper 4: 5-16.": {"volume": "4", "genre": None},
    "Hönke, Jana/Kranz, Nicole 2008: Fostering Environmental Regulation? SFB-Governance Working Paper Series, No. 9, Berlin.": {"collection_title": "SFB-Governance Working Paper Series", "number": "9", "type": "report"},
    "Fimreite, N. 1971. Effects of dietary methylmercury. Canadian Wildlife Service Occasional Paper No. 9, Ottawa, Ontario, Canada.":
        {"genre": "Canadian Wildlife Service Occasional Paper", "number": "9", "container_title": None},
    "Consolvo, S., & Smith, I. (2005). Location disclosure. Paper presented at the Proceedings of the SIGCHI conference on Human factors.": {"type": "paper-conference"},
    "LI, Justin. Trudeau’s Toronto event cancelled. CBC News, 3 Mar. 2024.": {"issued": (2024, 3, 3)},
    "J. Liu and J. Li, “Deep learning,” Sci. China Life Sci., vol. 63, no. 12, pp. 1860-1878, Dec. 2020.": {"issued": (2020, 12)},
}  # fmt: skip


@pytest.mark.parametrize(("raw", "said"), CASES.items())
def test_a_rare_kind_is_read_by_its_print(raw, said):
    reference = parse(raw).reference
    found = {}
    for name in said:
        value = getattr(reference, name)
        if name in PEOPLE:
            value = [names.family(person) for person in value]
        found[name] = value.date_parts[0] if value and name in ("issued", "original_date") else value
    assert found == said
