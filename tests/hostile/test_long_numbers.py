"""Numbers of five thousand digits, which Python refuses to make an integer of, wherever a number may stand."""

from __future__ import annotations

import io
import zipfile

import pytest

from backref import checking, formats, pipeline, readers
from backref.model import Bibliography, Date, Name, Reference
from backref.parsing import parse

NUMBER = "9" * 5000
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DOCUMENTS = {
    "html": (
        '<ol start="N"><li>a<li value="N">b</ol><sup>N</sup><a href="#cite_note-N">[N]</a><td colspan="N" rowspan="N">c&#N;&#xN;'
        '<p style="font-size:Npx">N. Roe A. T. J. N;N(N):N-N.</p><h2>References</h2><ol start="N"><li id="N">Roe A. T. 2015.</ol>'
    ),
    "markdown": (
        "a[^N] [N] [N-N] <sup>N</sup>^N^ &#N; [@a, p. N]\n\n[^N]: x\n\n[N]: http://a.b\n\nN. c\n\n1. d\n\n# References {#N}\n\nN. Roe A. T. J. N;N:N.\n"
    ),
    "rst": "a [N]_ [#N]_ |N|\n\n.. [N] b\n.. [#N] c\n\nN. d\n\n#. e\n\n:raw:`N` \\ :cite:`N`\n\n.. bibliography::\n   :start: N\n",
    "org": "* a\na [fn:N] [cite:@N] ^{N}\n\nN. [@N] b\n\n[fn:N] c\n",
    "wikitext": "a<ref name=N>{{cite journal|title=T|year=N|volume=N|pages=N-N|last=Roe|date=N-N-N|doi=10.N/N|pmid=N|pmc=N}}</ref> {{sfn|Roe|N|p=N}} {{rp|N}}\n# b\n{{reflist|N}}",
    "latex": (
        r"\setcounter{enumiv}{N}\cite[N]{a}\char N \symbol{N}\begin{thebibliography}{N}\bibitem[N]{N} Roe A. T. N.\end{thebibliography}"
        r"\begin{enumerate}[start=N]\setcounter{enumi}{N}\item[N] a\end{enumerate}\footnotemark[N]\footnotetext[N]{b}\vspace{Npt}$^{N}$"
    ),
    "typst": 'a @N #footnote[N] #super[N] #enum(start: N)[a]\nN. b\n+ c\n#cite(<N>, supplement: [N])\n#h(Npt)\n#bibliography("N.bib")\n',
    "jats": (
        '<article><body><p>a <xref ref-type="bibr" rid="bN">N</xref><sup>N</sup>&#N;</p><list list-type="order" start="N"><list-item><label>N</label><p>b</p></list-item></list>'
        '</body><back><ref-list><ref id="bN"><label>N</label><mixed-citation>Roe A. T. <year>N</year>;<volume>N</volume>:<fpage>N</fpage>-<lpage>N</lpage></mixed-citation></ref></ref-list></back></article>'
    ),
    "ipynb": '{"nbformat": N, "cells": [{"cell_type": "markdown", "source": ["a [N]"], "execution_count": N}]}',
    "mdx": "export const a = N\n\n<A b={N}>[N]</A>\n",
    "docstrings": 'x = N\n\n\ndef f():\n    """a [N]_.\n\n    .. [N] b\n    """\n',
    "plain": "a [N] (Roe, N) [N-N] (N) p. N\n\nReferences\n\n[N] Roe A. T. J. N;N(N):N-N. doi:10.N/N PMID: N PMCN arXiv:N.N ISBN N\nN. Doe J. U. N.\n",
    "sweave": "<<fig.width=N>>=\nx\n@\na \\cite[N]{b}\\char N\n",
}
RECORDS = {
    "bibtex": "@article{N, title={N}, author={N, N}, year={N}, month=N, volume=N, number={N}, pages={N--N}, doi={10.N/N}, isbn={N}, issn={N}, edition={N}, pmid={N}, eprint={N}, archiveprefix={arXiv}}",
    "biblatex": "@article{N, title={N}, date={N-N-N/N}, urldate={N-12}, eventdate={2001-N}, origdate={N}, edition={N}, volume={N}, pagetotal={N}, month={N}, author={family=N, given=N}}",
    "ris": "TY  - JOUR\nID  - N\nTI  - T\nPY  - N/N/N\nDA  - N\nY2  - N/N\nSP  - N\nEP  - N\nVL  - N\nIS  - N\nSN  - N\nDO  - 10.N/N\nAN  - N\nET  - N\nM1  - N\nER  - \n",
    "nbib": "PMID- N\nTI  - T\nDP  - N Jan N\nDEP - N\nPG  - N-N\nIS  - N\nLID - N [doi]\nPMC - PMCN\nVI  - N\n",
    "enw": "%0 Journal Article\n%T T\n%D N\n%8 N N\n%P N-N\n%V N\n%@ N\n%M N\n",
    "ciw": "PT J\nTI T\nPY N\nPD N N\nBP N\nEP N\nAR N\nPM N\nVL N\nER\nEF\n",
    "csl-json": '[{"id": "N", "type": "book", "title": "T", "volume": "N", "page": "N-N", "issued": {"date-parts": [["N", "N"], [2001, "N"]], "season": "N"}, "accessed": {"raw": "N-N"}, "PMID": "N"}]',
    "csl-yaml": "references:\n- id: a\n  type: book\n  volume: N\n  issued: {date-parts: [[N, N, N]]}\n  accessed: N-N-N\n  page: N-N\n",
    "hayagriva": "a:\n  type: article\n  title: T\n  date: N-N-N\n  page-range: N-N\n  volume: N\n  edition: N\n  page-total: N\n  serial-number: {pmid: N, doi: 10.N/N}\n",
    "crossref-json": '{"message": {"DOI": "10.N/N", "type": "journal-article", "title": ["T"], "issued": {"date-parts": [["N", "N"]]}, "volume": "N", "page": "N-N", "reference-count": "N"}}',
    "pubmed-xml": "<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>N</PMID><Article><ArticleTitle>T</ArticleTitle><Journal><JournalIssue><Volume>N</Volume><PubDate><Year>N</Year><Month>N</Month><Day>N</Day></PubDate></JournalIssue></Journal><Pagination><MedlinePgn>N-N</MedlinePgn></Pagination></Article></MedlineCitation></PubmedArticle></PubmedArticleSet>",
    "endnote-xml": '<xml><records><record><rec-number>N</rec-number><ref-type name="N">N</ref-type><titles><title>T</title></titles><dates><year>N</year><pub-dates><date>N N</date></pub-dates></dates><pages>N-N</pages><volume>N</volume></record></records></xml>',
}  # fmt: skip


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document(name):
    document = readers.read(DOCUMENTS[name].replace("N", NUMBER).encode(), "x", name)
    pipeline.link(document, pipeline.find(document))
    assert all(span.end <= len(document.text) for span, *_ in document.blocks)


