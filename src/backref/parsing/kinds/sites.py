"""Addresses that say what stands there: a post, code, a film, a patent. The tagger sees an address as one word, and not
its parts.

Each group of sites and paths is named by what it is for, and of the labelled works behind such an address most are of
that type.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import cast

from ...model import CslType

_SUB = r"^(?:https?:)?/{0,2}(?:[\w-]{1,40}\.){0,3}"


def _look(pattern: re.Pattern[str]) -> Callable[[str], re.Match[str] | None]:
    """How an address is searched for a pattern; one that begins with the site is tried there alone."""
    return pattern.match if pattern.pattern.startswith(_SUB) else pattern.search


_SAID: tuple[tuple[CslType, Callable[[str], re.Match[str] | None]], ...] = tuple(
    (cast("CslType", kind), _look(re.compile(pattern, re.IGNORECASE)))
    for kind, pattern in (
        # One message of a network or a forum, not the page of who writes there.
        ("post", _SUB + r"(?:reddit\.com/r/\w{1,40}/comments|(?:twitter|x)\.com/\w{1,40}/status|weibo\.(?:com|cn)/\w{1,40}/\w|t\.me/\w{1,40}/\d|tieba\.baidu\.com/p/"
                 r"|zhihu\.com/(?:question|p|pin)/|facebook\.com/[\w.]{1,60}/(?:posts|photos|videos)|instagram\.com/p/|linkedin\.com/(?:posts|feed)|threads\.net/@\w{1,40}/post"
                 r"|tiktok\.com/@[\w.]{1,40}/video|bsky\.app/profile/[\w.:-]{1,80}/post|(?:lesswrong\.com|forum\.effectivealtruism\.org)/posts/"
                 r"|(?:stackoverflow|stackexchange|mathoverflow|quora|superuser|serverfault)\.(?:com|net)/q)"),
        ("post", r"/(?:viewtopic|showthread|viewthread)\.php|[?&]topic=\d|//mastodon\.[a-z]{2,10}/@\w{1,40}/\d"),
        ("software", _SUB + r"(?:(?:github|gitlab|bitbucket)\.(?:com|org)/[\w.-]{1,60}/[\w.-]|sourceforge\.net/projects/|(?:apps|play)\.(?:apple|google)\.com"
                     # the page of a package, wherever packages of a language are kept
                     r"|cran\.r-project\.|(?:pypi(?:\.python)?|bioconductor|npmjs|crates|hackage\.haskell|rubygems|packagist|metacpan)\.[a-z]{2,3}/"
                     r"(?:package|packages|project|crates|gems|pypi|web|release|pod)\b)"),
        ("motion_picture", _SUB + r"(?:youtube\.com/watch|youtu\.be/|vimeo\.com/\d|bilibili\.com/(?:video|bangumi)|dailymotion\.com/video|netflix\.com/|imdb\.com/title)"),
        ("dataset", _SUB + r"(?:icpsr\.umich\.edu/|kaggle\.com/datasets|data(?:bank)?\.(?:gov|worldbank\.org|europa\.eu|census\.gov|un\.org|oecd\.org|unicef\.org|nasa\.gov)/|archive\.ics\.uci\.edu/|fred\.stlouisfed\.org/|dataverse\.[\w.]{2,30}/dataset|datadryad\.org/|gbif\.org/)"),
        ("graphic", _SUB + r"(?:artic\.edu/artworks|metmuseum\.org/art|moma\.org/collection|tate\.org\.uk/art|rijksmuseum\.nl/|nga\.gov/collection|wikiart\.org/|artsy\.net/artwork"
                    r"|artnet\.(?:com|de)/|flickr\.com/photos|unsplash\.com/photos|openclipart\.org/detail|loc\.gov/pictures|commons\.wikimedia\.org/wiki/file:|pixabay\.com/"
                    r"|museodelprado\.es/|gettyimages\.|shutterstock\.com/image|deviantart\.com/\w{1,40}/art)"),
        ("bill", _SUB + r"congress\.gov/bill"),
        ("broadcast", r"//podcasts?\.|/(?:podcasts?|episodes?|radio-archives)/|" + _SUB + r"(?:stitcher\.com/|open\.spotify\.com/(?:show|episode))"),
        ("patent", r"//patents?\.|/patents?/|espacenet\.com|patentscope\.wipo|freepatentsonline\.com"),
        ("post-weblog", r"//(?:[\w-]{1,60}\.(?:wordpress|blogspot|tumblr|substack|livejournal|typepad|hypotheses)\.[a-z]{2,4}|blogs?\.|medium\.com/)"),
        ("entry-dictionary", r"//(?:dictionary|dle|slovari?)\.|/dictionary/|merriam-webster\.com/|wiktionary\.org/"),
    )
)  # fmt: skip


def kind_of(address: str) -> CslType | None:
    """Return the type of what stands at an address, where its site or its path says that; else None.

    >>> kind_of("https://github.com/mittagessen/kraken"), kind_of("https://x.com/roe/status/12"), kind_of("https://example.org/a")
    ('software', 'post', None)
    """
    return next((kind for kind, look in _SAID if look(address)), None)
