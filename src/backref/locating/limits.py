"""How far finding looks, in code points unless said otherwise: what keeps it quick on any text, and judges nothing.

A reference or a note that is longer than anybody prints one is prose; a text on either side of each number is in
`tests/locating/test_limits.py`.
"""

from __future__ import annotations

ENTRY = 3000  # of an entry of a list, or of a note
EMBEDDED = 900  # of a citation in a sentence, or in brackets
LOOKED = 1500  # of a text that are looked at for signs, or of a note for what it mentions
BEGINNING = 500  # of a text that are looked at to see whether it begins as a reference
ENDING = 200  # of an entry that are looked at for an identifier at its end, or for a label before its address
FOLLOWING = 400  # behind a citation that are looked at for identifiers of its own
SHORT = 300  # of a note that only names people and years or pages
SOURCE = 600  # of an entry that is an address with its title, or that has few signs
AUTHOR = 80  # of an entry, in which its first author stands
WHO = 300  # before a year, in which those are named whose it is
PEOPLE = 10  # lists of people before the numbers of a citation in a sentence, one of which begins it
REACH = 80  # the same, in scripts without capitals
RANGE = 300  # numbers that a range may name, "[1-300]"
SAME_YEAR = 200  # entries of one year among which the work of a note is looked for
TELLING = 20  # from which on a text may have signs without a digit, a comma, a bracket or a stop