@pytest.mark.parametrize("name", ["docx", "odt"])
def test_an_archive(name):
    office = "urn:oasis:names:tc:opendocument:xmlns:"
    numbers = f'<w:numPr><w:ilvl w:val="{NUMBER}"/><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="{NUMBER}"/>'
    level = f'<w:lvl w:ilvl="{NUMBER}"/><w:lvl w:ilvl="0"><w:start w:val="{NUMBER}"/><w:lvlRestart w:val="{NUMBER}"/><w:lvlText w:val="%{NUMBER}."/></w:lvl>'
    override = f'<w:lvlOverride w:ilvl="{NUMBER}"><w:startOverride w:val="{NUMBER}"/></w:lvlOverride>'
    parts = {
        "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body><w:p><w:pPr>{numbers}</w:pPr><w:r><w:t>Heat helps.</w:t></w:r></w:p></w:body></w:document>',
        "word/numbering.xml": (
            f'<w:numbering xmlns:w="{WORD}"><w:abstractNum w:abstractNumId="1">{level}</w:abstractNum>'
            f'<w:num w:numId="1"><w:abstractNumId w:val="1"/>{override}</w:num></w:numbering>'
        ),
        "content.xml": (
            f'<o:x xmlns:o="{office}office:1.0" xmlns:t="{office}text:1.0"><o:text><t:h t:outline-level="{NUMBER}">a</t:h><t:list>'
            f'<t:list-item t:start-value="{NUMBER}"><t:p>Heat<t:s t:c="{NUMBER}"/>helps.</t:p></t:list-item></t:list></o:text></o:x>'
        ),
    }  # fmt: skip
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for path, text in parts.items():
            if path.startswith("word/") == (name == "docx"):
                archive.writestr(path, text)
    assert "helps." in readers.read(made.getvalue(), "x", name).text


@pytest.mark.parametrize("name", RECORDS)
def test_a_record(name):
    loaded = formats.load(RECORDS[name].replace("N", NUMBER), name)
    assert len(loaded.references) == 1
    for other in formats.names():
        if formats.by_name(other).dump:
            assert formats.dump(Bibliography.of(loaded.references), other)


def test_what_is_checked():
    for name in ("bibtex", "csl-json", "ris", "nbib"):
        file = checking.load("x", RECORDS[name].replace("N", NUMBER), name)
        faults = checking.check(checking.CheckedProject((file,), 2026))
        assert checking.mend(file.text, faults)


def test_a_citation_and_a_reference():
    assert parse(f"Roe A. Title. J. {NUMBER[:4000]};{NUMBER}({NUMBER}):{NUMBER}-{NUMBER}.").reference
    reference = Reference(
        id="a", type="article-journal", title="T", author=(Name(family=NUMBER),), volume=NUMBER, page=f"{NUMBER}-{NUMBER}", issued=Date(literal=NUMBER), edition=NUMBER, pmid=NUMBER,
    )  # fmt: skip
    for style in ("apa", "vancouver", "chicago", "ieee", "ama", "cs1"):
        assert formats.styled(Bibliography.of((reference,)), "text", style)
