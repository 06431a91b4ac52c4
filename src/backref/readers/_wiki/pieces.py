"""What wikitext is made of: one pattern of its markup, and those of its blocks."""

from __future__ import annotations

import re

from .notes import REF

PIECE = re.compile(
    rf"(?P<comment><!--)|(?P<hidden><(?:nowiki|pre|syntaxhighlight|math|gallery)\b[^<>]{{0,200}}+>)|(?P<ref>{REF})"
    r"|(?P<listed><references\b[^<>/]{0,200}+>)|(?P<open>\{\{)|(?P<table>\{\|)"
    r"|(?P<link>\[\[(?P<target>[^\[\]|{}]{1,400}+)(?:\|(?P<shown>[^\[\]{}]{0,600}+))?\]\])"
    r"|(?P<outer>\[(?P<url>https?://[^\s\[\]]{2,1000}+)(?:\s(?P<words>[^\[\]\n]{0,600}+))?\])"
    r"|<sup>\s?(?P<sup>\d{1,3}(?:\s?[,;\u2010-\u2015-]\s?\d{1,3}){0,20})\s?</sup>"
    r"|(?P<quotes>''+)|(?P<tag></?[a-zA-Z][a-zA-Z0-9]{0,15}(?:\s[^<>]{0,400}+)?/?>)|(?P<entity>&(?:[a-zA-Z]{2,8}|#\d{1,6});)",
    re.DOTALL,
)
BLOCK = re.compile(r"\n[ \t]*\n|\n(?=[*#:;=|!{])|(?<=\n)")
HEADING = re.compile(r"(={1,6})[ \t]*+(.{1,200}?)[ \t]*+\1[ \t]*+$")
LIST = re.compile(r"[*#:;]{1,6}[ \t]*|<li\b[^<>]{0,200}>[ \t]*", re.IGNORECASE)
SHOWN = frozenset(("<nowiki>",))  # of what hides markup, that which shows its text
