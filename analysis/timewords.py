"""The words of which written times consist, in thirty languages: data for `times`.

Months, weekdays and units are split by blanks; a phrase of several words is separated from the next by a bar.
"""

MONTHS = (
    "jan january januar jänner janv janvier ene enero gen gennaio janeiro januari tammi tammik tammikuu "
    "tammikuuta tammikuussa sty styczeń stycznia styczen styczniu led leden ledna lednu január januára ian "
    "ianuarie яну януари янв январь января січ січень січня oca ocak ιαν ιανουάριος ιανουαρίου يناير ژانویه "
    "ژانویهٔ جنوری ינואר בינואר ינו जनवरी djan djanuari มกราคม เดือนมกราคม มกรา",
    "feb february februar feber févr février fév febrero febbraio fev fevereiro februari helmi helmik helmikuu "
    "helmikuuta helmikuussa lut lutego luty lutym úno únor února únr únoru február februára febr februarie фев "
    "февруари февр февраль февраля лют лютий лютого şub şubat φεβ φεβρουάριος φεβρουαρίου فبراير فوریه فوریهٔ "
    "فبروری פברואר פבר בפברואר לפברואר फ़रवरी फ़र peb pebruari กุมภาพันธ์ เดือนกุมภาพันธ์ กุมภา",
    "mar march mär märz mrz mars marzo março maart mrt marts maalis maalisk maaliskuu maaliskuuta maaliskuussa "
    "marca marzec marcu bře březen března březnu marec márc március már martie mart март мар марта бер березень "
    "березня берез μάρ μάρτιος μαρ μαρτίου مارس مارچ מרץ במרץ מרס מארס मार्च maret มีค มีนาคม เดือนมีนาคม มีนา",
    "apr april avr avril abr abril aprile huhti huhtik huhtikuu huhtikuuta huhtikuussa kwi kwiecień kwietnia "
    "kwiecien kwietniu kwie dub duben dubna dubnu apríl apríla ápr április aprilie апр април апрель апреля квіт "
    "квітень квітня кві nis nisan απρ απρίλιος απριλίου أبريل آوریل اپریل אפריל באפריל אפר अप्रैल เมย เมษายน เมษา "
    "เดือนเมษายน",
    "may mai mayo mag maggio maio mei maj touko toukok toukokuu toukokuuta toukokuussa maja maju kvě květen "
    "května květnu máj mája május май мая трав травень травня тра mayıs μάι μάιος μαΐ μαΐου مايو مهٔ מאי במאי "
    "พฤษภาคม เดือนพฤษภาคม พฤษภา मई",
    "jun june juni juin junio giu giugno junho kesä kesäk kesäkuu kesäkuuta kesäkuussa cze czerwca czerwiec "
    "czerwcu červen června čvn čer červnu jún júna június iun iunie юни июн июнь июня черв червень червня чер "
    "haz haziran ιουν ιουνίου ιούν ιούνιος يونيو يونيه يونية ژوئن جون יוני ביוני יונ जून djuni มิถุนายน มิย "
    "เดือนมิถุนายน มิถุนา",
    "jul july juli juil juillet julio lug luglio julho heinä heinäk heinäkuu heinäkuuta heinäkuussa lip lipca "
    "lipiec lipcu července červenec čvc črc červenci črv júl júla július iul iulie юли июл июль июля лип липень "
    "липня tem temmuz ιουλ ιουλίου ιούλ ιούλιος يوليو يوليه يولية ژوئیه ژوئیهٔ جولای יולי ביולי יול जुलाई जुल djuli "
    "กรกฎาคม เดือนกรกฏาคม กรกฎา",
    "aug august août aoû ago agosto augustus augusti elo elok elokuu elokuuta elokuussa sie sierpień sierpnia "
    "sierpien sierpniu srp srpen srpna srpnu augusta augusztus авг август августа серп серпень серпня сер ağu "
    "ağustos αυγ αυγούστου αύγ αύγουστος أغسطس اوت آگست אוגוסט באוגוסט אוג अगस्त agu agustus agt สิงหาคม สิงหา "
    "เดือนสิงหาคม",
    "sep september sept septembre septiembre setiembre set settembre setembro septembro syys syysk syyskuu "
    "syyskuuta syyskuussa wrz wrzesień września wrzesien wrzesnia wrześniu wrzesniu zář září septembra szept "
    "szeptember septembrie сеп септември септ септм сент сентябрь сентября сен вер вересень вересня верес eyl "
    "eylül σεπ σεπτέμβριος σεπτεμβρίου سبتمبر سپتامبر سپتمبر ספטמבר בספטמבר ספט सितंबर सित सितम्बर กันยายน กันยา "
    "เดือนกันยายน",
    "oct october okt oktober octobre octubre ott ottobre out outubro loka lokak lokakuu lokakuuta lokakuussa "
    "paź październik października pazdziernik pazdziernika październiku pazdzierniku paz říj říjen října říjnu "
    "október októbra octombrie окт октомври октябрь октября жовт жовтень жовтня жов eki ekim οκτ οκτωβρίου "
    "οκτώβριος أكتوبر اکتبر اکتوبر אוקטובר באוקטובר אוק अक्तूबर अक्तू अक्टूबर ตุลาคม เดือนตุลาคม ตุลา",
    "nov november novembre noviembre novembro marras marrask marraskuu marraskuuta marraskuussa lis listopad "
    "listopada listopadzie listopadu novembra noiembrie noiem ное ноември нояб ноябрь ноября ноя лист листопад "
    "листопада листоп лис kas kasım νοέ νοέμβριος νοε νοεμβρίου نوفمبر نوامبر نومبر נובמבר בנובמבר נוב नवंबर नवम्बर nop "
    "nopember พฤศจิกายน เดือนพฤศจิกายน พฤศจิ",
    "dec december dez dezember déc décembre dic diciembre dicembre dezembro des desember joulu jouluk joulukuu "
    "joulukuuta joulukuussa gru grudnia grudzień grudzien grudniu pro prosince prosinec prosinci decembra "
    "decembrie дек декември декабрь декабря груд грудень грудня гру ara aralık δεκ δεκέμβριος δεκεμβρίου ديسمبر "
    "دسامبر دسمبر דצמבר בדצמבר דצמ दिसंबर दिस दिसम्बर ธันวาคม เดือนธันวาคม ธันวา",
)
WEEKDAYS = (
    "mon monday montag lun lundi lunes lunedì seg maandag mån måndag månd mandag maanantai maanantaina "
    "poniedziałek poniedzialek pondělí pondelok hétfő luni понеделник пон понедельник пнд понеділок понед "
    "pazartesi pzt δευ δευτέρα الاثنين الإثنين دوشنبه שני सोम सोमवार วันจันทร์ จันทร์ วันจันทร์ที่",
    "tue tuesday tues dienstag mardi martes martedì dinsdag tis tisdag tisd tirs tirsdag tiistai tiistaina "
    "wtorek wto úterý úte utorok kedd marți вторник вто втр вівторок вів вівтор salı τρί τρίτη الثلاثاء سه‌شنبه "
    "سهشنبه שלישי मंगल मंगलवार selasa วันอังคาร อังคาร วันอังคารที่",
    "wed wednesday mittwoch mer mercredi mié miércoles mercoledì qua woensdag ons onsdag onsd keskiviikko "
    "keskiviikkona środa sroda środę srode śro sro středa stř středu středy streda stredu sze szerda miercuri "
    "сряда сря среда срд среду середа середу сер серед çar çarşamba çrs τετ τετάρτη الأربعاء چهارشنبه רביעי बुध "
    "बुधवार rab rabu วันพุธ พุธ วันพุธที่",
    "thu thursday donnerstag jeu jeudi jue jueves gio giovedì qui donderdag tors torsdag torsd torstai "
    "torstaina czw czwartek čtvrtek čtv štvrtok csütörtök joi четвъртък четверг чтв четвер чет perşembe prs πέμ "
    "πέμπτη الخميس پنجشنبه חמישי गुरु गुरुवार kamis วันพฤหัสบดี พฤหัสบดี พฤหัส วันพฤหัสบดีที่",
    "fri friday freitag fre ven vendredi vie viernes venerdì vrijdag fredag perjantai perjantaina piątek piatek "
    "pią pia pátek pát pátku piatok péntek vineri петък пятница птн пятницу пят cum cuma παρ παρασκευή الجمعة "
    "الجمعه جمعه שישי शुक्र शुक्रवार jum jumat วันศุกร์ ศุกร์ วันศุกร์ที่",
    "sat saturday samstag samedi sáb sábado sab sabato zaterdag lör lördag lörd lør lørdag lauantai lauantaina "
    "sob sobota sobotę sobote sobotu soboty szo szombat sâm sâmbătă събота суббота сбт субботу субота суботу "
    "суб субот cmt cumartesi σάβ σάββατο السبت شنبه שבת शनि शनिवार sabtu วันเสาร์ เสาร์ วันเสาร์ที่",
    "sun sunday sonntag dim dimanche dom domingo domenica zondag sön söndag sönd søn søndag sunnuntai "
    "sunnuntaina niedz niedziela niedzielę niedziele neděle neděli nedeľa nedeľu vasárnap vas duminică неделя "
    "воскресенье воскресение вск неділю неділя нед неділ paz pazar κυρ κυριακή الأحد یکشنبه ראשון रवि रविवार "
    "minggu ahad วันอาทิตย์ อาทิตย์ วันอาทิตย์ที่",
)

