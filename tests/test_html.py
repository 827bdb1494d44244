"""Saved web pages: the comments of many systems, the article, encodings, archives, hostile pages."""

import re

import pytest
from conftest import SHARED

from analysis import load_thread
from analysis.readers import html
from analysis.readers.markup import html as text_of
from analysis.readers.records import Article, Comment

PAGE = "<!DOCTYPE html><html><head><title>News</title></head><body><div id=main>{}</div></body></html>"

WORDPRESS = """
<article class="post-7 post type-post category-comments hentry"><h1>Trams</h1><p>The city builds a tram line next year, the council said.</p></article>
<section id="comments" class="comments-area"><h2 class="comments-title">3 thoughts on “Trams”</h2>
<ol class="comment-list">
 <li id="comment-11" class="comment byuser comment-author-ann even thread-even depth-1 parent">
  <article id="div-comment-11" class="comment-body">
   <footer class="comment-meta"><div class="comment-author vcard"><img class="avatar" alt=""><b class="fn"><a href="https://ann.example" class="url">Ann</a></b> <span class="says">says:</span></div>
   <div class="comment-metadata"><a href="#comment-11"><time datetime="2024-05-03T10:15:00+02:00">3 May 2024 at 10:15</time></a> <span class="edit-link"><a href="#">Edit</a></span></div></footer>
   <div class="comment-content"><p>A tram, <em>at last</em>.</p><blockquote><p>next year</p></blockquote><p>Really?</p></div>
   <div class="reply"><a class="comment-reply-link" href="?replytocom=11">Reply</a></div>
  </article>
  <ol class="children">
   <li id="comment-12" class="comment odd alt depth-2"><article id="div-comment-12" class="comment-body">
    <footer class="comment-meta"><div class="comment-author vcard"><b class="fn">Bob</b> <span class="says">says:</span></div>
    <div class="comment-metadata"><time datetime="2024-05-03T11:00:00+02:00">3 May 2024 at 11:00</time></div></footer>
    <div class="comment-content"><p>😀</p></div><div class="reply"><a class="comment-reply-link" href="#">Reply</a></div></article></li>
  </ol>
 </li>
 <li id="comment-13" class="pingback even thread-odd depth-1"><div class="comment-body">Pingback: <a href="https://other.example/" class="url">Other blog</a> </div></li>
</ol>
<div id="respond" class="comment-respond"><h3 id="reply-title">Leave a Reply</h3><form><p>Your email address will not be published.</p><textarea name="comment"></textarea></form></div>
</section>
<aside class="sidebar"><ul class="recent-comments"><li class="recentcomments">Zoe on <a href="/x">Old news</a></li></ul></aside>
"""

WORDPRESS_OLD = """<h3 id="comments">2 Responses to “Trams”</h3><ol class="commentlist">
<li class="alt" id="comment-5"><cite><a href="http://ann.example">Ann</a></cite> Says: <br>
<small class="commentmetadata"><a href="#comment-5" title="">May 3rd, 2007 at 10:15 am</a> </small><p>So true!</p></li>
<li class="" id="comment-6"><cite>Bob</cite> Says: <br><small class="commentmetadata"><a href="#comment-6">May 4th, 2007 at 1:00 pm</a></small><p>No.</p></li></ol>"""

BLOGGER = """<div id="comments"><h4>2 comments:</h4><dl id="comments-block">
<dt class="comment-author" id="c901"><a href="https://www.blogger.com/profile/1" rel="nofollow">Ann</a> said...</dt>
<dd class="comment-body"><p>First!</p></dd><dd class="comment-footer"><span class="comment-timestamp"><a href="#c901">3 May 2009 10:15</a></span></dd>
<dt class="comment-author" id="c902">Bob said...</dt>
<dd class="comment-body"><p>Second, and more to say.</p></dd><dd class="comment-footer"><span class="comment-timestamp"><a href="#c902">4 May 2009 11:00</a></span></dd>
</dl></div>"""

