"""Texts that are plainly not English are told by their function words or letters, and no English one ever is."""

from __future__ import annotations

import pytest

from quoteattr.lexicon import load
from quoteattr.text.language import foreign_language
from tests import toy

FOREIGN = {
    "Afrikaans": "Die burgemeester het gesê dat die rivier vanaand sal styg. “Ons is nie bang nie,” het sy aan die pers gesê.",
    "Albanian": "Kryetarja tha se lumi do të rritet sonte. “Nuk kemi frikë”, tha ajo për gazetarët, dhe kjo është e gjitha.",
    "Basque": "Alkateak esan du ibaia gaur gauean igoko dela. “Ez gara beldur”, esan zuen, baina bat ere ez zen etxera joan.",
    "Catalan": "L’alcaldessa ha dit que el riu pujarà aquesta nit. «No tenim por», va dir als periodistes amb una rialla.",
    "Croatian": "Gradonačelnica je rekla da će rijeka noćas porasti. „Nije nas strah”, rekla je novinarima koji su je čekali.",
    "Czech": "Starostka řekla, že řeka v noci stoupne. „Nebojíme se,“ uvedla podle agentury a dodala, že most je zavřený.",
    "Danish": "Borgmesteren siger, at floden stiger i nat. »Vi er ikke bange,« sagde hun til avisen, og det var alt.",
    "Dutch": "De burgemeester zei dat de rivier vannacht zal stijgen. “Wij zijn niet bang”, zei ze tegen de krant, maar ook dat het een ramp wordt.",
    "Estonian": "Linnapea ütles, et jõgi tõuseb täna öösel. „Me ei karda,“ ütles ta ajakirjanikele, kes ei olnud sellega nõus.",
    "Filipino": "Sinabi ng alkalde na tataas ang ilog sa gabi. “Hindi kami takot,” ayon sa kaniya, ngunit sarado na ang mga tulay.",
    "Finnish": "Pormestari sanoi, että joki nousee yöllä. ”Me emme pelkää”, hän sanoi, mutta silta on suljettu ja se on kaikki.",
    "French": "La maire a déclaré que le fleuve monterait cette nuit. « Nous n’avons pas peur », a-t-elle dit dans une lettre.",
    "German": "Und immer sind da Sätze wie „Ich kann nicht mehr“. Die Bürgermeisterin sagte, dass der Fluss steigt.",
    "Hungarian": "A polgármester azt mondta, hogy a folyó éjjel meg fog áradni. „Nem félünk”, mondta, és már a híd is zárva van.",
    "Icelandic": "Borgarstjórinn segir að áin muni hækka í nótt. „Við erum ekki hrædd,“ sagði hún og það var allt sem hún sagði.",
    "Indonesian": "Wali kota mengatakan bahwa sungai akan naik malam ini. “Kami tidak takut,” kata dia, dan jembatan itu sudah ditutup.",
    "Irish": "Dúirt an méara go mbeidh an abhainn ag éirí anocht. “Níl eagla orainn,” ar sí, agus bhí na daoine sásta leis sin.",
    "Italian": "La sindaca ha detto che il fiume salirà questa notte. «Non abbiamo paura», ha detto ai giornalisti della città.",
    "Latvian": "Mēre teica, ka upe šonakt celsies. “Mums nav bail,” viņa teica, bet tilts jau ir slēgts un tas ir viss.",
    "Lithuanian": "Merė sakė, kad upė šiąnakt pakils. „Mes nebijome“, – sakė ji, bet tiltas jau uždarytas ir tai yra viskas.",
    "Norwegian": "Ordføreren sier at elven stiger i natt. «Vi er ikke redde», sa hun til avisen, og det var alt som ble sagt.",
    "Polish": "Burmistrz powiedziała, że rzeka w nocy się podniesie. „Nie boimy się”, dodała, ale most jest już zamknięty.",
    "Portuguese": "A prefeita disse que o rio vai subir esta noite. “Não temos medo”, disse ela aos jornais, mas a ponte já está fechada.",
    "Romanian": "Primărița a spus că râul va crește în această noapte. „Nu ne este frică”, a spus ea, dar podul a fost închis.",
    "Slovak": "Starostka povedala, že rieka v noci stúpne. „Nebojíme sa,“ dodala, ale most je už zatvorený a to je všetko.",
    "Slovenian": "Županja je povedala, da bo reka ponoči narasla. »Ni nas strah,« je dejala, most pa je že zaprt in to je vse.",
    "Spanish": "La alcaldesa dijo que el río subirá esta noche. “No tenemos miedo”, dijo a los periodistas en una carta.",
    "Swahili": "Meya alisema kuwa mto utapanda usiku wa leo. “Hatuogopi,” alisema kwa waandishi, lakini daraja la mji na barabara zake ni wazi.",
    "Swedish": "Borgmästaren säger att floden stiger i natt. ”Vi är inte rädda”, sa hon till tidningen, och det var allt.",
    "Turkish": "Başkan nehrin bu gece yükseleceğini söyledi. “Korkmuyoruz” dedi ve köprü için bir karar olarak çok şey var.",
    "Vietnamese": "Thị trưởng nói nước sông sẽ dâng trong đêm nay. “Chúng tôi không sợ,” bà nói với báo chí và những người dân.",
    "Welsh": "Dywedodd y maer fod yr afon yn codi heno. “Nid oes ofn arnom,” meddai hi, ond mae’r bont wedi cau ar y ffordd.",
    "Cyrillic letters": "Мэр заявила, что река поднимется ночью. «Мы не боимся», — сказала Анна Ли.",
    "Greek letters": "Η δήμαρχος είπε ότι το ποτάμι θα ανέβει απόψε. «Δεν φοβόμαστε», είπε.",
    "Arabic letters": "قالت رئيسة البلدية إن النهر سيرتفع الليلة. «لسنا خائفين».",
    "Hebrew letters": "ראש העיר אמרה שהנהר יעלה הלילה. „אנחנו לא מפחדים”.",
    "Devanagari letters": "महापौर ने कहा कि आज रात नदी का पानी बढ़ेगा। “हम डरते नहीं हैं।”",
    "CJK letters": "市长说：“今晚河水会上涨。”她对记者们说，我们不害怕。",
    "Hangul letters": "시장은 “오늘 밤 강물이 불어날 것”이라고 기자들에게 말했다.",
    "another language": "Urbis praefecta dixit flumen hac nocte crescere. " * 12,
}