# Those that a person may also be called: a weekday only before a date, never before a bare clock.
SHORT_WEEKDAYS = (
    "Mo Di Mi Do Fr Sa So ma di wo do vr za zo lu me je ve po út ut st čt št pá pi so ne пн вт ср чт пт сб вс "
    "нд 月 火 水 木 金 土 日 월 화 수 목 금 토 일"
)

UNITS = {
    "seconds": "second seconds sec secs sekunde sekunden sek seconde secondes segundo segundos seg secondo secondi "
    "seconden sekund sekunder sekunti sekuntia sekunda sekundę sekundy sekund sekundami vteřina vteřiny vteřin "
    "vteřinami sekundou sekúnd másodperce másodperccel secundă secunde секунда секунди секунды секунд секунду "
    "сек saniye sn δευτερόλεπτο δευτερόλεπτα δευτ ثانية ثوان ثواني ثوانٍ ثانیه שנייה שניה שניות सेकंड सेकेंड "
    "detik dtk giây วินาที 秒 秒間 秒钟 秒鐘 초 s",
    "minutes": "minute minutes min mins minuten minuto minutos minuti minuut minut minuter minutter minutt minuutti "
    "minuuttia minuta minuty minutę minutu minutou minutami minút minutama perce perccel минута минуты минуту "
    "минут минути мин хвилина хвилину хвилини хвилин хв dakika dk λεπτό λεπτά λεπ دقيقة دقائق دقیقه דקה דקות "
    "दק׳ मिनट menit mnt phút นาที 分 分間 分钟 分鐘 분",
    "hours": "hour hours hr hrs stunde stunden std heure heures hora horas ora ore uur timme timmar tim time timer "
    "tunti tuntia godzina godziny godzin godzinę godz hodina hodinu hodiny hodin hodinou hodinami órája órával oră "
    "час часа часов часове ч година години годин годину saat sa ώρα ώρες ساعة ساعات ساعت שעה שעות घंटा घंटे "
    "घंटों jam giờ tiếng ชั่วโมง ชม 時間 小时 小時 个小时 個小時 시간 h hod",
    "days": "day days tag tage tagen jour jours día días dia dias giorno giorni gg dag dagen dgn dagar dage dager døgn "
    "päivä päivää pv dzień dnia dni den dny dní dnem dny deň dňom dňami dní napja nappal zi zile ден дни дена "
    "день дня дней дн день дні днів доба gün ημέρα ημέρες μέρα μέρες يوم أيام ايام يوما يومًا روز יום ימים दिन "
    "hari ngày วัน 日 日間 天 일",
    "weeks": "week weeks wk wks woche wochen wo semaine semaines sem semana semanas settimana settimane sett weken "
    "vecka veckor uge uger uke uker viikko viikkoa vk tydzień tygodnie tygodni tyg týden týdny týdnů týdnem týždeň "
    "týždne týždňov týždňom týždňami hete héttel săptămână săptămâni седмица седмици неделя неделю недели "
    "недель нед тиждень тижні тижнів тижня hafta hf εβδομάδα εβδομάδες أسبوع أسابيع اسبوع اسابيع أسبوعا أسبوعًا "
    "هفته שבוע שבועות सप्ताह हफ्ते हफ़्ते minggu mgg tuần สัปดาห์ 週 週間 周 个星期 個星期 星期 주 주일",
    "months": "month months mo mos mth mths monat monate monaten mois mes meses mese mesi mês maand maanden mnd månad "
    "månader mån måned måneder md kuukausi kuukautta kk miesiąc miesiące miesięcy mies měsíc měsíce měsíců "
    "měsícem měsíci měs mesiac mesiace mesiacov mesiacom mesiacmi hónapja hónappal lună luni месец месеца "
    "месеци месяц месяца месяцев мес місяць місяці місяців місяця міс ay μήνα μήνας μήνες شهر أشهر اشهر شهور "
    "شهرا شهرًا ماه חודש חודשים माह महीने महीना bulan bln tháng เดือน ヶ月 カ月 か月 ケ月 ヵ月 个月 個月 개월 달",
    "years": "year years yr yrs jahr jahre jahren an ans année années año años anno anni ano anos jaar jr år vuosi "
    "vuotta rok lata lat roku roky let rokem lety rokov rokom rokmi éve évvel ani год года лет годину рік роки "
    "років року yıl sene έτος έτη χρόνο χρόνια سنة سنوات سنين عام أعوام عاما عامًا سال שנה שנים वर्ष साल tahun "
    "thn năm ปี 年 년",
}
# "dos horas" in one word: two of the unit.
TWO = {
    "seconds": "ثانيتين", "minutes": "دقيقتين דקותיים", "hours": "ساعتين שעתיים", "days": "يومين יומיים",
    "weeks": "أسبوعين اسبوعين שבועיים", "months": "شهرين חודשיים", "years": "سنتين عامين שנתיים",
}  # fmt: skip
# Where one word means another unit beside another word for "ago".
UNITS_BESIDE = {("преди", "година"): "years", ("преди", "години"): "years"}
# Units so short that they mean a time only where nothing else stands in the field: "3h", "5 mo".
SHORT_UNITS = {
    "seconds": "s",
    "minutes": "m min mins м мин хв dk นาที",
    "hours": "h hr hrs std t u g godz ч год sa jam giờ ชม",
    "days": "d j dag д дн",
    "weeks": "w wk wks sem v uke нед hf",
    "months": "mo mos mon mnd md mies мес міс ay kk",
    "years": "y yr yrs j år г р yıl vuotta",
}
# Hungarian says "3 órája": the unit itself says ago.
UNITS_AGO = {
    "seconds": "másodperce", "minutes": "perce", "hours": "órája", "days": "napja",
    "weeks": "hete", "months": "hónapja", "years": "éve",
}  # fmt: skip

