"""What print says against the labels: days in figures, second parts of titles, editors' words, volumes, places."""

from __future__ import annotations

import pytest

from backref.fields import names
from backref.parsing import parse

READ = {
    # A day in figures is one date, and no volume, issue or end of a title.
    "Schmidt, Helmut (2003): Was ist der Dollar wert?, in: Die Zeit, 12.06.2003, S. 9.": {"issued": (2003, 6, 12), "volume": None, "container_title": "Die Zeit"},
    "Le Monde vom 3. 11. 2004, S. 4.": {"issued": (2004, 11, 3), "title": "Le Monde"},
    "Novák, J. Nová vláda. Lidové noviny, 5. 6. 2010, s. 7.": {"issued": (2010, 6, 5), "container_title": "Lidové noviny"},
    "Weiss, Kai (2006): Polen und die Union. In: Osteuropa, 56. Jg. 11-12/2006, pp. 81 - 92.": {"issue": "11-12", "volume": "56"},
    "Kaiser, Otto (1977): Zwanzig Jahre Bildungspolitik. Vortrag vor dem Verein am 7. Oktober 1977": {"issued": (1977, 10, 7), "event_title": "Verein", "genre": "Vortrag"},
    "\"Tar and slag in towns\", Concrete and Building, IX (1), London: 760, January 1914, retrieved 15 June 2010": {"issued": (1914, 1), "page": "760"},
    "12) Vgl. Anna Kurz: Die Kunst des Sehens. Berlin 1990, S. 12.": {"citation_number": "12", "volume": None, "page": "12"},
    # The second part of a title is no container and no series.
    "Weber, Max (1964): Wirtschaft und Gesellschaft. Grundriß der verstehenden Soziologie. Köln/Berlin: Kiepenheuer & Witsch.": {"title": "Wirtschaft und Gesellschaft. Grundriß der verstehenden Soziologie", "collection_title": None},
    "Freire, P. (1970). Pedagogía del oprimido. Ensayos sobre la libertad. Montevideo: Tierra Nueva.": {"title": "Pedagogía del oprimido. Ensayos sobre la libertad"},
    # Who stands before the word for editors edits.
    "Robert Bosch Stiftung (Hg.): Pflege neu denken. Stuttgart: Schattauer 2000.": {"editor": ["Robert Bosch Stiftung"], "title": "Pflege neu denken"},
    "Smith, Adam, Jane Hill and Ann Low (2005) (eds.): Trade and Empire, Oxford.": {"editor": ["Smith", "Hill", "Low"], "author": []},
    "Weiss, Peter (1966): Arbeit und Wanderung, in: Bundesvereinigung der Deutschen Arbeitgeberverbände (Hrsg.): Wege in den Betrieb, Bonn: Köllen Verlag": {"editor": ["Bundesvereinigung der Deutschen Arbeitgeberverbände"], "container_title": "Wege in den Betrieb"},
    "PEREIRA, M. Modelos mistos em prática: uma introdução. In: R CORE TEAM. An introduction to R. Viena: R Foundation, 2014.": {"container_title": "An introduction to R."},
    # Volumes by the words and the marks around them.
    "Foucault, Michel (1976): Histoire de la sexualité. Vol. 1: La volonté de savoir. Paris: Gallimard.": {"title": "Histoire de la sexualité", "volume_title": "La volonté de savoir", "volume": "1"},
    "Copleston, Frederick (1953): A History of Philosophy. Vol. III: Ockham to Suárez. London: Burns and Oates.": {"title": "A History of Philosophy", "volume_title": "Ockham to Suárez", "volume": "III"},
    "Tönnies, F. 1925: Troeltsch und die Philosophie der Geschichte. Schmollers Jahrbuch 49/1: 147-191.": {"volume": "49", "issue": "1"},
    "Adams, T. (2001): Learning in Firms. In: International Encyclopedia of the Social Science Volume 11. Amsterdam: Elsevier, S. 7536-7540": {"volume": "11", "container_title": "International Encyclopedia of the Social Science"},
    "Roe, A. (2011). \"Packing of spheres\". European Journal of Inorganic Chemistry. 2011 (5): 721–726.": {"volume": "2011", "issue": "5"},
    "Tanaka, H. and Roe, S. R. (2019). Ripening of seedless grapes in a warm valley. Horticulturae, 5, 7. https://doi.org/10.3390/horticulturae5010007": {"page": "7", "issue": None},
    "SANTOS, M. O espaço dividido. ENCONTRO NACIONAL DE GEÓGRAFOS, 7., 1986. Anais... Maceió: AGB, 1986. p. 3-9.": {"volume": None},
    "Neumann, M., Klein, S. 2012. Modelling Ethnic Conflicts. Proceedings of the 26th European Conference on Modelling and Simulation ECMS 2012, pp. 37–43.": {"container_title": "Proceedings of the 26th European Conference on Modelling and Simulation ECMS 2012"},
    # Places and publishers.
    "Lima, A. A. Solos do Brasil (Embrapa, Rio de Janeiro, 2006).": {"title": "Solos do Brasil", "publisher": "Embrapa"},
    "Rodrigues, R. R., Silva, A. 2009. Matas Ciliares. Oficina de Textos, São Paulo.": {"publisher": "Oficina de Textos", "container_title": None},
    "Lima MB, Costa KS. Vínculos no trabalho: formação de um grupo. Pelotas: Editora Universitária UFPel; 2009.": {"publisher_place": "Pelotas", "container_title": None},
    "Meyer, T. (1998), Die Union nach dem Vertrag, in: W. Hummer, Europa nach dem Vertrag von Amsterdam, Manz Verlag, pp. 141–157": {"container_title": "Europa nach dem Vertrag von Amsterdam"},
    # People and the first words of a title.
    "Tanaka, Hisashi: Nihon no shakai. Tôkyo: Iwanami, 1978.": {"author": ["Tanaka"], "title": "Nihon no shakai"},
    "Groupe de travail sur le climat (2012): Rapport final. Bruxelles.": {"author": ["Groupe de travail sur le climat"], "title": "Rapport final"},
    "Becker, Johannes 1997 (Hrsg), Probleme der Statistik, Frankfurt/M.: Campus.": {"issued": (1997,), "editor": ["Becker"]},
    "Sander, Ina (im Druck): Die Welt von gestern. Berlin: Springer.": {"author": ["Sander"], "title": "Die Welt von gestern"},
    # What stands behind a title and is no part of it.
    "Roe R. The heat of joints in goats. 2016. Doctoral dissertation in Parasitology. Available from: http://a.org/b": {"container_title": None, "genre": "Doctoral dissertation in Parasitology"},
    "Gauss, C. F. (2001): Disquisitiones arithmeticae. Manuskript, Göttingen.": {"note": "Manuskript", "publisher": None},
    "SOUZA, J. F.; LIMA, R. J. Escolas e bairros de uma cidade em mudança. Ensaio: avaliação e políticas públicas em educação, Belo Horizonte, v. 12, n. 44, p. 107-126, 2004.": {"container_title": "Ensaio: avaliação e políticas públicas em educação"},
    "Alonso JA, Maia PR. Lactancia y salud en la infancia. Rev Cubana Salud Pública [revista en la Internet]. 2006 Sep [citado 2014 Mar 17] ; 32(3).": {"container_title": "Rev Cubana Salud Pública"},
    "Roe, Ann. \"Heat and cold in joints\". MedicineNet.com. WebMD. Archived from the original on 29 August 2004. Retrieved 7 April 2009.": {"container_title": "MedicineNet.com", "publisher": "WebMD"},
}  # fmt: skip


