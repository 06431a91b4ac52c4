r"""The tables of LaTeX: which command stands for which character. Text symbols, math symbols, accents, scripts.

Source: "The Comprehensive LaTeX Symbol List" (2024), tables of text symbols, Greek, operators, relations, arrows; the
LaTeX kernel's utf8 encoding files for what pdflatex prints by itself.
"""

from __future__ import annotations

ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", '"': "\u0308", "=": "\u0304", ".": "\u0307", "u": "\u0306", "v": "\u030c",
    "H": "\u030b", "c": "\u0327", "k": "\u0328", "d": "\u0323", "b": "\u0331", "r": "\u030a", "t": "\u0361", "h": "\u0309", "U": "\u030e",
    "G": "\u030f", "f": "\u0311",
}  # fmt: skip
# Accents with names: those of math, and of packages.
NAMED_ACCENTS = {
    "grave": "\u0300", "acute": "\u0301", "hat": "\u0302", "widehat": "\u0302", "tilde": "\u0303", "widetilde": "\u0303", "bar": "\u0304", "breve": "\u0306",
    "dot": "\u0307", "ddot": "\u0308", "mathring": "\u030a", "ocirc": "\u030a", "check": "\u030c", "vec": "\u20d7", "overline": "\u0305",
    "textoverline": "\u0305", "textsubdot": "\u0323", "textcommabelow": "\u0326", "cb": "\u0326", "textcommaabove": "\u0313", "textogonekcentered": "\u0328",
    "capitalcaron": "\u030c", "capitalacute": "\u0301", "capitalcedilla": "\u0327", "capitalogonek": "\u0328", "textdotbreve": "\u0310", "not": "\u0338",
    "textbreve": "\u0306", "textsubring": "\u0325", "textsubumlaut": "\u0324", "textsubcircum": "\u032d", "textsubtilde": "\u0330", "textsubbar": "\u0331",
}  # fmt: skip

TEXT = {
    "ss": "ß", "SS": "ẞ", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å", "i": "ı", "j": "ȷ",
    "dh": "ð", "DH": "Ð", "dj": "đ", "DJ": "Đ", "th": "þ", "TH": "Þ", "ng": "ŋ", "NG": "Ŋ", "S": "§", "P": "¶", "copyright": "©", "textcopyright": "©",
    "textregistered": "®", "texttrademark": "™", "pounds": "£", "textsterling": "£", "euro": "€", "texteuro": "€", "textcent": "¢", "textyen": "¥",
    "textcurrency": "¤", "dag": "†", "ddag": "‡", "textdagger": "†", "textdaggerdbl": "‡", "textsection": "§", "textparagraph": "¶",
    "textendash": "–", "textemdash": "—", "textquoteleft": "‘", "textquoteright": "’", "lq": "‘", "rq": "’",
    "textquotedblleft": "“", "textquotedblright": "”", "guillemotleft": "«", "guillemotright": "»", "guillemetleft": "«", "guillemetright": "»",
    "flqq": "«", "frqq": "»", "guilsinglleft": "‹", "guilsinglright": "›", "quotedblbase": "„", "glqq": "„", "grqq": "“", "quotesinglbase": "‚",
    "textasciitilde": "~", "textasciicircum": "^", "textbackslash": "\\", "textbar": "|", "textless": "<", "textgreater": ">", "textunderscore": "_",
    "textellipsis": "…", "ldots": "…", "dots": "…", "dotsc": "…", "textdegree": "°", "degree": "°", "textmu": "µ", "micro": "µ", "textbullet": "•",
    "textperiodcentered": "·", "textexclamdown": "¡", "textquestiondown": "¿", "textbraceleft": "{", "textbraceright": "}", "textdollar": "$",
    "slash": "/", "LaTeX": "LaTeX", "TeX": "TeX", "BibTeX": "BibTeX", "LaTeXe": "LaTeX2e", "lbrace": "{", "rbrace": "}", "textquotesingle": "'",
    "textquotedbl": '"', "textordfeminine": "ª", "ordfeminine": "ª", "textordmasculine": "º", "ordmasculine": "º", "textonehalf": "½",
    "textonequarter": "¼", "textthreequarters": "¾", "textonesuperior": "¹", "texttwosuperior": "²", "textthreesuperior": "³", "textnumero": "№",
    "textperthousand": "‰", "textpertenthousand": "‱", "textreferencemark": "※", "textinterrobang": "‽", "textasteriskcentered": "∗",
    "textdoublebarpipe": "ǂ", "textschwa": "ə", "dz": "ʣ", "textrightarrow": "→", "textleftarrow": "←", "textuparrow": "↑", "textdownarrow": "↓",
    "textminus": "−", "texttimes": "×", "textpm": "±", "textdiv": "÷", "textohm": "Ω", "textestimated": "℮", "textmusicalnote": "♪",
    "textnormal": "", "endash": "–", "emdash": "—", "quad": " ", "qquad": " ", "newline": " ", "space": " ", "nobreakspace": "\u00a0", "hyphen": "-", "textminute": "′", "textsecond": "″",
    "textasciiacute": "´", "textasciigrave": "`", "textasciidieresis": "¨", "textasciimacron": "¯", "textasciibreve": "˘", "textasciicaron": "ˇ",
    "cprime": "ʹ", "cdprime": "ʺ", "textprime": "ʹ", "ayn": "ʿ", "alif": "ʾ", "hamza": "ʾ", "textcommaabove": "ʻ", "i{}": "ı", "cydot": "·",
    "polhk": "", "rasp": "ʿ", "lasp": "ʾ", "textglotstop": "ʔ",
}  # fmt: skip
TEXT = {name: char for name, char in TEXT.items() if char and name.isalpha()}

