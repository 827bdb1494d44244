"""Who answers whom as GraphML: a graph that Gephi, igraph and networkx open."""

from __future__ import annotations

import re
from pathlib import Path
from xml.sax.saxutils import escape

import pandas as pd

from analysis import network

FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # no XML file can hold these
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key id="label" for="node" attr.name="label" attr.type="string"/>
<key id="comments" for="node" attr.name="comments" attr.type="int"/>
<key id="to_article" for="node" attr.name="to_article" attr.type="int"/>
<key id="to_self" for="node" attr.name="to_self" attr.type="int"/>
<key id="weight" for="edge" attr.name="weight" attr.type="double"/>
<graph edgedefault="directed">
"""


def write(comments: pd.DataFrame, path: Path) -> None:
    """Write the graph of authors.

    A node is an author, over all threads, with the number of its comments and of those that answer the article or
    itself, which are no edges. An edge leads from who answers to who is answered; its weight is the number of answers.
    Comments without an author are left out, and answers to them and from them: nobody knows whether two such comments
    are one person's.

    Parameters
    ----------
    comments : DataFrame
        A comments table.
    path : Path
        The file.
    """
    nodes, edges = network.nodes(comments), network.edges(comments)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(HEAD)
        for number, (name, *counts) in enumerate(nodes.itertuples()):
            data = "".join(f'<data key="{key}">{size}</data>' for key, size in zip(nodes, counts, strict=True))
            file.write(f'<node id="n{number}"><data key="label">{_text(str(name))}</data>{data}</node>\n')
        for source, target, weight, _ in edges.itertuples(index=False):
            ends = f'source="n{source}" target="n{target}"'
            file.write(f'<edge {ends}><data key="weight">{weight}</data></edge>\n')
        file.write("</graph>\n</graphml>\n")


def _text(name: str) -> str:
    return escape(FORBIDDEN.sub("", name), {"\r": "&#13;"})