DISQUS = """<section id="conversation"><ul id="post-list" class="post-list">
<li id="post-100" class="post"><div data-role="post-content" class="post-content"><div class="avatar hovercard"><a class="user" href="https://disqus.com/by/ann/"><img alt="Avatar"></a></div>
<div class="post-body"><header class="comment__header"><span class="post-byline"><span class="author publisher-anchor-color"><a href="https://disqus.com/by/ann/">Ann</a></span></span>
<span class="post-meta"><a class="time-ago" href="#comment-100" title="Friday, May 3, 2024 10:15 AM">2 years ago</a></span></header>
<div class="post-body-inner"><div class="post-message-container"><div class="post-message"><p>One line.</p></div></div></div>
<footer class="comment__footer"><ul><li class="voting"><a class="vote-up"><span class="updatable count">4</span></a></li><li class="reply"><a href="#">Reply</a></li><li><a>Share ›</a></li></ul></footer></div></div>
<ul class="children"><li id="post-101" class="post"><div data-role="post-content" class="post-content"><div class="post-body"><header class="comment__header"><span class="author"><a href="https://disqus.com/by/bob/">Bob</a></span>
<span class="post-meta"><a class="time-ago" title="Friday, May 3, 2024 11:15 AM">2 years ago</a></span></header>
<div class="post-message"><p>Another one.</p></div><footer><ul><li class="reply"><a>Reply</a></li></ul></footer></div></div><ul class="children"></ul></li></ul></li>
<li id="post-102" class="post"><div data-role="post-content" class="post-content"><div class="post-body"><header class="comment__header"><span class="author"><a>Cem</a></span>
<span class="post-meta"><a class="time-ago" title="Saturday, May 4, 2024 9:00 AM">2 years ago</a></span></header>
<div class="post-message"><p>Third.</p></div></div></div><ul class="children"></ul></li></ul></section>"""

DISCOURSE = """<div itemscope itemtype="http://schema.org/DiscussionForumPosting"><meta itemprop="headline" content="Trams">
<div id="post_1" class="topic-body crawler-post"><div class="crawler-post-meta"><span class="creator" itemprop="author" itemscope itemtype="http://schema.org/Person"><a itemprop="url" href="/u/ann"><span itemprop="name">Ann</span></a></span>
<span class="crawler-post-infos"><time datetime="2024-05-03T10:15:00Z" class="post-time">May 3, 2024, 10:15am</time><meta itemprop="dateModified" content="2024-05-04T10:15:00Z"><span itemprop="position">1</span></span></div>
<div class="post" itemprop="text"><p>What about the tram?</p></div></div>
<div id="post_2" itemprop="comment" itemscope itemtype="http://schema.org/Comment" class="topic-body crawler-post"><div class="crawler-post-meta"><span class="creator" itemprop="author" itemscope itemtype="http://schema.org/Person"><a itemprop="url" href="/u/bob"><span itemprop="name">Bob</span></a></span>
<time itemprop="datePublished" datetime="2024-05-03T11:00:00Z" class="post-time">May 3, 2024, 11:00am</time><span itemprop="position">2</span></div>
<div class="post" itemprop="text"><p>It will come.</p></div><div itemprop="interactionStatistic" itemscope itemtype="http://schema.org/InteractionCounter"><meta itemprop="userInteractionCount" content="3"/><span class="post-likes">3 Likes</span></div></div>
</div>"""

