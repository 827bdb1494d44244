"""Comments.xml of Stack Exchange's dump."""

import pandas as pd

from analysis import load_threads

DUMP = """\ufeff<?xml version="1.0" encoding="utf-8"?>
<comments>
  <row Id="1" PostId="35314" Score="39"
   Text="not sure why this is &lt;b&gt;down&lt;/b&gt;-voted: see [this](https://example.org)"
   CreationDate="2008-09-06T08:07:10.730" UserId="1" ContentLicense="CC BY-SA 2.5" />
  <row Id="2" PostId="35314" Score="-1" Text="@Ann Yes.&#xA;`x`"
   CreationDate="2008-09-06T08:09:52.330" UserDisplayName="Jo" />
  <row Id="3" PostId="7" Score="" Text="" CreationDate="" />
</comments>
"""


def test_rows(tmp_path):
    "Attributes; Markdown; times in UTC; nobody knows whom a comment answers."
    path = tmp_path / "Comments.xml"
    path.write_text(DUMP, encoding="utf-8")
    comments = load_threads([path], timezone="Europe/Berlin").comments
    assert comments["thread_id"].to_list() == ["35314", "35314", "7"]
    assert comments["author"].fillna("").to_list() == ["1", "Jo", ""]
    assert comments["score"].fillna(0).to_list() == [39, -1, 0]
    assert comments["body"].to_list() == ["not sure why this is <b>down</b>-voted: see this", "@Ann Yes.\nx", ""]
    assert comments["own_words"][1] == "Yes.\nx"
    assert comments["posted"][0] == pd.Timestamp("2008-09-06 08:07:10.730", tz="UTC")
    assert comments["posted"].isna().to_list() == [False, False, True]
    assert set(comments["parent_evidence"]) == {"none"}