_GREEK_NAMES = (
    "alpha beta gamma delta zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau upsilon chi psi omega"
)
GREEK = dict(zip(_GREEK_NAMES.split(), "αβγδζηθικλμνξοπρστυχψω", strict=True))
MATH = (
    GREEK
    | {name.capitalize(): letter.upper() for name, letter in GREEK.items()}
    | {f"text{name}": letter for name, letter in GREEK.items() if name != "mu"}
    | {f"text{name.capitalize()}": letter.upper() for name, letter in GREEK.items()}
    | {
        "varepsilon": "ε", "textepsilon": "ε", "Epsilon": "Ε", "epsilon": "ϵ", "varphi": "φ", "textphi": "φ", "phi": "ϕ", "Phi": "Φ", "textPhi": "Φ",
        "vartheta": "ϑ", "varsigma": "ς", "varrho": "ϱ", "varpi": "ϖ", "varkappa": "ϰ", "digamma": "ϝ",
        "times": "×", "pm": "±", "mp": "∓", "div": "÷", "infty": "∞", "leq": "≤", "le": "≤", "leqslant": "⩽", "geq": "≥", "ge": "≥", "geqslant": "⩾",
        "neq": "≠", "ne": "≠", "ll": "≪", "gg": "≫", "approx": "≈", "sim": "∼", "simeq": "≃", "cong": "≅", "equiv": "≡", "propto": "∝", "lesssim": "≲",
        "gtrsim": "≳", "prec": "≺", "succ": "≻", "preceq": "⪯", "succeq": "⪰", "asymp": "≍", "doteq": "≐", "triangleq": "≜",
        "rightarrow": "→", "to": "→", "leftarrow": "←", "gets": "←", "leftrightarrow": "↔", "uparrow": "↑", "downarrow": "↓", "updownarrow": "↕",
        "Rightarrow": "⇒", "Leftarrow": "⇐", "Leftrightarrow": "⇔", "mapsto": "↦", "longrightarrow": "⟶", "longleftarrow": "⟵", "Longrightarrow": "⟹", "implies": "⟹", "iff": "⟺",
        "rightleftharpoons": "⇌", "leftrightarrows": "⇆", "nearrow": "↗", "searrow": "↘", "hookrightarrow": "↪", "rightharpoonup": "⇀",
        "cdot": "⋅", "cdots": "⋯", "ldots": "…", "vdots": "⋮", "ddots": "⋱", "circ": "∘", "bullet": "∙", "star": "⋆", "ast": "∗", "bigstar": "★",
        "prime": "′", "partial": "∂", "nabla": "∇", "sum": "∑", "prod": "∏", "coprod": "∐", "int": "∫", "iint": "∬", "oint": "∮", "surd": "√",
        "in": "∈", "notin": "∉", "ni": "∋", "cup": "∪", "cap": "∩", "subset": "⊂", "subseteq": "⊆", "supset": "⊃", "supseteq": "⊇", "setminus": "∖",
        "emptyset": "∅", "varnothing": "∅", "forall": "∀", "exists": "∃", "nexists": "∄", "neg": "¬", "lnot": "¬", "land": "∧", "wedge": "∧", "lor": "∨", "vee": "∨",
        "oplus": "⊕", "ominus": "⊖", "otimes": "⊗", "odot": "⊙", "perp": "⊥", "bot": "⊥", "top": "⊤", "parallel": "∥", "mid": "∣", "vdash": "⊢", "models": "⊨",
        "angle": "∠", "triangle": "△", "square": "□", "Box": "□", "blacksquare": "■", "diamond": "⋄", "Diamond": "◇", "lozenge": "◊",
        "ell": "ℓ", "hbar": "ℏ", "hslash": "ℏ", "Re": "ℜ", "Im": "ℑ", "wp": "℘", "aleph": "ℵ", "beth": "ℶ", "imath": "ı", "jmath": "ȷ", "complement": "∁",
        "langle": "⟨", "rangle": "⟩", "lfloor": "⌊", "rfloor": "⌋", "lceil": "⌈", "rceil": "⌉", "Vert": "‖", "lVert": "‖", "rVert": "‖", "lvert": "|", "rvert": "|",
        "vert": "|", "backslash": "\\", "dagger": "†", "ddagger": "‡", "therefore": "∴", "because": "∵", "degree": "°", "mho": "℧", "eth": "ð",
        "heartsuit": "♥", "spadesuit": "♠", "clubsuit": "♣", "diamondsuit": "♦", "flat": "♭", "natural": "♮", "sharp": "♯", "checkmark": "✓",
        "ltimes": "⋉", "rtimes": "⋊", "bowtie": "⋈", "wr": "≀", "sqcup": "⊔", "sqcap": "⊓", "sqsubseteq": "⊑", "uplus": "⊎", "amalg": "⨿",
        "colon": ":", "lt": "<", "gt": ">", "log": "log", "ln": "ln", "exp": "exp", "sin": "sin", "cos": "cos", "tan": "tan", "max": "max", "min": "min",
        "lim": "lim", "sup": "sup", "inf": "inf", "det": "det", "dim": "dim", "ker": "ker", "deg": "deg", "gcd": "gcd", "arg": "arg", "mod": "mod", "Pr": "Pr",
    }
)  # fmt: skip

