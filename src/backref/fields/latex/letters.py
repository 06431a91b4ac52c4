r"""More commands of LaTeX that stand for letters: the accents of phonetics, and Cyrillic as its encodings spell it.

Source: the manual of tipa 1.3, "Diacritics"; the LaTeX kernel's t2aenc.def and its names of letters. Read, never
written.
"""

from __future__ import annotations

# Two accents at once are written from the letter outwards, as the registries of titles do: "\textacutemacron a".
PHONETIC = {
    "textacutemacron": "\u0301\u0304", "textgravemacron": "\u0300\u0304", "textcircumacute": "\u0302\u0301", "textgravecircum": "\u0302\u0300",
    "textacutecircum": "\u0302\u0301", "textcircumdot": "\u0302\u0307", "textgravedot": "\u0300\u0307", "textdotacute": "\u0301\u0307", "textbrevemacron": "\u0306\u0304",
    "texttildedot": "\u0303\u0307", "textringmacron": "\u030a\u0304", "textacutewedge": "\u0301\u030c", "textdoublegrave": "\u030f", "textdoubleacute": "\u030b",
    "textvbaraccent": "\u030d", "textdoublevbaraccent": "\u030e", "textsubwedge": "\u032c", "textsubacute": "\u0317", "textsubgrave": "\u0316", "textsubarch": "\u032f",
    "textsubbridge": "\u032a", "textinvsubbridge": "\u033a", "textsubsquare": "\u033b", "textsubrhalfring": "\u0339", "textsublhalfring": "\u031c", "textsubw": "\u032b",
    "textsubplus": "\u031f", "textseagull": "\u033c", "textovercross": "\u033d", "textsuperimposetilde": "\u0334", "textraising": "\u031d", "textlowering": "\u031e",
    "textadvancing": "\u0318", "textretracting": "\u0319", "textpolhook": "\u0328", "textrtails": "\u0322", "textroundcap": "\u0311", "texttoptiebar": "\u0361",
    "textbottomtiebar": "\u035c", "textcrh": "\u0335", "textmacron": "\u0304", "textacute": "\u0301", "textgrave": "\u0300", "textcircum": "\u0302", "texttilde": "\u0303",
    "textdieresis": "\u0308", "textcaron": "\u030c", "textring": "\u030a", "textcedilla": "\u0327", "textogonek": "\u0328", "texthorn": "\u031b", "textdotaccent": "\u0307",
    "texthungarumlaut": "\u030b", "textmacronbelow": "\u0331", "textdotbelow": "\u0323", "textringbelow": "\u0325", "textbrevebelow": "\u032e", "texttildebelow": "\u0330",
}  # fmt: skip

_NAMES = "a b v g d e yo zh z i ishrt k l m n o p r s t u f h c ch sh shch hrdsn ery sftsn erev yu ya"
_MORE = "ie:є ii:і yi:ї gup:ґ je:ј lje:љ nje:њ dje:ђ tshe:ћ dzhe:џ dze:ѕ ushrt:ў schwa:ә otld:ө y:ү shha:һ ng:ң kdsc:қ zhdsc:җ hdsc:ҳ chrdsc:ҷ ghcrs:ғ yat:ѣ fita:ѳ izh:ѵ"
_LETTERS = dict(zip(_NAMES.split(), "абвгдеёжзийклмнопрстуфхцчшщъыьэюя", strict=True))
_LETTERS |= dict(pair.split(":") for pair in _MORE.split())
CYRILLIC = {f"cyr{name}": letter for name, letter in _LETTERS.items()}
CYRILLIC |= {f"CYR{name.upper()}": letter.upper() for name, letter in _LETTERS.items()}
CYRILLIC |= {"cyrchar": ""}
