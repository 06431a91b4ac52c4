"""Citation styles as templates: "{author:dotted} ({year}). {title}." -> labelled pieces.

`{field}` or `{field:form}` prints a field, `<...>` is left out where a field in it is absent, and `a|b|c` inside `[[
]]` is drawn from. Everything else is punctuation that no field owns. Written by hand from the styles' published guides.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping

Pieces = list[tuple[str, str]]
Field = Callable[[str], str]  # the form asked for -> the text, "" where the work has none

_CHOICE = re.compile(r"\[\[([^\[\]]*)\]\]")
_PART = re.compile(r"<([^<>]*)>")
_FIELD = re.compile(r"\{([a-z-]+)(?::([a-z]+))?\}")

ARTICLES = """
{author:inverted} ({year})[[:|.|,|]] {title}[[. In: |, in: |. In |. ]]{container}<[[, | ]][[|Jg. |Bd. ]]{volume}><[[ (|, H. |, Heft |, Nr. |(]]{issue}[[)||]]>[[, S. |, |: |, Seite ]]{pages}.
{author:slashed} ({year}): {title}. In: {container}[[, | ]]<{volume}. Jg.><, [[Heft|H.|Nr.]] {issue}>, S. {pages}[[.|]]
{author:slashed}, {year}: {title}[[. In: |, in: ]]{container}[[ |, ]]<{volume}><[[ (|/|, H. ]]{issue}[[)||]]>[[, S. |: |, S.]]{pages}.
{author:inverted}: [[„|»|"|]]{title}[[“|«|"|]][[. In: |, in: ]]{container}<[[ |, ]]{volume}> ({year})<[[, H. |, Nr. |, ]]{issue}>, S. {pages}.
{author:dotted} ({year}). {title}. [[|In: |In ]]{container}<, [[|Jg. |vol. ]]{volume}><[[(|, (|, Heft |, no. ]]{issue}[[)|)|]]>, [[|S. |pp. |p. ]]{pages}.
{author:inverted} ({year})[[, |: ]][[»|„|‘|“]]{title}[[«|“|’|”]], in: {container}< {volume}><[[ (|, ]]{issue}[[)|]]>, [[S. |]]{pages}.
{author:dotted}, {year}[[:|.|,]] {title}. {container}< {volume}><[[ (|(|/]]{issue}[[)|)|]]>[[: |, |:]]{pages}.
{author:vancouver} ({year}) {title}. {container}< {volume}><({issue})>:{pages}[[.|]]< [[doi:|https://doi.org/|doi: ||]]{doi}>
{author:vancouver} {year}. {title}. {container}< {volume}><({issue})>:{pages}.
{author:vancouver}. ({year}) {title}. {container}<. {volume}><({issue})>[[:|: |, ]]{pages}.
{author:spaced} ({year}). {title}. {container}< {volume}>[[, | ]]{pages}.< [[doi: |https://doi.org/||]]{doi}>
{author:first}, "{title}," {container}<, vol. {volume}><, no. {issue}><, pp. {pages}>, {monthyear}.
{author:first}. {title}. [[In |]]{container}<[[, |. ]]{volume}><({issue})>[[:|, pages |: ]]{pages}, {year}.
{author:first}, [[“|"|]]{title}[[,”|,"|,]] {container}< {volume}><[[, no. |(]]{issue}[[|)]]>[[ |, ]]({year})[[ |, |: ]]{pages}.
{author:first}, {container}[[ |]]{volume}, {pages} ({year})[[.|]]
{author:first}, {container} {volume} ({year}) {pages}[[.|]]
{author:first}, {title}, {container} {volume} ({year}) {pages}[[.|]]< [[doi:|https://doi.org/]]{doi}.>
{author:semicolons} {container} {year}, {volume}<[[ (|(]]{issue})>, {pages}.
{author:semicolons} {title}. {container} {year}, {volume}<[[ (|(]]{issue})>, {pages}.
{author:upper}. {title}. {container}<, {city}><, v. {volume}><, n. {issue}>, p. {pages}, [[{year}|{monthyear}]].< [[DOI: |Doi: |doi: |https://doi.org/]]{doi}[[.|]]>
{author:upper}. {title}. {container}<, v. {volume}><, n. {issue}>, p. {pages}, {year}. [[Disponível em: |Disponible en: ]]{url}. [[Acesso em: |Acceso: ]]{accessed}.
{author:chicago}. [[“|"]]{title}[[.”|."]] {container}< {volume}><[[, no. | (]]{issue}[[|)]]> ({year})[[: |, ]]{pages}.
{author:chicago}. {year}. [[“|"|]]{title}[[.”|."|.]] {container}<[[ |. ]]{volume}><[[ (|, no. |:]]{issue}[[)|]]>[[: |:|, ]]{pages}.
{author:chicago}. "{title}." {container}<, vol. {volume}><, no. {issue}>, {year}, pp. {pages}.
{author:chicago} {year} {title}. {container}< {volume}><({issue})>[[:|: ]]{pages}.
{author:dotted} ({year}) [['|‘|"]]{title}[['|’|"]], {container}<, [[vol. |]]{volume}><[[, no. |(]]{issue}[[|)]]>, [[pp. |]]{pages}.
{author:spaced}, [[« |“]]{title}[[ »|”]], {container}<, [[vol. |t. |]]{volume}><, [[n° |no ]]{issue}>, {year}, [[p. |pp. ]]{pages}.
{author:upper}, {title}, [[in |]]«{container}»<, {volume}>, {year}, pp. {pages}.
{author:spaced}. {title}. {container}[[. |, ]]{year}<[[; |;]]{volume}><[[(|, (]]{issue}[[)]]>[[: |:]]{pages}[[.|]]
{author:spaced}. {title}. {container} {year}; {volume}: {pages}.
{title}. {author:vancouver}. {container}[[. |, ]]{year}<[[;|; ]]{volume}><({issue})>[[:|: ]]{pages}.
{author:vancouver} {title}. {container} {year}[[; |;| ]]{volume}:{pages}
{author:vancouver}, {title}. {container}, {volume}<({issue})>: {pages}, {year}.
{author:spaced}. {title}. {container}. {volume}, {pages} ({year}).
{author:dotted} {title}. {container} {volume}, {pages} ({year}).< {doi}>
{author:vancouver}: {title}. {container} {year}, {volume}<({issue})>:{pages}.
"{title}". {container}. {monthyear}. [[Retrieved |Archived from the original on ]]{accessed}.
{author:inverted} ({daydate}). "{title}". {container}. [[Retrieved {accessed}.|]]
{author:natural} ({daydate}). "{title}". {container}.
{group} ({year})[[.|:]] {title}. {container}< {volume}>: {pages}.
{group}. {title}. {container} {year};{volume}:{pages}.
[[Siehe |Vgl. |See |Cf. |]]{author:families} ({year})[[, S. |: |, p. ]]{pages}.
{author:inverted} ({year}), [[»|„]]{title}[[«|“]], in: {container}< {volume}><[[, H. |/|, ]]{issue}>, S. {pages}.
{author:inverted}: [[„|»|]]{title}[[“|«|]], in: {container}, Jg. {volume} ({year})<, H. {issue}>, S. {pages}.
[[{small}) |]][[Vgl. |Siehe |Vgl. hierzu |]]{author:natural}[[, |: ]]{title}, in: {container} [[{volume} ({year})|{volume}/{year}|{issue}/{year}]], S. {pages}[[.|, hier S. {pages}.]]
{author:inverted} ({year}), {title}, in: {container}, {volume}, {issue}, {pages}.
{author:natural} ({year}): {title}. {container} {issue}/{year}, S.{pages}.
{author:inverted}. {title}. — {container}[[, |. — ]]{year}<, vol. {volume}><, no. {issue}>, p. {pages}.
{author:spaced} {title} // {container}. — {year}. — [[Vol. |Т. ]]{volume}<, [[no. |№ ]]{issue}>. — [[P. |С. ]]{pages}.
"""

BOOKS = """
{author:inverted} ({year})[[:|.|]] {title}. {city}: {publisher}.
{author:inverted} ({year}): {title}. [[(=|]]{collection}, [[Bd. |Nr. |]]{small}[[)|]]. {city}.
{author:inverted} ([[Hg.|Hrsg.|eds.|Ed.|Eds.|ed.]]) ({year})[[:|.|,]] {title}. {city}: {publisher}. EDITORS
{author:inverted}, [[eds.|ed.|editors.]] {title}. {city}: {publisher}, {year}. EDITORS
{author:vancouver}, [[editors|eds]]. {title}. <{edition}. >{city}: {publisher}; {year}. EDITORS
{author:slashed} (Hrsg.) ({year}): {title}. {city}. EDITORS
{author:slashed} ({year}): {title}. {city}: {publisher}.
{author:inverted}: {title}. {city}[[: {publisher},|]] {year}.
{author:inverted}: {title}, {city} {year}[[, S. {pages}|]].
{author:dotted} ({year}). {title}[[| ({edition})]]. [[{city}: |]]{publisher}.
{author:vancouver}. {title}. [[{edition}. |]]{city}: {publisher}; {year}[[. p. {pages}|]].
{author:chicago}. {title}. [[{edition}. |]]{city}: {publisher}, {year}.
{author:chicago}. {year}. {title}. {city}: {publisher}.
{author:upper}. {title}. [[{edition}. |]]{city}: {publisher}, {year}.
{author:first}, {title}, [[{edition}, |]]{publisher}, {city}, {year}.
{author:first}, {title} ({publisher}, {city}, {year})[[, p. {pages}|]].
{author:upper}, {title}, {city}, [[{publisher}, |]]{year}[[, p. {pages}|]].
{author:inverted} ({year}), {title}. [[(={collection}, Bd. {small}), |]]{city}.
{author:inverted}, {year}: {title}. {city}: {publisher}.
{author:dotted} ({year}). {title} [[(2., überarb. Aufl.)|(3. Aufl.)]]. {city}: {publisher}.
{author:inverted} ([[Hg.|Hrsg.]]) ({year}), {title}. {city}. EDITORS
{author:inverted} ({year}): {title}. {collection} Nr. {small}. {city}.
{author:inverted} ({year}). {title}. [[Unpublished|Unveröffentlichte]] [[PhD thesis|Diplomarbeit|doctoral dissertation|Master's thesis]], {publisher}.
{author:families}, {title}, {city} {year}, [[S. |p. |pp. ]]{pages}.
{group} ({year})[[:|.]] {title}. {city}[[: {publisher}|]].
{group}. {title}. {city}: {publisher}; {year}.
{group} ([[Hrsg.|Hg.|ed.]]) ({year}): {title}. {city}. EDITORS
{author:inverted} ({year}). {title}. {publisher}. ISBN[[ | ]]{isbn}.
{author:natural} ({year}). {title} ({edition}). {city}: {publisher}. [[p. |pp. ]]{pages}. ISBN[[ | ]]{isbn}.
"""

CHAPTERS = """
{author:inverted} ({year}), [[»|„]]{title}[[«|“]], in: {editor:inverted} (Hg.), {container}, {city}[[: {publisher}|]], S. {pages}.
{author:natural}: {title}, in: {editor:natural} (Hrsg.): {container}, {city} {year}, S. {pages}[[.|, hier S. {pages}.]]
{author:inverted}: [[„|]]{title}[[“|]]. In: [[Ders.|dies.|Dies.]] (Hg.): {container}. {city} {year}, S. {pages}.
{author:inverted} ({year}): {title}, in: {container}, [[hrsg. v.|hrsg. von|herausgegeben von]] {editor:natural}, {city}, S. {pages}.
{author:dotted} ({year}) ‘{title}’, in {editor:first}[[ (ed.)| (eds)|, ed.|]][[,|]] {container}[[, pp. {pages}. {city}: {publisher}|. {city}: {publisher}, pp. {pages}|, {city}: {publisher}, {pages}]].
{author:inverted} ({year}). {title}. In {editor:natural} (Eds.), {container} (pp.{pages}). {city}: {publisher}.
{author:inverted} ({year})[[: |. |, ]]{title}[[. In: |, in: ]]{editor:inverted} [[(Hrsg.)|(Hg.)|(Eds.)|(eds.)|(Ed.)]][[: |, |. ]]{container}[[. |, ]]{city}[[: {publisher}|]][[, S. |, |: |, pp. ]]{pages}.
{author:slashed} ({year}): {title}. In: {editor:slashed} [[(Hrsg.)|(Hg.)|(eds.)]]: {container}. {city}[[: {publisher}|]], S. {pages}.
{author:slashed}, {year}: {title}. S. {pages} in: {editor:natural} (Hg.), {container}. {city}: {publisher}.
{author:dotted} ({year}). {title}. In {editor:first} [[(Eds.)|(Ed.)|(eds.)|(Hrsg.)]], {container} (pp. {pages}). {city}: {publisher}.
{author:dotted} ({year}). {title}. In {editor:first} ([[Eds.|Hrsg.]]), {container} ([[S.|pp.]] {pages}). {publisher}.
{author:vancouver}. {title}. In: {editor:vancouver}, [[editors|eds|editor]]. {container}. <{edition}. >{city}: {publisher}; {year}. p. {pages}.
{author:vancouver} ({year}) {title}. In: {editor:vancouver} [[(eds)|(ed)|(eds.)]][[ |. ]]{container}. {publisher}, {city}, [[pp |p ]]{pages}
{author:vancouver}. {year}. {title}, p {pages}. In {editor:vancouver} ([[eds|ed]]), {container}. {publisher}, {city}.
{author:spaced} ({year}). "{title}," in {container}, eds {editor:spaced} ({city}: {publisher}), {pages}.
{author:chicago}. “{title}.” In {container}, edited by {editor:natural}, {pages}. {city}: {publisher}, {year}.
{author:upper}. {title}. In: {editor:upper} ([[Org.|Orgs.|org.|Ed.]]). {container}. {city}: {publisher}, {year}. p. {pages}.
{author:first}, {title}, in [[{container}|«{container}»]], [[ed. by|a cura di|edited by|sous la dir. de]] {editor:first}, {city}, {publisher}, {year}, pp. {pages}.
{author:first}, “{title},” in {container}, {editor:first}, Eds. {city}: {publisher}, {year}, pp. {pages}.
{author:first}: {title}. In: {editor:first} (eds.) {container}, pp. {pages}. {publisher}, {city} ({year})
{author:inverted} ({year}). "{title}". In {editor:inverted} (eds.). {container}. {publisher}. pp. {pages}. ISBN[[ | ]]{isbn}.
{author:inverted} ({year}). "{title}". In {editor:natural}. {container} ({edition}). {city}: {publisher}. pp. {pages}.
"""

WEB = """
"{title}". {host}. [[{daydate}. |]]Archived from the original on {accessed}. Retrieved {accessed}.
{author:dotted} ({year}, [[March|April|June]] [[3|14|25]]). {title}. {site}. {url}
{author:natural} ({daydate}) "{title}". {site}.
{author:natural}, "{title}", {site}, {daydate}[[, p. {pages}|]].
{group} ({year}). {title}. [[Retrieved from |Available at: |]]{url}
{group}. {title} [Internet]. {city}: {publisher}; {year} [cited {accessed}]. Available from: {url}
{group}. {title}. {url}. [[Accessed |Published {year}. Accessed ]]{accessed}.
{group}: {title}. {url} ([[Zugriff: |abgerufen am |Stand: |]]{accessed}).
"""

PLAIN = """
{author:whole}. {title}. {year}.
{author:whole}. {title}. {year}[[.|]]
{author:whole}. {title}. [[In |]]{container}, {year}.
{author:whole}. {title}. {container}, {volume}<({issue})>:{pages}, {year}.
{author:whole}. {year}. {title}. [[In |]]{container}<, pages {pages}>.
{author:whole}, {title}, {year}[[.|]]
{author:whole} ({year}). {title}[[.|]]
{author:dotted} ({year}). {title}[[.|]]
{author:inverted}. {title}. {year}.
{title}. {author:whole}. {year}.
{author:whole}. {title}. [[arXiv preprint, |CoRR, |arXiv preprint ]]{year}.
{author:whole}. {title}. [[In |]]{container}, pp. {pages}, {year}.
{author:whole}. {title}. [[In |]]{container}, pages {pages}. {publisher}, {year}.
{author:whole}. {title}. {publisher}, {year}.
{author:whole}. {title}, {year}. [[URL |]]{url}.
{author:spaced}. {title}. {year}.
{author:spaced} {title}. {year}.
{author:spaced} {title}. {container}. {year}.
{author:vancouver}. {title}. {year}.
{author:vancouver} {title} {year}
{author:first}. {title}. {container}, {year}.
{author:first}. {title}. {year}.
{group}. {title}. {year}.
{group}. {title}. {container}, {year}.
"""


def fill(template: str, fields: Mapping[str, Field], dice: random.Random) -> Pieces | None:
    """Return the pieces of a template for one work, or None where the work lacks a field that is not optional."""
    editors = template.endswith(" EDITORS")
    text = template.removesuffix(" EDITORS")
    while _CHOICE.search(text):
        text = _CHOICE.sub(lambda match: dice.choice(match[1].split("|")), text)
    drawn: dict[str, str] = {}

    def printed(match: re.Match[str]) -> str:
        if match[0] not in drawn:
            drawn[match[0]] = fields[match[1]](match[2] or "")
        return drawn[match[0]]

    def kept(part: re.Match[str]) -> str:
        return part[1] if all(printed(field) for field in _FIELD.finditer(part[1])) else ""

    text = _PART.sub(kept, text)
    pieces: Pieces = []
    at = 0
    for match in _FIELD.finditer(text):
        value = printed(match)
        if not value:
            return None
        label = LABEL_OF.get(match[1], match[1])
        pieces += [
            (text[at : match.start()], "-"),
            (value, "editor" if editors and label == "author" else label),
        ]
        at = match.end()
    return [*pieces, (text[at:], "-")]


LABEL_OF = {
    "year": "date", "monthyear": "date", "daydate": "date", "container": "container-title", "city": "location", "doi": "id",
    "isbn": "id", "site": "container-title", "host": "container-title", "group": "author", "collection": "collection-title", "small": "volume",
}  # fmt: skip
