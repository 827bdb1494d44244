"""The words of interfaces in the languages of the web: on buttons, around people, above comments, below them. Data."""

# Words on buttons and links that stand after a comment (or, on some pages, before it), in the languages of the web.
ACTIONS = """
reply|replies|reply to this|reply to this comment|reply to thread|reply with quote|quote|quote reply|multiquote
share|share it|share this|share comment|like|likes|like this|liked|unlike|dislike|dislikes|upvote|upvotes|upvoted
downvote|downvotes|vote|votes|vote up|vote down|recommend|recommended|recommends|report|report abuse|report comment
report this|report post|flag|flag as inappropriate|flagged|permalink|perma-link|link|link to this|copy link
copy link to comment|direct link|embed|embedded|save|saved|follow|following|unfollow|edit|edited|delete|remove|hide
hide replies|hide thread|collapse|expand|expand full comment|expand all|see more|see less|see replies|show more
show less|show replies|show reply|show more replies|show hidden replies|view replies|view reply|view more replies
view all replies|view more comments|read more|read less|more|more replies|more reply|more comments|load more
load more comments|load more replies|load more...|give award|parent|full comments|hide child comments
continue this thread|continue reading|reactions|react|disagree|respond|response|responses|comment|comments
add a comment|add comment|add reply|write a reply|post a reply|leave a reply|log in to reply|log in to comment
sign in to reply|sign in to recommend|login to reply|twitter|facebook|tweet|email|e-mail|print|bookmark|mention
ignore|block|mute|restack|repost|retweet|translate|see translation|translate tweet|clap|claps|back to top|up|down
like this comment|points|point|view in discussion|jump to post|reply in thread|view profile|antworten|antwort
antwort schreiben|auf diesen kommentar antworten|beantworten|löschen|melden|kommentar melden|missbrauch melden
verstoß melden|teilen|gefällt mir|gefällt mir nicht|gefällt|zitieren|zitat|empfehlen|mehr anzeigen|weniger anzeigen
alle anzeigen|mehr antworten|weitere antworten|weitere antworten anzeigen|weitere antwort anzeigen
antworten anzeigen|antwort anzeigen|antworten ausblenden|alle antworten anzeigen|kommentieren|kommentar|kommentare
weitere kommentare|mehr kommentare|mehr lesen|weiterlesen|permanenter link|verlinken|link kopieren|bearbeiten
speichern|folgen|positiv bewerten|negativ bewerten|bewerten|lesenswert|nicht lesenswert|unsachlich|zustimmen
ablehnen|reaktionen|übersetzen|ausklappen|einklappen|aufklappen|nach oben|drucken|versenden|répondre|réponse
réponses|lire la réponse à ce commentaire|lire les réponses à ce commentaire|voir les réponses|voir la réponse
alerter|signaler|signaler un abus|signaler ce commentaire|partager|j'aime|j’aime|je n'aime pas|citer|recommander
voir plus|afficher plus|lire la suite|supprimer|modifier|lien|lien permanent|masquer|traduire|responder|respuesta
respuestas|ver respuestas|ocultar respuestas|me gusta|no me gusta|compartir|denunciar|reportar|citar|ver más
mostrar más|enlace|enlace permanente|eliminar|editar|votar|recomendar|resposta|respostas|ver respostas|gostei|curtir
não gostei|compartilhar|partilhar|denunciar comentário|ver mais|excluir|apagar|gosto|não gosto|rispondi|risposta
risposte|mostra risposte|mi piace|non mi piace|condividi|segnala|segnala abuso|cita|mostra altro|altro|elimina
modifica|quota|beantwoorden|reageer|reageren|reactie|reacties|antwoord|antwoorden|delen|vind ik leuk|rapporteer
rapporteren|meld|meer weergeven|citeer|bewerken|verwijderen|toon reacties|svara|svar|gilla|gillar|ogilla|dela|anmäl
rapportera|citera|visa mer|visa svar|länk|besvar|synes godt om|del|anmeld|svar på kommentar|vis mere|vis svar|lik
liker|vis mer|rapporter|thread|답글 접기|접기|prev|next|root|favorite|child|children|lire plus|показати весь ланцюжок
показать всю ветку|tümünü gör|daha fazla yorum göster|hyvin argumenteeraa|ilmoita asiaton viesti|vastaa|vastaukset
tykkää|jaa|ilmoita|näytä lisää|ilmianna|odpowiedz|odpowiedzi|lubię to|nie lubię|udostępnij|zgłoś|zgłoś nadużycie
cytuj|pokaż więcej|pokaż odpowiedzi|rozwiń|zwiń|usuń|edytuj|link do komentarza|oceń|skopiuj link|odpovědět|odpověď
nahlásit|sdílet|líbí se mi|to se mi líbí|citovat|zobrazit více|odpovedať|nahlásiť|zdieľať|páči sa mi to|válasz
válaszok|tetszik|megosztás|jelentés|răspunde|raspunde|distribuie|raportează|îmi place|отговор|отговори|докладвай
сподели|ответить|ответ|ответы|показать ответы|скрыть ответы|нравится|не нравится|мне нравится|поделиться
пожаловаться|цитировать|показать ещё|показать еще|ещё|ссылка|удалить|изменить|свернуть|развернуть|раскрыть ветку
ответить с цитатой|сохранить|комментировать|відповісти|відповідь|поділитися|подобається|поскаржитися|цитувати
yanıtla|yanıt|yanıtlar|cevapla|cevap|beğen|beğenme|paylaş|şikayet et|bildir|alıntıla|daha fazla göster
yanıtları göster|απάντηση|απάντησε|μου αρέσει|κοινοποίηση|αναφορά|παράθεση|رد|الرد|ردود|عرض الردود|أعجبني|إعجاب
لم يعجبني|مشاركة|شارك|إبلاغ|ابلاغ|بلغ|تبليغ|أبلغ عن إساءة|اقتباس|عرض المزيد|المزيد|پاسخ|پاسخ دادن|پسندیدن|پسندیدم
گزارش|گزارش تخلف|اشتراک گذاری|نقل قول|بیشتر|הגב|תגובה|תגובות|שתף|דווח|אהבתי|לייק|ציטוט|עוד|הצג עוד|जवाब दें
उत्तर दें|पसंद|साझा करें|शेयर|रिपोर्ट|trả lời|thích|chia sẻ|báo cáo|balas|suka|bagikan|laporkan|ตอบกลับ|ถูกใจ|แชร์
返信|返信する|いいね|共有|通報|通報する|引用|もっと見る|参考になった|そう思う|そう思わない|违反|回复|回應|回覆|赞
點讚|讚|举报|檢舉|分享|引用回复|展开|收起|查看更多|查看回复|删除|收藏|답글|답글쓰기|답변
回应|reagovat|odkaz|kommentera|réagir|reagieren|translate to english|übersetzung anzeigen|voir la traduction
ver traducción|website|find|www|pm|report post
link to post|share on other sites|report inappropriate content|follow user
sort by|sort by:|sort|order by|newest|oldest|newest first|oldest first|most recent|most relevant|all comments|ad
sortieren|sortieren nach|neueste zuerst|älteste zuerst|trier par|ordenar por|sorter etter|sortera
useful|helpful|logged|melding|zum beitrag|profil anzeigen
좋아요|싫어요|공감|비공감|신고|공유|더보기|삭제|추천|반대
"""

