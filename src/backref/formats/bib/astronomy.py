r"""The journals that astronomers write as macros of their styles: "\apj" -> "The Astrophysical Journal".

No .bib file defines these: ADS puts them into its exports, and the class of the paper (AASTeX, A&A, MNRAS) knows them.

Source: ADS, "Journal abbreviations" (aas_macros), read 2026-11.
"""

from __future__ import annotations

_NAMES = {
    "aj": "The Astronomical Journal", "actaa": "Acta Astronomica", "araa": "Annual Review of Astronomy and Astrophysics",
    "apj": "The Astrophysical Journal", "apjl": "The Astrophysical Journal Letters", "apjlett": "The Astrophysical Journal Letters",
    "apjs": "The Astrophysical Journal Supplement Series", "apjsupp": "The Astrophysical Journal Supplement Series", "ao": "Applied Optics",
    "apss": "Astrophysics and Space Science", "aap": "Astronomy & Astrophysics", "astap": "Astronomy & Astrophysics",
    "aapr": "The Astronomy and Astrophysics Review", "aaps": "Astronomy & Astrophysics Supplement Series", "azh": "Astronomicheskii Zhurnal",
    "baas": "Bulletin of the American Astronomical Society", "bac": "Bulletin of the Astronomical Institutes of Czechoslovakia",
    "caa": "Chinese Astronomy and Astrophysics", "cjaa": "Chinese Journal of Astronomy and Astrophysics", "icarus": "Icarus",
    "jcap": "Journal of Cosmology and Astroparticle Physics", "jrasc": "Journal of the Royal Astronomical Society of Canada",
    "memras": "Memoirs of the Royal Astronomical Society", "mnras": "Monthly Notices of the Royal Astronomical Society", "na": "New Astronomy",
    "nar": "New Astronomy Reviews", "pra": "Physical Review A", "prb": "Physical Review B", "prc": "Physical Review C", "prd": "Physical Review D",
    "pre": "Physical Review E", "prl": "Physical Review Letters", "pasa": "Publications of the Astronomical Society of Australia",
    "pasp": "Publications of the Astronomical Society of the Pacific", "pasj": "Publications of the Astronomical Society of Japan",
    "psj": "The Planetary Science Journal", "rmxaa": "Revista Mexicana de Astronomía y Astrofísica", "qjras": "Quarterly Journal of the Royal Astronomical Society",
    "skytel": "Sky and Telescope", "solphys": "Solar Physics", "sovast": "Soviet Astronomy", "ssr": "Space Science Reviews", "zap": "Zeitschrift für Astrophysik",
    "nat": "Nature", "iaucirc": "IAU Circulars", "aplett": "Astrophysical Letters", "apspr": "Astrophysics Space Physics Research",
    "bain": "Bulletin of the Astronomical Institutes of the Netherlands", "fcp": "Fundamentals of Cosmic Physics", "gca": "Geochimica et Cosmochimica Acta",
    "grl": "Geophysical Research Letters", "jcp": "The Journal of Chemical Physics", "jgr": "Journal of Geophysical Research",
    "jqsrt": "Journal of Quantitative Spectroscopy and Radiative Transfer", "memsai": "Memorie della Società Astronomica Italiana",
    "nphysa": "Nuclear Physics A", "physrep": "Physics Reports", "physscr": "Physica Scripta", "planss": "Planetary and Space Science", "procspie": "Proceedings of SPIE",
}  # fmt: skip


def named(value: str) -> str | None:
    r"""Return the journal that a value is the macro of, or None.

    >>> named(r"\mnras"), named(r"{\prl}"), named("Icarus")
    ('Monthly Notices of the Royal Astronomical Society', 'Physical Review Letters', None)
    """
    return _NAMES.get(value.strip(" {}\n\t")[1:]) if value.lstrip(" {\n\t")[:1] == "\\" else None