AGO = (
    "ago|fa|atrás|geleden|sedan|sen|siden|sitten|temu|ezelőtt|în urmă|назад|тому|тому назад|önce|"
    "evvel|πριν|مضت|پیش|قبل|पहले|पूर्व|lalu|yang lalu|trước|前|전|ที่แล้ว|ที่ผ่านมา|มาแล้ว|zpět"
)
BEFORE = (
    "vor|vor etwa|vor ca.|vor über|vor mehr als|vor fast|il y a|il y a environ|il ya|hace|hace unos|"
    "hace más de|hace casi|há|há cerca de|há mais de|acum|преди|před|pred|πριν|πριν από|منذ|"
    "منذ حوالي|قبل|לפני|cách đây|เมื่อ"
)
# Those after which a unit alone is one: "před hodinou", "منذ ساعة".
BEFORE_ONE = "před|pred|преди|منذ|قبل|לפני|πριν από|πριν"
AGO_ONE = "назад|тому|temu|πριν"
ONE = (
    "a an one ein eine einer einem einen 'n un une una uno um uma en ett et een één yksi jeden jedna jedną "
    "jednou jednu egy o один одну одна един една одне bir ένα έναν μία μια یک एक satu một หนึ่ง 一 한 se"
)
ROUGHLY = {
    "about": "about|around|approximately|circa|ca.|etwa|environ|cirka|około|asi|около|примерно|yaklaşık|"
    "περίπου|約|约|大约|大約|약|~",
    "over": "over|more than|über|mehr als|plus de|más de|mais de|più di|больше|более",
    "almost": "almost|nearly|less than|fast|presque|casi|quase|quasi|почти|neredeyse",
}