PHPBB = """<div id="page-body"><h2 class="topic-title"><a href="./viewtopic.php?t=1">Trams</a></h2>
<div id="p41" class="post has-profile bg2"><div class="inner"><dl class="postprofile" id="profile41"><dt class="has-profile-rank"><a href="./memberlist.php?u=2" class="username">Ann</a></dt><dd class="profile-rank">Member</dd><dd class="profile-posts"><strong>Posts:</strong> 120</dd><dd class="profile-joined"><strong>Joined:</strong> 1 Jan 2010, 09:00</dd></dl>
<div class="postbody"><div id="post_content41"><h3 class="first"><a href="#p41">Trams</a></h3><p class="author"><a class="unread" href="#p41" title="Post"></a><span class="responsive-hide">by <strong><a href="./memberlist.php?u=2" class="username">Ann</a></strong> » </span><time datetime="2024-05-03T10:15:00+00:00">Fri May 03, 2024 10:15 am</time></p>
<div class="content">Who rides it?</div><div id="sig41" class="signature">My signature</div></div></div></div></div>
<div id="p42" class="post has-profile bg1"><div class="inner"><dl class="postprofile" id="profile42"><dt><a href="./memberlist.php?u=3" class="username">Bob</a></dt><dd class="profile-joined"><strong>Joined:</strong> 2 Feb 2011, 09:00</dd></dl>
<div class="postbody"><div id="post_content42"><h3><a href="#p42">Re: Trams</a></h3><p class="author"><span>by <strong><a href="./memberlist.php?u=3" class="username">Bob</a></strong> » </span><time datetime="2024-05-03T11:00:00+00:00">Fri May 03, 2024 11:00 am</time></p>
<div class="content"><blockquote><div><cite><a>Ann</a> wrote:</cite>Who rides it?</div></blockquote>I do.</div></div></div></div></div></div>"""

VBULLETIN = """<div id="posts">
<div id="edit1001"><table id="post1001" class="tborder"><tr><td class="thead">03.05.2008, 10:15</td><td class="thead">#1</td></tr>
<tr><td class="alt2"><div id="postmenu_1001"><a class="bigusername" href="member.php?u=7">Ann</a></div><div class="smallfont">Senior Member</div><div class="smallfont"><div>Join Date: Mar 2005</div><div>Posts: 310</div></div></td></tr>
<tr><td class="alt1" id="td_post_1001"><div id="post_message_1001">Is the tram late?</div></td></tr></table></div>
<div id="edit1002"><table id="post1002" class="tborder"><tr><td class="thead">03.05.2008, 11:00</td><td class="thead">#2</td></tr>
<tr><td class="alt2"><div id="postmenu_1002"><a class="bigusername" href="member.php?u=8">Bob</a></div><div class="smallfont"><div>Join Date: Apr 2006</div></div></td></tr>
<tr><td class="alt1" id="td_post_1002"><div id="post_message_1002">Always.</div></td></tr></table></div></div>"""

HACKERNEWS = """<table class="comment-tree">
<tr class="athing comtr" id="701"><td><table><tr><td class="ind" indent="0"><img width="0"></td><td class="votelinks"><a id="up_701"><div class="votearrow" title="upvote"></div></a></td>
<td class="default"><div><span class="comhead"><a href="user?id=ann" class="hnuser">ann</a> <span class="age" title="2024-05-03T10:15:00 1714731300"><a href="item?id=701">2 hours ago</a></span> <span class="navs"> | <a href="#703">next</a> <a class="togg clicky">[–]</a></span></span></div><br>
<div class="comment"><div class="commtext c00">Trams are fine.<p>Really.</div><div class="reply"><p><font size="1"><u><a href="reply?id=701">reply</a></u></font></div></div></td></tr></table></td></tr>
<tr class="athing comtr" id="702"><td><table><tr><td class="ind" indent="1"><img width="40"></td><td class="votelinks"></td>
<td class="default"><div><span class="comhead"><a href="user?id=bob" class="hnuser">bob</a> <span class="age" title="2024-05-03T11:00:00 1714734000"><a href="item?id=702">1 hour ago</a></span></span></div><br>
<div class="comment"><div class="commtext c00">No.</div><div class="reply"><p><u><a href="reply?id=702">reply</a></u></div></div></td></tr></table></td></tr>
<tr class="athing comtr" id="703"><td><table><tr><td class="ind" indent="0"><img width="0"></td><td class="votelinks"></td>
<td class="default"><div><span class="comhead"><a href="user?id=cem" class="hnuser">cem</a> <span class="age" title="2024-05-03T11:30:00 1714735800"><a href="item?id=703">1 hour ago</a></span></span></div><br>
<div class="comment"><div class="commtext c00">Third.</div></div></td></tr></table></td></tr></table>"""

