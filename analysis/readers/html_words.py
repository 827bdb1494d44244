"""What the class names and ids of web pages say: which element is a comment, a name, a time, a button. Data.

Sites name these things alike in few words ("comment-author", "kommentarAutor", "c-comment__date"), so a name is cut
into its words and each word is looked up.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from analysis.readers import words

# How a word begins that says "comment". The second list says so on forums and in shops, elsewhere other things too.
COMMENT = """
comment komment coment koment commento cmt cmnt reactie reageer yorum hozzaszol mielipide opinion leserbrief
lesermeinung posting gaestebuch gastebuch guestbook gbook pingback trackback disqus dsq wpdiscuz userpost talkback
leserkomm kommentare kommentar kommentaari commentaires commentaire comentarios comentario commenti commento
""".split()
POST = """
post message msg beitrag reply replies answer antwort respuesta reponse resposta risposta review rezension bewertung
recension valoracion testimonial feedback discussion diskussion
""".split()
EXACTLY = {
    "rev": "post",
    "avis": "post",
    "wc": "comment",
    "svar": "post",
    "otvet": "post",
    "kmsg": "post",
    "kpost": "post",
}

# What the rest of such a name says that it is of a comment.
ROLES = {
    "author": """author autor auteur user username usr name nick nickname nicename fn poster commenter verfasser byline
        person writer creator displayname screenname login benutzer benutzername nutzer nutzername utente usuario vcard
        commentator kommentator reviewer who from realname replier
        nombre nom nome naam pseudo pseudonym alias nickname""",
    "time": """date time datum zeit fecha timestamp ago posted published created when uhrzeit datetime relativetime
        postdate dateline pubdate timeago heure hora tijd ctime""",
    "text": """content body text message copy inhalt texto texte contenu cooked bd postbody messagetext entry
        description msg txt words usertext richtext html testo tekst""",
    "meta": """meta metadata header head info information details byline vcard avatar gravatar profile profil userinfo
        userdetails postprofile postdetails topline caption heading footer foot""",
    "button": """reply action actions report flag share sharing vote votes voting like likes dislike edit delete
        toolbar tools tool controls control button buttons btn permalink quote-link antworten melden teilen bewerten
        avatar gravatar badge badges rating ratings stars upvote downvote moderation social menu dropdown toggle
        collapse expand signature sig pagination pager navigation nav loader loading spinner icon icons jump karma
        score points counter count awaiting respond replylink links""",
    "many": """comments kommentare commentaires comentarios commenti list liste container area section wrapper wrap
        thread threads holder group block module widget widgets tree replies children count counter number form title
        headline header respond box link links nav policy rules notice info button login login""",
    "level": "depth level indent niveau ebene nesting",
    "elsewhere": """recent recents latest neueste letzte aktuelle related popular trending similar teaser recommended
        recirculation ultimos newsletter promo""",
    "below": "replies children respuestas reponses risposte responses subcomments childs nested indented",
    "gone": "deleted removed geloescht entfernt",
    "number": "number position nr index permalink",
}
STEMS = frozenset(COMMENT + POST + ["kommentar", "commentaire", "comentario", "commento", "rev"])
NOT = frozenset("posted poster posters postal commented commenting commenter messenger opiniones".split())
TAIL = frozenset(
    "link info text title wrapper wrap box meta area url label col data block line row value inner".split()
)
ITEM = frozenset(
    "item entry default row single node box container wrap wrapper body inner view element card con".split()
)
TERMS = ("category-", "tag-", "cat-", "topic-", "term-", "archive-")  # what an article is about
ROLE = {role: frozenset(text.split()) for role, text in ROLES.items()}

_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-zß-ÿ]+|\d+")
_COMMENT = re.compile("|".join(sorted(COMMENT, key=len, reverse=True)))
_POST = re.compile("|".join(sorted(POST, key=len, reverse=True)))


class Said(NamedTuple):
    """What a name says: whether of comments ("comment", "post" or ""), and its words with the glued ones apart."""

    of: str
    words: frozenset[str]
    last: str

    def is_single(self) -> bool:
        """Whether it names one comment and no part of it: "comment", "comment-item"."""
        return bool(self.of) and (self.last in ITEM or self.last in STEMS)

    def has(self, role: str) -> bool:
        """Whether one of the words names this role."""
        return not self.words.isdisjoint(ROLE[role])

    def ends(self, role: str) -> bool:
        """Whether the name as a whole is of this role: "comment-author-box", not "comment-author-ann"."""
        return self.last in ROLE[role] or self.last in TAIL and self.has(role) and self.of != self.last


@lru_cache(maxsize=20_000)
def said(name: str) -> Said:
    """What one class name or id says.

    >>> said("comment-author").of, said("commentList").last, said("preview").of
    ('comment', 'list', '')
    """
    of, found, last = "", set(), ""
    if name.startswith(TERMS):
        return Said("", frozenset(), "")
    for word in map(str.lower, _WORDS.findall(name[:100])):
        found.add(word)
        last = last if word.isdecimal() else word
        for kind, pattern in (("comment", _COMMENT), ("post", _POST)):
            if word not in NOT and (match := pattern.match(word)):
                of = "comment" if "comment" in (of, kind) else kind
                rest = word[match.end() :].lstrip("s")
                found |= {match[0], rest} - {""}
                last = rest or last
        if word in EXACTLY:
            of = of or EXACTLY[word]
    return Said(of, frozenset(found), last)


def _phrases(text: str) -> frozenset[str]:
    return frozenset(part.strip().lower() for part in re.split(r"[|\n]", text) if part.strip())


ACTIONS = _phrases(words.ACTIONS) - {"comment", "ad", "up", "down", "www", "more", "yes", "no"}
TRAITS = _phrases(words.TRAITS) - {"id", "ip", "posts", "date"}
DATED = _phrases(words.DATED) - {
    "published",
    "date",
    "created",
    "answered",
    "asked",
    "opened",
    "viewed",
    "active",
    "version",
}
LEADS = _phrases(words.ON) | _phrases(words.POSTED) | {"by", "von", "par", "por", "di", "uhr", "edit", "permalink", "#"}
FEET = _phrases(words.FEET)
PROFILE = _phrases(words.PROFILE)
_NAMES = "|".join(words.COMMENTS.split("\n")).strip("|")
_ABOUT = "zu|zum|zur|von|on|to|for|about|sur|à|sobre|para|su|op|bij|до|к|до|do"
HEADING = re.compile(
    rf"\W*(?:\d[\d., ]* )?(?:\w+ )?(?:{_NAMES})(?: (?:{_ABOUT})\b.{{0,150}}|\W*(?:\d[\d., ]*)?\W*)", re.IGNORECASE
)
_SAYS = "|".join(words.SAYS.strip().split("\n"))
SAYS = re.compile(
    rf"\s*(?:\b(?:{_SAYS})\s*(?:am|on|le|el|il|um|:|\.\.\.|…)?|[:,|–—·•-]|meint|kommentiert)\s*:?\s*$", re.IGNORECASE
)
_POSTED = "|".join(words.POSTED.strip().split("\n"))
BY = re.compile(
    rf"^\W*(?:#?\d+[.:)]?\s+)?(?:(?:{_NAMES}|review|bewertung)\s+)?(?:(?:{_POSTED}|gepostet)\s+)?"
    r"(?:von|by|par|por|di|da|door|av|af|od|от|від)\s+"
    r"|^(?:author|autor|auteur|name|user|benutzer)\s*:\s*|^#?\d+[.:)]\s+|^~\s*",
    re.IGNORECASE,
)
# What stands where comments could be: it invites readers to write, or keeps them from it.
INVITING = re.compile(
    r"leave (?:a|your)|first to|no comments|keine kommentare|hinterlasse|kommentar schreiben|schreibe? einen|log ?in"
    r"|sign (?:in|up)|register|account|guidelines|community|moderat|subscri|newsletter|javascript|cookies"
    r"|anmelden|einloggen|eingeloggt|angemeldet|registrier|konto|netiquette|nutzungsbedingungen|kommentarfunktion"
    r"|connecte[rz]|inscri|compte|modérat|abonn|charte|iniciar sesión|inicia sesión|regístr|suscri|cuenta|normas"
    r"|accedi|registrati|inloggen|account|reageer|zaloguj|logga in|войти|войдите|зарегистр",
    re.IGNORECASE,
)