# What is read, and never written: commands of packages, and those that resolvers of DOIs make up.
READ = (
    {"thinspace": "\u2009", "medspace": " ", "thickspace": " ", "enspace": " ", "enskip": " ", "textvisiblespace": "␣", "textsinglequote": "'", "textcelsius": "℃", "IJ": "Ĳ", "ij": "ĳ", "textinfty": "∞", "textonehundred": "100", "textquestion": "?", "textexclam": "!", "textequal": "=", "textplus": "+", "textpercent": "%", "textampersand": "&", "textnumbersign": "#", "textcolon": ":", "textsemicolon": ";", "textcomma": ",", "amp": "&",}
    | {f"up{name}": letter for name, letter in GREEK.items()}
    | {f"Up{name}": letter.upper() for name, letter in GREEK.items()}
    | {"upepsilon": "ε", "upphi": "φ", "upvarepsilon": "ε", "upvarphi": "φ", "Upphi": "Φ"}
    | {
        "less": "<", "greater": ">", "mathplus": "+", "mathminus": "−", "mathequals": "=", "mathsemicolon": ";", "mathcolon": ":", "mathcomma": ",", "mathperiod": ".", "mathsterling": "£", "mathdollar": "$", "mathellipsis": "…", "mathpercent": "%",
    }
)  # fmt: skip

SUPERSCRIPTS = dict(
    zip(
        "0123456789+-=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWαβγδεθιφχ ",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵅᵝᵞᵟᵋᶿᶥᶲᵡ ",
        strict=True,
    )
)
SUBSCRIPTS = dict(zip("0123456789+-=()aehijklmnoprstuvxβγρφχ ", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ ", strict=True))

# What pdflatex prints from UTF-8 with nothing but the T1 and TS1 encodings: the rest is written as commands.
KERNEL = frozenset(
    {chr(code) for code in range(0xA1, 0x180)} - set("\u00adĦħĸŀĿŦŧſµ¬±×÷") | set("µ¬±×÷ƒȘșȚțẞ–—‘’‚“”„†‡•…‰‹›€™ˆ˜˘ˇ˝˛˙")
)