NOW = (
    "now|just now|right now|moments ago|a moment ago|a few seconds ago|jetzt|gerade|gerade eben|"
    "gerade jetzt|eben|à l'instant|à l’instant|maintenant|ahora|ahora mismo|ora|adesso|proprio ora|"
    "agora|agora mesmo|nu|zojuist|zonet|just nu|lige nu|nå|akkurat nå|juuri nyt|nyt|teraz|"
    "przed chwilą|właśnie teraz|nyní|právě teď|teď|před chvílí|práve teraz|most|éppen most|acum|"
    "chiar acum|сега|току-що|только что|сейчас|щойно|зараз|şimdi|az önce|şu anda|τώρα|μόλις τώρα|"
    "الآن|منذ لحظات|للتو|اکنون|همین الان|لحظاتی پیش|עכשיו|כרגע|ממש עכשיו|अभी|अभी अभी|sekarang|"
    "baru saja|vừa xong|bây giờ|เมื่อสักครู่|ตอนนี้|今|たった今|刚刚|剛剛|刚才|现在|방금|방금 전|지금"
)
TODAY = (
    "today|heute|aujourd'hui|aujourd’hui|hoy|oggi|hoje|vandaag|idag|i dag|tänään|dzisiaj|dziś|"
    "dnes|ma|azi|astăzi|днес|сегодня|сьогодні|bugün|σήμερα|اليوم|امروز|היום|आज|hari ini|hôm nay|"
    "วันนี้|今日|今天|오늘"
)
YESTERDAY = (
    "yesterday|gestern|hier|ayer|ieri|ontem|gisteren|igår|i går|eilen|wczoraj|včera|tegnap|вчера|"
    "вчора|учора|dün|χθες|χτες|أمس|الأمس|امس|دیروز|אתמול|कल|kemarin|hôm qua|เมื่อวาน|เมื่อวานนี้|"
    "昨日|昨天|어제"
)