REDDIT = """<div class="commentarea"><div class="sitetable nestedlisting">
<div class="thing id-t1_aa1 comment" id="thing_t1_aa1" data-fullname="t1_aa1" data-author="ann"><p class="parent"></p><div class="midcol"><div class="arrow up"></div></div>
<div class="entry unvoted"><p class="tagline"><a class="expand">[–]</a><a href="/user/ann" class="author">ann</a> <span class="score unvoted" title="5">5 points</span> <time title="Fri May 3 10:15:00 2024 UTC" datetime="2024-05-03T10:15:00+00:00">2 hours ago</time> <a class="numchildren">(1 child)</a></p>
<form class="usertext"><div class="usertext-body"><div class="md"><p>Hello there.</p></div></div></form><ul class="flat-list buttons"><li><a class="bylink">permalink</a></li><li><a>reply</a></li></ul></div>
<div class="child"><div class="sitetable listing"><div class="thing id-t1_aa2 comment" id="thing_t1_aa2" data-fullname="t1_aa2" data-author="bob"><div class="entry unvoted"><p class="tagline"><a href="/user/bob" class="author">bob</a> <time datetime="2024-05-03T11:00:00+00:00">1 hour ago</time></p>
<form class="usertext"><div class="usertext-body"><div class="md"><p>General.</p></div></div></form><ul class="flat-list buttons"><li><a>permalink</a></li></ul></div><div class="child"></div></div></div></div></div>
</div></div>"""

HASHED = """<section><h2>Comments (2)</h2><div class="sc-1">
<div class="sc-abc1 x" data-testid="comment"><div class="sc-h"><span class="sc-n"><a href="/profile/ann">Ann</a></span><span class="sc-t">2 hours ago</span></div><div class="sc-b">I doubt it.</div><button>Reply</button></div>
<div class="sc-abc1 x" data-testid="comment"><div class="sc-h"><span class="sc-n"><a href="/profile/bob">Bob</a></span><span class="sc-t">1 hour ago</span></div><div class="sc-b">So do I.</div><button>Reply</button></div>
</div></section>"""

FLAT_LEVELS = """<div id="kommentare"><h3>Kommentare (3)</h3>
<div class="kommentar level-1" id="k1"><h4>von Ann</h4><span class="datum">3. Mai 2024, 10:15 Uhr</span><p class="kommentar-text">Das stimmt.</p><a href="#">Antworten</a> <a href="#">Melden</a></div>
<div class="kommentar level-2" id="k2"><h4>von Bob</h4><span class="datum">3. Mai 2024, 11:00 Uhr</span><p class="kommentar-text">Nein.</p><a href="#">Antworten</a></div>
<div class="kommentar level-1" id="k3"><h4>von Cem</h4><span class="datum">4. Mai 2024, 09:00 Uhr</span><p class="kommentar-text">Doch!</p><a href="#">Antworten</a></div></div>"""

AFTER = """<div class="comments"><div class="thread"><div class="comment" data-comment-id="a"><span class="username">Ann</span> <span class="date">2024-05-03 10:15</span><div class="body">One.</div></div>
<div class="replies"><div class="comment" data-comment-id="b"><span class="username">Bob</span> <span class="date">2024-05-03 11:15</span><div class="body">Two.</div></div></div></div>
<div class="thread"><div class="comment" data-comment-id="c"><span class="username">Cem</span> <span class="date">2024-05-03 12:15</span><div class="body">Three.</div></div></div></div>"""

CUSTOM = """<shreddit-comment-tree><shreddit-comment author="ann" thingid="t1_a" depth="0" score="5"><div slot="commentMeta"><a href="/user/ann">ann</a> <time datetime="2024-05-03T10:15:00Z">2h ago</time></div><div slot="comment"><p>Hello you.</p></div>
<shreddit-comment author="bob" thingid="t1_b" depth="1" parentid="t1_a" score="2"><div slot="commentMeta"><a href="/user/bob">bob</a> <time datetime="2024-05-03T11:15:00Z">1h ago</time></div><div slot="comment"><p>And you.</p></div></shreddit-comment></shreddit-comment></shreddit-comment-tree>"""