@pytest.mark.parametrize(("raw", "expected"), READ.items(), ids=[raw[:24] for raw in READ])
def test_a_citation_is_read_as_it_is_printed(raw, expected):
    reference = parse(raw).reference
    said = {name: getattr(reference, name) for name in expected}
    for people in ("author", "editor"):
        if people in said:
            said[people] = [names.family(name) for name in said[people]]
    if "issued" in said:
        said["issued"] = said["issued"].date_parts[0]
    assert said == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Hobbs, E. (1999). Title of a long work. In A. Roe (Ed.), Essays on time. Wiley.", {"container_title": "Essays on time"}),
        ("Kageyama, P. 1989. Sucessão secundária em florestas. Estudos Florestais 41/42: 83-93.", {"volume": "41/42", "issue": None}),  # one double number
        ("Роев А.Б. Городища края // Известия общества. Казань, 1931. Т. XX. Вып. 2. С. 3-9.", {"volume": "XX", "issue": "2"}),
        ("Plato, Leges. Tome II, Livres V-VI, Paris: Les Belles Lettres, 1973.", {"title": "Leges", "volume": "II"}),
        ("Tait, T. and Doe, J. (2015). The frame class – User guide for version 3.36. Available at: http://example.org/frame", {"title": "The frame class – User guide for version 3.36", "version": None}),
        ("Febvre, Lucien, Le problème de la croyance, Paris, LGF, coll. « Références histoire », 1993, 3 vol.", {"collection_title": "Références histoire", "collection_number": None}),
        ("Hernandes, J. L. and Poe, M. A. (2010). Cultivares de uvas para vinho, em Jundiaí. Revista Brasileira de Fruticultura, 32, 135-142.", {"title": "Cultivares de uvas para vinho, em Jundiaí", "container_title": "Revista Brasileira de Fruticultura"}),
        ("Edward G. Roe. \"A History of Persia, Volume 4: Modern Times\". Humanities Institute. Retrieved 9 September 2010.", {"title": "A History of Persia, Volume 4: Modern Times", "volume": None}),
        ("Roe P, Urban V (2000) Self assembly of amyloids in heavy water. J. Appl. Cryst. 33: 535–539.", {"container_title": "J. Appl. Cryst"}),
        ("Roe P, Urban V (2000) Self assembly of amyloids and PEG3000. J. Appl. Cryst. 33: 535–539.", {"container_title": None}),  # not "Cryst"
    ],
)  # fmt: skip
def test_what_looks_alike_is_left(raw, expected):
    reference = parse(raw).reference
    assert {name: getattr(reference, name) for name in expected} == expected