# What may stand between a date and a clock, and between a clock and the date after it.
AT = (
    "at um à a las los le alle ore o às ao kl klo w o godz v ve в у о об saat στις الساعة ساعت בשעה को pukul "
    "lúc เวลา เมื่อ T on il el den dne am den på de du the of uhr час год um г р року ώρα"
)
OF = "năm de del di of do da d'"
YEAR_MARKS = "г г. р р. року года год г г. 年 년 năm an r r."
ORDINALS = "st nd rd th º ª ° er e a"
AM = "am vorm öö πμ ص صباحا صباحًا صباحاً ق.ظ de. fm sa 上午 午前 오전 早上 凌晨 पूर्वाह्न AM"
PM = "pm nachm ös μμ م مساء مساءً ب.ظ du. em ch 下午 午後 오후 晚上 अपराह्न PM"

# Offsets from UTC in minutes; only in capitals, "est" is French.
ZONES = {
    "UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "WEST": 60, "BST": 60, "CET": 60, "CEST": 120, "MEZ": 60, "MESZ": 120,
    "EET": 120, "EEST": 180, "MSK": 180, "SAST": 120, "EST": -300, "EDT": -240, "CST": -360, "CDT": -300, "MST": -420,
    "MDT": -360, "PST": -480, "PDT": -420, "AKST": -540, "AKDT": -480, "HST": -600, "AST": -240, "ADT": -180,
    "BRT": -180, "ART": -180, "IST": 330, "WIB": 420, "ICT": 420, "HKT": 480, "SGT": 480, "AWST": 480, "JST": 540,
    "KST": 540, "ACST": 570, "AEST": 600, "AEDT": 660, "NZST": 720, "NZDT": 780,
}  # fmt: skip
