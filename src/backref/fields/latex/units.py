r"""Quantities and formulas that packages of LaTeX write -> text: \SI{5}{\micro\metre}, \num{1e5}, \ce{SO4^2-}.

Source: siunitx manual 3.3, tables of units and prefixes; mhchem manual 4.
"""

from __future__ import annotations

import re

from . import symbols

_PREFIXES = {
    "yocto": "y", "zepto": "z", "atto": "a", "femto": "f", "pico": "p", "nano": "n", "micro": "µ", "milli": "m", "centi": "c", "deci": "d", "deca": "da",
    "deka": "da", "hecto": "h", "kilo": "k", "mega": "M", "giga": "G", "tera": "T", "peta": "P", "exa": "E", "kibi": "Ki", "mebi": "Mi", "gibi": "Gi",
}  # fmt: skip
_UNITS = {
    "metre": "m", "meter": "m", "gram": "g", "kilogram": "kg", "second": "s", "ampere": "A", "kelvin": "K", "mole": "mol", "candela": "cd", "hertz": "Hz",
    "newton": "N", "pascal": "Pa", "joule": "J", "watt": "W", "volt": "V", "ohm": "Ω", "tesla": "T", "farad": "F", "henry": "H", "weber": "Wb", "siemens": "S",
    "degreeCelsius": "°C", "celsius": "°C", "degree": "°", "arcminute": "′", "arcsecond": "″", "percent": "%", "litre": "L", "liter": "L", "minute": "min",
    "hour": "h", "day": "d", "electronvolt": "eV", "bar": "bar", "becquerel": "Bq", "sievert": "Sv", "gray": "Gy", "lumen": "lm", "lux": "lx", "dalton": "Da",
    "tonne": "t", "hectare": "ha", "angstrom": "Å", "decibel": "dB", "bel": "B", "bit": "bit", "byte": "B", "astronomicalunit": "au", "parsec": "pc",
    "radian": "rad", "steradian": "sr", "katal": "kat", "atomicmassunit": "u", "um": "µm", "us": "µs", "uL": "µL", "ug": "µg", "micron": "µm", "molar": "M",
    "degc": "°C",
}  # fmt: skip
_POWERS = {"squared": "²", "cubed": "³"}
_BEFORE = {"square": "²", "cubic": "³"}
_TOKEN = re.compile(r"\\([A-Za-z]+)|\{([^{}]*)\}|\^\{?(-?\d+)\}?|[~.\s]+|[^\\{}^~.\s]+")
_FORMULA = re.compile(r"\^\{([^{}]*)\}|\^(\d{0,2}[+-])|_\{([^{}]*)\}|(?<=[A-Za-z\])])(\d+)|->|<=>|\s+|.", re.DOTALL)
_POWER_OF_TEN = re.compile(r"\s*+([+-]?[\d.,]*+)\s*+[eEdD]\s*+([+-]?\d++)\s*+")
COMMANDS = frozenset("SI qty si unit num ang SIrange qtyrange numrange ce ch chem".split())
# How many arguments each takes.
COUNTS = {"SI": 2, "qty": 2, "SIrange": 3, "qtyrange": 3, "numrange": 2}


def printed(name: str, arguments: list[str]) -> str:
    r"""Return what a command prints with its arguments.

    >>> printed("SI", ["10", r"\kilo\meter\per\second"]), printed("num", ["1.5e-3"]), printed("ce", ["SO4^2-"])
    ('10 km s⁻¹', '1.5×10⁻³', 'SO₄²⁻')
    """
    if name in ("ce", "ch", "chem"):
        return formula(arguments[0])
    if name in ("si", "unit"):
        return _units(arguments[0])
    numbers = [_number(text) for text in (arguments if name in ("num", "ang", "numrange") else arguments[:-1])]
    if name == "ang":
        return f"{numbers[0].split(';')[0]}°"
    unit = _units(arguments[-1]) if name not in ("num", "numrange") else ""
    gap = "" if unit[:1] in ("°", "′", "″") and unit[:2] != "°C" else " "
    return f"{'–'.join(numbers)}{gap}{unit}".strip()


def formula(text: str) -> str:
    """Return a chemical formula with its figures lowered and its charges raised.

    >>> formula("CO2"), formula("^{13}CH4 + H2O")
    ('CO₂', '¹³CH₄ + H₂O')
    """
    made = []
    for match in _FORMULA.finditer(text.replace("\\", "").replace("$", "")):
        raised, charge, lowered, figure = match.groups()
        if raised or charge:
            made.append(_mapped(raised or charge, symbols.SUPERSCRIPTS))
        elif lowered or figure:
            made.append(_mapped(lowered or figure, symbols.SUBSCRIPTS))
        else:
            made.append({"->": "→", "<=>": "⇌", "{": "", "}": ""}.get(match.group(), match.group()))
    return "".join(made)


def _number(text: str) -> str:
    power = _POWER_OF_TEN.fullmatch(text)
    if not power:
        return text.strip().replace("+-", "±").replace("\\pm", "±")
    raised = _mapped(power[2].lstrip("+"), symbols.SUPERSCRIPTS)
    return f"{power[1]}×10{raised}" if power[1] else f"10{raised}"


def _units(text: str) -> str:
    made: list[str] = []
    prefix = before = ""
    per = False
    for name, group, power, other in ((*match.groups(), match.group()) for match in _TOKEN.finditer(text)):
        if name == "per":
            per = True
        elif name in _PREFIXES:
            prefix += _PREFIXES[name]
        elif name in _BEFORE:
            before = _BEFORE[name]
        elif name in _POWERS or power or group is not None:
            raised = _POWERS.get(name or "") or _mapped(power or group or "", symbols.SUPERSCRIPTS)
            if made and raised:
                made[-1] = (
                    f"{made[-1].removesuffix('⁻¹')}⁻{raised}" if made[-1].endswith("⁻¹") else f"{made[-1]}{raised}"
                )
        elif name == "tothe" or name == "raiseto" or not other.strip("~. \t\n"):
            continue
        else:
            unit = prefix + _UNITS.get(name or "", name or other)
            made.append(f"{unit}⁻{before or '¹'}" if per else f"{unit}{before}")
            prefix, before, per = "", "", False
    return " ".join(made) + prefix


def _mapped(text: str, table: dict[str, str]) -> str:
    return "".join(table.get(char, char) for char in text)