# How a line begins that stands below the last comment of a page.
FEET = """
leave a reply|leave a comment|leave your comment|post a comment|write a comment|add your comment|submit a comment
join the discussion|join the conversation|start a discussion|sign up for|sign up to|sign in to|log in to comment
login to comment|log in or|you must be logged|you must log|you need to|please log in|please sign in|please login
please register|want to join|comments are closed|comments are now closed|comments have been closed|comments for this
commenting is closed|your email address will not|your e-mail address will not|notify me of|about community|about us
about the author|about this|©|copyright|(c) 20|all rights reserved|terms of|terms & conditions|privacy policy|cookie
name (required|name (notwendig|name (erforderlich|name *|name:*|mail (|mail *|email (|email *|e-mail (|e-mail *|nom (
nom *
newsletter|related articles|related posts|related stories|related news|related topics|similar threads
similar to this|similar topics|more from|more in|more on|more posts you may|more stories|latest news|latest stories
latest articles|latest posts|popular stories|popular posts|most popular|most read|most viewed|most commented
most discussed|trending|recent comments|recent posts|recommended for you|you may also like|you might also|read next
around the web|elsewhere on|previous post|next post|previous article|next article|newer post|older post
previous topic|next topic|previous thread|next thread|subscribe|advertise|advertisement|sponsored|powered by
read all comments|view all comments|who is online|posting rules|forum jump|thread tools|quick reply
the following user|no one assigned|participants|back to top|contact us|follow us|browse other questions|your answer
not the answer|schreibe einen kommentar|schreiben sie einen|kommentar schreiben|kommentar verfassen
kommentar hinzufügen|kommentar abgeben|neuen kommentar|ihr kommentar|deine e-mail-adresse|ihre e-mail-adresse
jetzt mitreden|jetzt mitdiskutieren|wir freuen uns auf|deine ergänzung|meinen namen|ähnliche artikel
ähnliche beiträge|ähnliche themen|mehr zum thema|mehr von|meistgelesen|meist gelesen|meistkommentiert|impressum
datenschutz|neueste kommentare|letzte kommentare|alle rechte|anzeige|werbung|zum seitenanfang
diese kommentarfunktion|die kommentarfunktion|seite 1 von|nach oben|vorheriger artikel|nächster artikel
bitte melden sie sich|laisser un commentaire|laissez un commentaire|ajouter un commentaire|votre commentaire
votre adresse|afficher plus de commentaires|articles liés|articles similaires|sur le même|dans la même
mentions légales|tous droits|publicité|à lire aussi|lire aussi|les plus lus|deja un comentario|deja tu comentario
escribe un comentario|tu comentario|tu dirección|artículos relacionados|más noticias|lo más leído|te puede interesar
publicidad|deixe um comentário|deixe seu comentário|o seu endereço|leia também|mais lidas|lascia un commento
il tuo indirizzo|articoli correlati|leggi anche|i più letti|pubblicità|geef een reactie|plaats een reactie
gerelateerde|lees ook|meest gelezen|lämna ett svar|läs också|läs mer|skriv en kommentar|læs også|les også
dodaj komentarz|napisz komentarz|przeczytaj także|zobacz także|zobacz również|reklama|najczęściej czytane
přidat komentář|čtěte také|добавить комментарий|оставить комментарий|написать комментарий|читайте также|реклама
популярное|самое читаемое|залишити коментар|yorum yaz|yorum yap|en çok okunan|ilgili haberler|προσθήκη σχολίου
أضف تعليق|أضف تعليقا|اكتب تعليق|اترك تعليق|اقرأ أيضا|اقرأ أيضاً|الأكثر قراءة|مواضيع ذات صلة|جميع الحقوق|دیدگاه خود
ارسال نظر|نظر شما|پربازدیدترین|אולי יעניין|הוסף תגובה|כתבות נוספות|コメントを書く|コメントを投稿|関連記事
アクセスランキング|おすすめ|发表评论|写评论|相关阅读
相关新闻|热门|关于我们|댓글 쓰기|댓글 작성|관련기사|많이 본
"""

