"""Numbers as lists print them: in digits, letters or Roman numerals."""

from __future__ import annotations

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


def formatted(number: int, form: str) -> str:
    """Return a number as a level prints it; what is not known is printed in digits.

    >>> [formatted(29, form) for form in ("decimal", "lowerLetter", "upperRoman", "decimalZero", "chineseCounting")]
    ['29', 'cc', 'XXIX', '29', '29']
    """
    if form.endswith("Letter") and number > 0:
        letters = chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 30)
        return letters.upper() if form.startswith("upper") else letters
    if form.endswith("Roman") and 0 < number < 5000:
        digits = ""
        for worth, sign in _ROMAN:
            digits += sign * (number // worth)
            number %= worth
        return digits.upper() if form.startswith("upper") else digits
    return f"{number:02d}" if form == "decimalZero" else str(number)