# name: page, [(id, parent, author, time, text)]
SYSTEMS = {
    "wordpress": (WORDPRESS, [
        ("11", None, "Ann", "2024-05-03T10:15:00+02:00", "A tram, at last.\n\n> next year\n\nReally?"),
        ("12", "11", "Bob", "2024-05-03T11:00:00+02:00", "😀"),
        ("13", None, None, None, "Pingback: Other blog"),
    ]),
    "wordpress 2.x": (WORDPRESS_OLD, [
        ("5", None, "Ann", "May 3rd, 2007 at 10:15 am", "So true!"),
        ("6", None, "Bob", "May 4th, 2007 at 1:00 pm", "No."),
    ]),
    "blogger": (BLOGGER, [
        ("901", None, "Ann", "3 May 2009 10:15", "First!"),
        ("902", None, "Bob", "4 May 2009 11:00", "Second, and more to say."),
    ]),
    "disqus": (DISQUS, [
        ("100", None, "Ann", "Friday, May 3, 2024 10:15 AM", "One line."),
        ("101", "100", "Bob", "Friday, May 3, 2024 11:15 AM", "Another one."),
        ("102", None, "Cem", "Saturday, May 4, 2024 9:00 AM", "Third."),
    ]),
    "discourse": (DISCOURSE, [
        ("2", None, "Bob", "2024-05-03T11:00:00Z", "It will come."),
    ]),
    "phpbb": (PHPBB, [
        ("41", None, "Ann", "2024-05-03T10:15:00+00:00", "Who rides it?"),
        ("42", None, "Bob", "2024-05-03T11:00:00+00:00", "> Ann wrote:\n> Who rides it?\nI do."),
    ]),
    "vbulletin": (VBULLETIN, [
        ("1001", None, "Ann", "03.05.2008, 10:15", "Is the tram late?"),
        ("1002", None, "Bob", "03.05.2008, 11:00", "Always."),
    ]),
    "hacker news": (HACKERNEWS, [
        ("701", None, "ann", "2024-05-03T10:15:00", "Trams are fine.\n\nReally."),
        ("702", "701", "bob", "2024-05-03T11:00:00", "No."),
        ("703", None, "cem", "2024-05-03T11:30:00", "Third."),
    ]),
    "old reddit": (REDDIT, [
        ("t1_aa1", None, "ann", "2024-05-03T10:15:00+00:00", "Hello there."),
        ("t1_aa2", "t1_aa1", "bob", "2024-05-03T11:00:00+00:00", "General."),
    ]),
    "made-up class names": (HASHED, [
        ("c1", None, "Ann", "2 hours ago", "I doubt it."),
        ("c2", None, "Bob", "1 hour ago", "So do I."),
    ]),
    "levels as classes": (FLAT_LEVELS, [
        ("1", None, "Ann", "3. Mai 2024, 10:15 Uhr", "Das stimmt."),
        ("2", "1", "Bob", "3. Mai 2024, 11:00 Uhr", "Nein."),
        ("3", None, "Cem", "4. Mai 2024, 09:00 Uhr", "Doch!"),
    ]),
    "replies after": (AFTER, [
        ("a", None, "Ann", "2024-05-03 10:15", "One."),
        ("b", "a", "Bob", "2024-05-03 11:15", "Two."),
        ("c", None, "Cem", "2024-05-03 12:15", "Three."),
    ]),
    "elements of its own": (CUSTOM, [
        ("t1_a", None, "ann", "2024-05-03T10:15:00Z", "Hello you."),
        ("t1_b", "t1_a", "bob", "2024-05-03T11:15:00Z", "And you."),
    ]),
}  # fmt: skip


def read(page):
    """The article and the comments of a page."""
    article, *comments = html.page(page, "page.html").rows
    assert isinstance(article, Article) and all(isinstance(comment, Comment) for comment in comments)
    return article, comments


def rows(comments):
    return [(one.id, one.parent, one.author, one.posted, text_of(one.body)) for one in comments]


@pytest.mark.parametrize("name", SYSTEMS)
def test_systems(name):
    "The comments of each system, whole and without its buttons."
    page, expected = SYSTEMS[name]
    assert rows(read(PAGE.format(page))[1]) == expected
