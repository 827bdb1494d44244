"""What made-up comments are made of: frequent words by class, and which class follows which.

Of each class the most frequent word stands first. Phrases are joined with "_". Written for this, from nobody's texts.
"""

COMMON = {
    "subject": "I you it they he we that this she who there it's what people everyone I'm someone that's one they're "
    "you're he's I've everybody we're she's anyone I'd you'll there's they'll",
    "auxiliary": "is are was have be has would will can were do should had could did been does may might must am",
    "negation": "not no never don't nothing without can't isn't doesn't didn't won't wasn't wouldn't aren't none "
    "couldn't nobody haven't shouldn't hardly neither rarely nor cannot dont weren't",
    "determiner": "the a this their your his an our all some my any its that these more her those every such many "
    "other no another both few each several most",
    "preposition": "to of in for on with from as at by about like than into out over through under after up between "
    "before against off since during around within until behind upon across",
    "conjunction": "and that but or if because so when as then while where which how why than though unless although "
    "whether however until",
    "adverb": "just also only now even then again here too still well maybe always back already ever actually often "
    "probably yet perhaps away instead once later together almost simply soon clearly apparently sometimes ago",
    "booster": "so really very too most totally completely absolutely extremely quite pretty incredibly highly kind_of "
    "slightly barely deeply somewhat utterly especially particularly enormously entirely",
    "adjective": "same other own new first last few real old big public long whole local different right next "
    "political little small high federal young full open black white sure able common past early late large low "
    "short social general human private current simple foreign national main average recent single legal medical "
    "second",
    "noun": "people time government money years way state country thing law tax world system job city point school day "
    "party problem article public comment power fact house family business case children work part question number "
    "news water police history road life reason land place group year election vote minister price story court "
    "company bill man woman men women office word week side idea paper rate service building plan budget street car "
    "train market book team industry program oil bank farm home neighbour weather energy doctor hospital teacher "
    "student worker president council board season game player evidence information letter report debate",
    "verb": "get know think make see go say want take need read pay let work use give tell look come keep find believe "
    "vote call put live understand mean happen run show talk ask try change seem become feel leave move buy turn "
    "start write hear follow bring hold stand build spend learn remember speak grow wait consider choose expect add "
    "decide goes says makes thinks wants needs takes knows gets seems getting making going saying doing trying being "
    "taking working paying said made went took knew thought came told found called wrote paid left used",
    "name": "Canada Ontario Harris Baker Smith Portland Oregon America Toronto Washington Europe Maria London Johnson "
    "Alaska Peter Berlin Congress Senate Brown Ottawa Anna Tom Paris Miller Spain David Monday Friday Sunday March "
    "June",
    "number": "two one three 10 2 5 four 100 ten 20 3 50 2016 five 30 15 1,000 six 25 40 12 2015 90 1990 8 0.5 3.5",
    "closer": "lol 😂 :) 👍 🙄 ;) 😡 🤔 ❤️ 😀 :( LOL 👏 😅 :D :-) 🔥 😢 haha 🤦 😍 💯 👎 smh XD <3 🙏 wtf 🎉 :/",
    "German subject": "Ich Er Sie Niemand Das Wir Der_Minister Die_Stadt Mein_Nachbar Jeder Ihr Die_Regierung",
    "German verb": "ist hat sagt kennt glaubt sieht will bezahlt braucht versteht findet macht",
    "German rest": "das_nicht eine_Lösung die_Steuern den_Artikel keine_Ahnung das_Problem nur_Geld die_Wahrheit "
    "immer_alles den_Unterschied so_etwas viel_Arbeit",
    "German end": "mehr heute schon_lange leider doch in_diesem_Land und_fertig wie_immer seit_Jahren ohne_uns",
    "Spanish subject": "Nadie El_gobierno Yo Ella La_gente Mi_vecino Usted El_ministro Todo_el_mundo La_ciudad Ellos",
    "Spanish verb": "no_tiene quiere sabe dice no_entiende necesita paga ha_visto espera cree busca",
    "Spanish rest": "la_verdad una_solución el_dinero los_impuestos la_culpa el_problema mucho_trabajo la_noticia "
    "otra_cosa el_agua lo_mismo",
    "Spanish end": "hoy en_este_país también desde_hace_años otra_vez sin_nosotros como_siempre nunca por_favor ahora",
}
FEELING = {  # the most frequent of the lexicon's words, most frequent first; the others follow in any order
    "adjective": "good great bad stupid wrong better free best dumb sick ridiculous true sad poor worse silly "
    "important happy nice crazy fine angry ignorant evil dead horrible dangerous guilty pathetic interesting safe "
    "strong foolish terrible fair clear proud ugly corrupt violent weird worst serious lazy perfect greedy smart "
    "certain",
    "noun": "idiot idiots crap damn hell liar fool war garbage loser hate support problem help crime racist love death "
    "fraud respect care lies joke fear shame luck bully pain trouble freedom truth hypocrite thanks coward fun fight",
    "verb": "like want please care support hate kill help love hope stop wish agree lie fight cut lost trust attack "
    "steal destroy suck enjoy protect thank fail win ignore blame hurt share worry lose laugh deny die complain cry "
    "ruin",
    "adverb": "well yes sadly hopefully honestly sure seriously obviously unfortunately badly truly easily clearly "
    "fortunately",
}
SHARES = {  # of the places of a class: words that bear sentiment, rare words
    "adjective": (0.36, 0.14),
    "noun": (0.14, 0.34),
    "verb": (0.2, 0.16),
    "adverb": (0.14, 0.04),
    "name": (0.0, 0.5),
}
NEXT = {
    "start": "subject 45 determiner 24 conjunction 7 adverb 6 name 6 preposition 5 negation 2 adjective 2 noun 3",
    "subject": "auxiliary 44 verb 39 negation 9 adverb 6 booster 2",
    "auxiliary": "verb 24 determiner 20 adjective 14 negation 11 adverb 11 preposition 9 booster 6 subject 5",
    "negation": "verb 47 determiner 18 adjective 14 noun 11 booster 5 subject 5",
    "determiner": "noun 63 adjective 32 booster 3 number 2",
    "adjective": "noun 60 conjunction 15 preposition 16 adjective 9",
    "noun": "preposition 35 conjunction 21 auxiliary 17 verb 11 noun 6 adverb 7 negation 3",
    "verb": "determiner 35 preposition 24 subject 12 noun 9 adverb 9 adjective 5 conjunction 5 negation 1",
    "preposition": "determiner 51 noun 20 name 9 subject 9 adjective 7 number 4",
    "conjunction": "subject 47 determiner 26 verb 8 noun 8 adverb 6 negation 5",
    "adverb": "verb 34 adjective 20 subject 16 preposition 15 determiner 15",
    "booster": "adjective 75 adverb 15 verb 10",
    "name": "auxiliary 34 verb 26 preposition 15 conjunction 15 name 10",
    "number": "noun 70 preposition 20 conjunction 10",
    "last": "noun 50 adjective 19 verb 16 adverb 7 name 4 closer 3 address 1",
    "closer": "subject 100",
    "address": "subject 100",
    "German subject": "German verb 100",
    "German verb": "German rest 100",
    "German rest": "German end 100",
    "German end": "German subject 100",
    "Spanish subject": "Spanish verb 100",
    "Spanish verb": "Spanish rest 100",
    "Spanish rest": "Spanish end 100",
    "Spanish end": "Spanish subject 100",
}