# What stands around a person in a comment's header: it is no name and no text.
PROFILE = """
profil|profile|beiträge anzeigen|private nachricht|homepage besuchen|view profile|view forum posts|private message
send message|send private message|visit homepage|find all posts by|offline|online|author|autor|auteur|op|mod
moderator|admin|administrator|gast|guest|visitor|member|senior member|junior member|new member|active member
well-known member|registered user|registered|mitglied|abonné|abonnée|subscriber|verified|staff|contributor
contributorauthor|author contributor|collaborator|owner|premium|pro|top fan|top contributor|top commenter
huffpost super user|user info|user avatar|avatar|stickied comment|pinned|edits|promoted|original poster
thread starter|follower|featured|nyt pick|times pick|guardian pick|reader pick|editors' pick|user's avatar
verified user|redaktion|community-redaktion|автор|модератор|الكاتب|topicstarter|teamlid|original author|staff member
medlem|avstängd|post author|creator|english|verified account|unread,|pending approval|global moderator|full member
hero member|newbie|hide replies|misafir|developer|[developer]|popular|новичок|участник|пользователь|moderador
membre|miembro|membro|lid|foto|photo|missing avatar|no avatar|default avatar|supporter|maintainer
reporter|topic creator|superbacker
"""

# How a line begins that says something about a person: "Party: NA", "Joined: May 2010".
TRAITS = """
party|joined|join date|registriert|registriert seit|dabei seit|mitglied seit|posts|messages|beiträge|location|ort
wohnort|reputation|rep power|karma|likes received|user id|reaction score|inscrit|inscrit le|localisation|регистрация
сообщений|сообщения|откуда|mensajes|ubicación|registrado|dołączył|posty|skąd|thanks|thanked|gender|age|occupation
status|rank|level|liked by|pinned by|messaggi|registrato|berichten|id|ip|reg|inlägg|hits|iscritto|geregistreerd
visningar|visitor|start date|date of experience|member since
reaktionen|punkte|trophies|trophy points|threads|topics|themen|likes|media|solutions|messages
warnings|country|city|website|interests|blog entries|mentioned|tagged
best answers|sujets|temas|stadt|points|last seen|last online
"""

# What comments are called in the heading above them.
COMMENTS = """
comments?|commentaires?|kommentare?|leserkommentare?|leser-kommentare?|comentarios?|comentários?|commenti|commento
reacties?|reactions?|kommentarer|kommentaari|kommentit|komentarze|komentarzy|komentáře?|komentářů|hozzászólás(?:ok)?
comentarii|коммента[а-я]+|комментар[а-я]+|коментар[а-яії]*|обсуждение|yorum(?:lar)?|σχόλια|تعليقات|التعليقات|تعليق
نظرات|نظر|دیدگاه‌?ها|دیدگاه|תגובות|टिप्पणियाँ|bình luận|コメント|评论|評論|留言|댓글|discussion|responses?|replies
thoughts
antworten|ergänzungen|meinungen|beiträge|lesermeinungen|leserbriefe|réactions|opinions?|opiniones|opinioni|opinie
svar|inlägg|forum|vastaukset|reaguursels|ý kiến|postings?|visitors' comments|lesermeinung|stellungnahmen|zuschriften
wortmeldungen|mielipiteet
"""