ENGLISH = [
    "",
    "Rain",
    "“Ja,” said Ann Lee.",
    "Mayor Says Mill Will Close",
    "MAYOR SAYS MILL WILL CLOSE",
    "mayor says mill will close",
    "La La Land: El Niño Hits Los Angeles, San José de la Cruz",
    "Der Spiegel, Die Zeit, Le Monde, El País, La Repubblica",
    "Casa del Mar, Villa de la Rosa, Rio das Ostras and Porto do Sul are open.",
    "“Das ist nicht gut,” he said, and then, in English: “This is not good.”",
    "He quoted the song, “Que sera, sera, whatever will be,” and left the hall with his wife.",
    "Ludwig van Beethoven, Charles de Gaulle, Leonardo da Vinci, Otto von Bismarck",
    "Tarn 3-1 Milltown\nLee 12, Reed 45, Quill 90",
    "flour, butter, sugar, milk, eggs, salt, pepper, oil, rice, beans, corn, onions, garlic, cream, cheese",
    "#rain #mill @annlee rt omg",
    "Ann Lee: si. Bo Reed: no. Ann Lee: si, si, si.",
    "The mayor’s motto is “una ciudad para todos”, which means a city for all, and she says it a lot.",
    "https://example.org/de/das/und/die/ist/nicht",
    "Ann Lee (雨) met Иван Reed in Tarn, where it rained all week and nobody slept.",
]


@pytest.mark.parametrize("language", FOREIGN)
def test_a_foreign_text_is_told(language: str) -> None:
    assert foreign_language(FOREIGN[language], load()) == language


@pytest.mark.parametrize("text", ENGLISH)
def test_an_english_text_is_not(text: str) -> None:
    assert foreign_language(text, load()) is None


def test_a_text_in_two_languages_is_not() -> None:
    english = "Ann Lee said that it rained all week and that the mill in Tarn would not open before the end of May. "
    assert foreign_language(english + FOREIGN["German"] + english, load()) is None


def test_a_long_list_of_names_is_not() -> None:
    assert foreign_language("Ann Lee, Bo Reed, Ada Quill\n" * 100, load()) is None


def test_every_language_has_its_example() -> None:
    listed = {language for languages in load().foreign_words.values() for language in languages}
    assert listed <= set(FOREIGN)


def test_no_foreign_word_is_an_english_one() -> None:
    english = load()
    known = {word: english.function_words.get(word) for word in english.foreign_words}
    assert {word: kind for word, kind in known.items() if kind not in (None, "particle")} == {}


def test_a_language_without_the_list_calls_nothing_foreign(tmp_path_factory: pytest.TempPathFactory) -> None:
    lists = load(toy.write(tmp_path_factory.mktemp("lists") / "toy"))
    assert {foreign_language(text, lists) for text in FOREIGN.values()} == {None}