# -- parts of patterns: each is an alternative ------------------------------------------------------------------------

# A verb after a name: "Ann says:".
SAYS = r"""
says?|said|says on|wrote|writes|commented|replied|responded|sagte?|schrieb|schreibt|meinte?|kommentierte?
a dit|a écrit|a commenté|dit|écrit|dijo|dice|escribió|comentó|disse|scrive|ha scritto|ha detto|schreef|zegt
säger|skriver|skrev|sier|siger|pisze|napisał|napisała|napisał\(a\)|mówi|píše|napsala?|говорит|пишет|написал|написала
написал\(а\)|сказал(?:а)?|каже|dedi ki|diyor ki|يقول|قال|كتب|گفت|さんのコメント|说|說|님의 말
"""

# A verb before "by Ann" or a time.
POSTED = r"""
posted|written|submitted|left|geschrieben|verfasst|erstellt|publiée?|écrit|posté|escrito|publicado|enviado|scritto
inviato|geplaatst|napisane|dodany|published|commented|wrote|replied|responded|reviewed
"""

# What stands between a name and a time: "Ann on 3 May".
ON = r"""
on|at|am|um|le|el|il|op|den|em|w dniu|dne|в|на|said
"""

# A word before a date that is no comment's.
DATED = r"""
published|updated|registered|joined|member since|mitglied seit|edited|modified|asked|answered|viewed|created|active
mis à jour|date|version|released?|aktualisiert|bearbeitet|actualizado|aggiornato|beigetreten|opened
"""

EDITED = r"""
edited|last edit|last modified|editiert
bearbeitet|geändert|modifié|editado|modificato|bewerkt|edytowan\w*|изменен\w*|ред\.?|düzenlendi|編集済み|已编辑
"""

# What is said of a comment that is gone; in the second table scripts without spaces.
GONE = r"""
deleted|removed|hidden by|gelöscht|entfernt|versteckt|supprimée?|eliminado|borrado|excluído|removido|apagado|rimosso
eliminato|cancellato|verwijderd|borttage[nt]|fjernet|slettet|poistettu|usunięt\w+|odstraněn\w*|törölt\w*|șters
удал[её]н\w*|видалено|silindi\w*|silinmiş\w*|kaldırıldı|διαγράφηκε|حذف|נמחקה|dihapus|bị xóa
"""
THIS_COMMENT = r"""
comment|this comment|your comment|the comment|message|this message|post|this post|kommentar|dieser kommentar
der kommentar|dieser beitrag|ce commentaire|cet avis|contribution|cette contribution|kommentti on|viesti on|kommentti
viesti|commentaire
este comentario|comentario|este comentário|comentário
questo commento|commento|deze reactie|reactie|den här kommentaren|kommentaren|denne kommentar|ten komentarz|komentarz
komentář|příspěvek|tento příspěvek|posting|dieses posting|комментарий|этот комментарий|коментар|цей коментар|bu yorum
yorum|تعليق
"""
WAS = r"""
was|has been|is|wurde|ist|a été|est|fue|ha sido|foi|è stato|werd|har blivit|blev|er|został|byl|был|було
"""
GONE_UNSPACED = r"""
削除|삭제|已删除|刪除|あぼーん
"""

# Stubs for comments that are folded away: "Show 3 more replies".
SHOW = r"""
show|hide|view|load|see|pokaż|ukryj|zobrazit|vis|toon|ver|mostrar|ocultar|voir|afficher|masquer|показати?|показать
скрыть|mostra|nascondi|göster
"""
ANSWERS = r"""
repl|antwor|odpowied|odpověd|respuest|respost|répons|reacti|risposte|ответ|svar|comment|komment|łańcuch|ланцюж
"""

# Before the name of the one who is answered.
ANSWERING = r"""
in reply to|reply to|replying to|replied to|responding to|@|↳|➥|↪|als antwort auf|antwort an|antwort auf|en réponse à
réponse à|en respuesta a|respondiendo a|em resposta a|in risposta a|in reactie op|reactie op|svar till|svar til
som svar på|vastaus käyttäjälle|w odpowiedzi do|w odpowiedzi na|reakce na|v reakci na|в ответ(?: на)?|у відповідь
ответ
yanıt olarak|ردا على|ردًا على|رد على|در پاسخ به|בתגובה ל|返信先|回复|回覆
"""
