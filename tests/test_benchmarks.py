"""The benchmarks measure what they say: every figure against a count by hand, on sentences of our own."""

from __future__ import annotations

import json
import shutil
import subprocess
import unicodedata
from pathlib import Path
from typing import NoReturn

import pytest

from benchmarks import accuracy, compare, report, shapes, speed
from benchmarks.corenlp import read_parse
from benchmarks.everyday import Candidate, read_everyday, score_everyday
from benchmarks.names import same_canonical, same_entity
from benchmarks.options import chosen
from benchmarks.pipelines import Pipeline
from benchmarks.polnear import (
    Attribution,
    CorpusMissing,
    Extent,
    GoldArticle,
    SpeakerLabel,
    read_attributions,
    read_corpus,
)
from benchmarks.regions import agreement, quoted_regions, share_of, trim
from benchmarks.require import NotInstalled, require
from benchmarks.scores import Prediction, count_indirect, count_quoted, count_who, score
from benchmarks.zoo import (
    System,
    clausal_complements,
    corenlp_coreference,
    given_parse,
    load_kept,
    load_textacy,
    naive_regex,
    spacy_doc,
    systems,
    universal_pos,
)
from quoteattr import parse

TEXT = """\
“Rain is coming,” Ann Lee said.
She added: “Bring boats.”
The “Blue Heron” sank at the pier.
“Nobody was hurt,” said Mr. Cole.
“Stay calm.”
"""


def at(piece: str, text: str = TEXT) -> Extent:
    """The extent of a piece that stands in the text once."""
    assert text.count(piece) == 1, piece
    return text.index(piece), text.index(piece) + len(piece)


def said(content: str, source: str = "", cue: str = "", text: str = TEXT) -> Attribution:
    """A gold attribution by its words."""
    return Attribution(
        source=(at(source, text),) if source else (),
        cue=(at(cue, text),) if cue else (),
        content=(at(content, text),),
    )


GOLD = GoldArticle(
    "harbour",
    TEXT,
    (
        said("“Rain is coming,”", "Ann Lee"),
        said("“Bring boats.”", "She"),
        said("“Nobody was hurt,”", "Mr. Cole"),
        said("“Stay calm.”"),
    ),
)


# --- names --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("predicted", "gold"),
    [
        ("Ann Lee", "Ann Lee"),
        ("Mayor Lee", "Ann Lee"),  # the title goes, the surname is there
        ("Ann Lee Jr.", "Lee"),
        ("Ann Lee’s", "Ann Lee"),
        ("A. Lee", "Ann Lee"),  # same initial
        ("Harbour Board of Westbrook", "Westbrook"),
        ("Ann", "Ann Lee"),  # a prominent person or a body by one word of its name
        ("the President", "President"),  # nothing but titles: they are the name
    ],
)
def test_same_entity(predicted: str, gold: str) -> None:
    assert same_entity(predicted, gold)


@pytest.mark.parametrize(
    ("predicted", "gold"),
    [("Bob Lee", "Ann Lee"), ("Cole", "Ann Lee"), (None, "Ann Lee"), ("", "Ann Lee"), ("…", "Lee")],
)
def test_not_the_same_entity(predicted: str | None, gold: str) -> None:
    assert not same_entity(predicted, gold)


def test_canonical_is_the_full_form_without_titles() -> None:
    assert same_canonical("Gov. Ann Lee", "Ann Lee")
    assert not same_canonical("Lee", "Ann Lee")


# --- regions ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("“One,” he said. “Two.”", ["One", "Two"]),
        ('He said "one" and "two"', ["one", "two"]),
        ("He said ''one'' in the city's hall", ["one"]),
        ("“open to the end\nof its line", ["open to the end"]),
        ("closed” before it opens", []),
        ('“curly is not closed by " straight”', ['curly is not closed by " straight']),
        ('"straight is closed by curly” too', ["straight is closed by curly"]),
        ("“”, “…” and “ ”", []),  # nothing but edge
        ("", []),
    ],
)
def test_quoted_regions(text: str, inside: list[str]) -> None:
    assert [text[start:end] for start, end in quoted_regions(text)] == inside


def test_trim_takes_marks_and_stops_from_both_ends() -> None:
    assert trim(" “Rain,” ", (0, 9)) == (2, 6)
    assert trim("“…”", (0, 3)) == (3, 3)


def test_agreement_is_intersection_over_union() -> None:
    assert agreement([(0, 10)], [(5, 15)]) == 5 / 15
    assert agreement([(0, 4), (6, 10)], [(0, 10)]) == 8 / 10
    assert agreement([(0, 4)], [(4, 8)]) == 0
    assert agreement([], []) == 0


def test_share_of_is_one_sided() -> None:
    assert share_of((0, 10), [(0, 4), (8, 100)]) == 6 / 10


# --- measures -----------------------------------------------------------------------------------------------------


def test_quoted_figures() -> None:
    predicted = [
        Prediction((at("Rain is coming"),), mention=at("Lee")),  # right
        Prediction((at("“Bring boats.”"),), mention=at("Cole")),  # the wrong source
        Prediction((at("Blue Heron"),), mention=at("pier")),  # nobody says that
        Prediction((at("Nobody was hurt"),)),  # found, but nobody is credited
        Prediction((at("Stay calm"),), mention=at("She")),  # no gold source: neither right nor wrong
    ]
    assert count_quoted(GOLD, predicted=predicted).figures() == {
        "regions": 5,
        "gold": 4,
        "detect_P": 3 / 4,
        "detect_R": 3 / 4,
        "detect_F": 3 / 4,
        "source_acc": 1 / 2,
        "end_P": 1 / 3,
        "end_R": 1 / 3,
        "end_F": 1 / 3,
        "span_recall": 4 / 4,
    }


def test_a_region_is_gold_from_four_fifths_of_its_characters() -> None:
    text = "“0123456789” said Ann Lee."
    for covered, gold in ((8, 1), (7, 0)):
        article = GoldArticle("digits", text, (Attribution(content=((1, 1 + covered),)),))
        assert count_quoted(article, predicted=[]).gold == gold


def test_a_fragment_must_be_the_region_or_hold_it() -> None:
    text = "“0123456789” said Ann Lee."
    article = GoldArticle("digits", text, (Attribution(content=((1, 11),), source=((18, 25),)),))
    for fragment, found in (((1, 9), 1), ((1, 8), 0), ((0, 25), 1), ((12, 25), 0), ((0, 1), 0)):
        assert count_quoted(article, predicted=[Prediction((fragment,), mention=(18, 25))]).found == found


def test_a_prediction_with_a_mention_beats_an_earlier_one_without() -> None:
    region = at("Rain is coming")
    both = [Prediction((region,), name="Cole"), Prediction((region,), mention=at("Ann Lee"))]
    assert count_quoted(GOLD, predicted=both).right == 1
    assert count_quoted(GOLD, predicted=[Prediction((region,), mention=at("Cole")), *both]).right == 0


def test_other_mentions_count_only_where_there_is_none_at_the_quotation() -> None:
    region, elsewhere = at("Rain is coming"), (at("Ann Lee"),)
    assert count_quoted(GOLD, predicted=[Prediction((region,), name="Lee", alternatives=elsewhere)]).right == 1
    misled = Prediction((region,), mention=at("Cole"), name="Lee", alternatives=elsewhere)
    assert count_quoted(GOLD, predicted=[misled]).right == 0


def test_one_prediction_may_hold_several_regions() -> None:
    whole = Prediction(((0, len(TEXT)),), mention=at("Ann Lee"))
    assert count_quoted(GOLD, predicted=[whole]).found == 4


def test_who_figures() -> None:
    labels = {
        0: SpeakerLabel("Ann Lee", "person"),
        1: SpeakerLabel("Ann Lee", "person"),
        2: SpeakerLabel("a harbour pilot", "unnamed"),
        3: SpeakerLabel("", "unknown"),  # left out
    }
    article = GoldArticle(GOLD.name, TEXT, GOLD.attributions, labels)
    predicted = [
        Prediction((at("Rain is coming"),), mention=at("Ann Lee"), name="Lee"),  # right, not the fullest form
        Prediction((at("Bring boats"),), mention=at("She"), name="Ann Lee"),  # right and full, behind "She"
        Prediction((at("Nobody was hurt"),), mention=at("Cole"), name="somebody"),  # right by its mention
        Prediction((at("Stay calm"),), mention=at("She"), name="Bob Cole"),
    ]
    assert count_who(article, predicted=predicted).figures() == {
        "articles": 1,
        "quotes": 3,
        "who": 3 / 3,
        "who_he_she": 1 / 1,
        "he_she": 1,
        "canonical": 1 / 2,
    }


def test_who_counts_what_is_missed_or_wrong() -> None:
    labels = {0: SpeakerLabel("Ann Lee", "person"), 1: SpeakerLabel("Ann Lee", "person")}
    article = GoldArticle(GOLD.name, TEXT, GOLD.attributions, labels)
    wrong = Prediction(
        (at("Bring boats"),), mention=at("She"), name="Bob Cole"
    )  # a named one gets nothing for its mention
    figures = count_who(article, predicted=[wrong]).figures()
    assert (figures["quotes"], figures["who"], figures["who_he_she"], figures["canonical"]) == (2, 0, 0, 0)


def test_an_article_without_labels_is_not_counted() -> None:
    assert count_who(GOLD, predicted=[]).figures()["articles"] == 0


REPORTED = (
    "Ann Lee told us that rain is near. Cole believes in boats. The board, which warned of floods, met. He said “go.”"
)
REPORTED_GOLD = GoldArticle(
    "reported",
    REPORTED,
    (
        said("that rain is near", "Ann Lee", "told us", text=REPORTED),
        said("in boats", "Cole", "believes", text=REPORTED),  # no verb of saying: not asked for
        said("of floods", "The board", "warned", text=REPORTED),
        said("“go.”", "He", "said", text=REPORTED),  # quoted
        said("met", text=REPORTED),  # without a source
    ),
)


def indirect(content: str, mention: str) -> Prediction:
    return Prediction((at(content, REPORTED),), mention=at(mention, REPORTED), kind="indirect")


def test_indirect_figures() -> None:
    predicted = [
        indirect("that rain is near", "Lee"),
        indirect("in boats", "He"),  # found, with the wrong source; fair to precision, not asked for by recall
        indirect("which warned of floods", "The board"),  # agrees too little
        indirect("rain is near", "Ann Lee"),  # its attribution is taken
        Prediction((at("of floods", REPORTED),), mention=at("The board", REPORTED)),  # of another kind
    ]
    assert count_indirect(REPORTED_GOLD, predicted=predicted).figures() == {
        "indirect": 2,
        "predicted": 4,
        "P": 2 / 4,
        "R": 1 / 2,
        "F": 1 / 2,
        "exact": 2 / 2,
        "source_acc": 1 / 2,
    }


def test_indirect_content_agrees_from_one_half() -> None:
    half = count_indirect(REPORTED_GOLD, predicted=[indirect("rain is near", "Lee")])  # 12 of 17 characters
    assert (half.matched, half.exact) == (1, 0)
    assert count_indirect(REPORTED_GOLD, predicted=[indirect("is near", "Lee")]).matched == 0  # 7 of 17


def test_score_keeps_the_kinds_apart_and_sums_over_articles() -> None:
    predictions = {
        "reported": [indirect("that rain is near", "Lee")],
        "harbour": [Prediction((at("Rain is coming"),), mention=at("Lee"))],
    }
    figures = score([GOLD, REPORTED_GOLD], predictions)
    assert figures["quoted"]["gold"] == 5
    assert figures["quoted"]["end_P"] == 1
    assert figures["quoted"]["end_R"] == 1 / 4
    assert figures["indirect"]["R"] == 1 / 2


def test_nothing_predicted_is_zero_not_an_error() -> None:
    figures = score([GOLD], {})
    assert figures["quoted"]["end_F"] == figures["who"]["who"] == figures["indirect"]["F"] == 0


# --- the corpus ---------------------------------------------------------------------------------------------------

STANDOFF = """\
T1\tSource 18 25\tAnn Lee
T2\tCue 26 30\tsaid
T3\tContent 0 17;32 35\t“Rain is coming,” She
a stray line of a text with a line break in it
T4\tContent 43 57\t“Bring boats.”
T5\tAttribution 26 30\tsaid
E1\tAttribution:T5 Content:T3 Cue:T2 Source:T1 Content2:T4
E2\tAttribution:T5 Cue:T2
"""


def test_brat_standoff() -> None:
    (attribution,) = read_attributions(STANDOFF)  # E2 has no content
    assert attribution == Attribution(source=((18, 25),), cue=((26, 30),), content=((0, 17), (32, 35), (43, 57)))


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A clone of PolNeAR with one article of our own, two annotators and a parse."""
    split = tmp_path / "data" / "train"
    for folder in ("text", "attributions", "corenlp"):
        (split / folder).mkdir(parents=True)
    (split / "text" / "paper_harbour.txt").write_text(TEXT, encoding="utf-8")
    (split / "text" / "paper_unread.txt").write_text("Nobody annotated this.", encoding="utf-8")
    (split / "attributions" / "paper_harbour_2b11.ann").write_text(STANDOFF, encoding="utf-8")
    (split / "attributions" / "paper_harbour_9c00.ann").write_text("", encoding="utf-8")
    (split / "corenlp" / "paper_harbour.txt.xml").write_text("<root/>", encoding="utf-8")
    labels = {"train/paper_harbour": {"0": {"name": "Ann Lee", "type": "person"}}}
    (tmp_path / "speakers.json").write_text(json.dumps(labels), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("folder", [".", "data"])
def test_read_corpus(corpus: Path, folder: str) -> None:
    (article,) = read_corpus(corpus / folder)
    assert article.name == "paper_harbour"
    assert article.text == TEXT
    assert article.attributions == read_attributions(STANDOFF)  # the first annotator
    assert article.speakers == {0: SpeakerLabel("Ann Lee", "person")}
    assert article.parse is not None
    assert article.parse.name == "paper_harbour.txt.xml"


def test_a_missing_split_says_where_to_get_the_corpus(corpus: Path) -> None:
    with pytest.raises(CorpusMissing, match="git clone"):
        read_corpus(corpus, "dev")


# --- the zoo ------------------------------------------------------------------------------------------------------


def test_a_module_that_is_not_there_is_not_installed() -> None:
    with pytest.raises(NotInstalled, match="pip install rival"):
        require("rival_that_nobody_wrote.extract", "rival")
    assert require("json.decoder", "json").JSONDecoder is json.JSONDecoder


def words(extent: Extent | None, text: str) -> str | None:
    return extent and text[slice(*extent)]


@pytest.mark.parametrize(
    ("text", "content", "mention"),
    [
        ("“Rain is coming,” Ann Lee said.", "Rain is coming,", "Ann Lee"),
        ("“Rain is coming,” said Ann Lee.", "Rain is coming,", "Ann Lee"),
        ('Ann Lee said, "Rain is coming."', "Rain is coming.", "Ann Lee"),
        ('He told the board on Monday: "Rain."', "Rain.", "He"),
        ("The “Blue Heron” sank.", "Blue Heron", None),
    ],
)
def test_naive_regex(text: str, content: str, mention: str | None) -> None:
    (prediction,) = naive_regex(GoldArticle("one", text, ()))
    assert words(prediction.fragments[0], text) == content
    assert words(prediction.mention, text) == mention == prediction.name


PARSED = "Mayor Ann Lee slept. She said boats sank. “Rain is coming to us,” warned she."
# word, tag, lemma, governor in the sentence counted from 1, relation
PARSE = (
    (
        ("Mayor", "NNP", "Mayor", 3, "compound"),
        ("Ann", "NNP", "Ann", 3, "compound"),
        ("Lee", "NNP", "Lee", 4, "nsubj"),
        ("slept", "VBD", "sleep", 0, "root"),
        (".", ".", ".", 4, "punct"),
    ),
    (
        ("She", "PRP", "she", 2, "nsubj"),
        ("said", "VBD", "say", 0, "root"),
        ("boats", "NNS", "boat", 4, "nsubj"),
        ("sank", "VBD", "sink", 2, "ccomp"),
        (".", ".", ".", 2, "punct"),
    ),
    (
        ("“", "``", "``", 9, "punct"),
        ("Rain", "NN", "rain", 4, "nsubj"),
        ("is", "VBZ", "be", 4, "aux"),
        ("coming", "VBG", "come", 9, "ccomp"),
        ("to", "TO", "to", 6, "case"),
        ("us", "PRP", "we", 4, "nmod"),
        (",", ",", ",", 9, "punct"),
        ("”", "''", "''", 9, "punct"),
        ("warned", "VBD", "warn", 0, "root"),
        ("she", "PRP", "she", 9, "nsubj"),
        (".", ".", ".", 9, "punct"),
    ),
)


@pytest.fixture
def parsed(tmp_path: Path) -> GoldArticle:
    """An article with its parse in CoreNLP's XML and one chain: Mayor Ann Lee, She, she."""
    path = tmp_path / "parsed.xml"
    path.write_text(_corenlp_xml(PARSED), encoding="utf-8")
    gold = said("“Rain is coming to us,”", "she", "warned", text=PARSED)
    return GoldArticle("parsed", PARSED, (gold,), parse=path)


def _corenlp_xml(text: str) -> str:
    sentences, position = [], 0
    for sentence in PARSE:
        tokens, edges = [], []
        for number, (word, tag, lemma, governor, relation) in enumerate(sentence, start=1):
            start = text.index(word, position)
            position = start + len(word)
            begin = f"<CharacterOffsetBegin>{start}</CharacterOffsetBegin>"
            end = f"<CharacterOffsetEnd>{position}</CharacterOffsetEnd>"
            tokens.append(f"<token id='{number}'><lemma>{lemma}</lemma>{begin}{end}<POS>{tag}</POS></token>")
            edges.append(f"<dep type='{relation}'><governor idx='{governor}'/><dependent idx='{number}'/></dep>")
        tree = f"<dependencies type='basic-dependencies'>{''.join(edges)}</dependencies><dependencies type='other'/>"
        sentences.append(f"<sentence><tokens>{''.join(tokens)}</tokens>{tree}</sentence>")
    chain = _mention(1, 1, 4, 3, "representative='true'") + _mention(2, 1, 2, 1) + _mention(3, 10, 11, 10)
    coreference = f"<coreference><coreference>{chain}</coreference></coreference>"
    return f"<root><document><sentences>{''.join(sentences)}</sentences>{coreference}</document></root>"


def _mention(sentence: int, start: int, end: int, head: int, attributes: str = "") -> str:
    place = f"<sentence>{sentence}</sentence><start>{start}</start><end>{end}</end><head>{head}</head>"
    return f"<mention {attributes}>{place}</mention>"


def test_read_parse(parsed: GoldArticle) -> None:
    assert parsed.parse is not None
    parse = read_parse(parsed.parse)
    assert [words(token.extent, parsed.text) for token in parse.tokens[:6]] == [
        "Mayor",
        "Ann",
        "Lee",
        "slept",
        ".",
        "She",
    ]
    assert [token.head for token in parse.tokens[:8]] == [2, 2, 3, 3, 3, 6, 6, 8]
    assert [index for index, token in enumerate(parse.tokens) if token.opens_sentence] == [0, 5, 10]
    ((first, *_),) = parse.chains
    assert words(parse.extent(first.start, first.end), parsed.text) == "Mayor Ann Lee"


def test_a_file_that_is_no_parse_is_named(corpus: Path) -> None:
    (article,) = read_corpus(corpus)
    assert article.parse is not None
    with pytest.raises(ValueError, match=r"harbour.*CoreNLP"):
        read_parse(article.parse)


def test_clausal_complements(parsed: GoldArticle) -> None:
    plain, quoted = clausal_complements(parsed, parse_of=given_parse)
    assert (plain.kind, words(plain.fragments[0], parsed.text)) == ("indirect", "boats sank")
    assert words(plain.mention, parsed.text) == "She"
    assert (quoted.kind, words(quoted.fragments[0], parsed.text)) == ("mixed", "Rain is coming to us")
    assert words(quoted.mention, parsed.text) == "she"


def test_coreference_names_the_gold_mention(parsed: GoldArticle) -> None:
    (prediction,) = corenlp_coreference(parsed)
    assert words(prediction.mention, parsed.text) == "she"
    assert prediction.name == "Mayor Ann Lee"


def test_textacy_reads_the_given_parse(parsed: GoldArticle) -> None:
    pytest.importorskip("textacy")
    (prediction,) = load_textacy(spacy_doc, given_parse)(parsed)
    assert words(prediction.fragments[0], parsed.text) == "“Rain is coming to us,”"
    assert words(prediction.mention, parsed.text) == "she"
    assert words(prediction.cue, parsed.text) == "warned"


def test_universal_parts_of_speech(parsed: GoldArticle) -> None:
    assert parsed.parse is not None
    tokens = read_parse(parsed.parse).tokens
    assert [universal_pos(token) for token in tokens[:5]] == ["PROPN", "PROPN", "PROPN", "VERB", "PUNCT"]
    assert [universal_pos(token) for token in tokens[10:15]] == ["PUNCT", "NOUN", "AUX", "VERB", "PART"]


# --- accuracy -----------------------------------------------------------------------------------------------------


def _absent() -> NoReturn:
    raise NotInstalled("pip install rival")


def _fails(article: GoldArticle) -> list[Prediction]:
    raise ValueError(article.name)


def measured(system: System, articles: list[GoldArticle]) -> accuracy.Outcome:
    return accuracy.outcome(accuracy.run(system, articles), articles)


def corpus_of(articles: list[GoldArticle], **parts: list[GoldArticle]) -> accuracy.Corpus:
    return accuracy.Corpus(
        "own", "our own", articles, accuracy.POLNEAR_COLUMNS, score, parts or {"yes": articles}, "accuracy"
    )


def test_a_missing_system_keeps_its_row() -> None:
    outcome = measured(System("rival", "Rival", "-", _absent, frozenset({"quoted"})), [GOLD])
    assert "| Rival | - | not installed (pip install rival) |" in accuracy.table([outcome])


def test_an_article_on_which_a_system_fails_counts_as_missed(capsys: pytest.CaptureFixture[str]) -> None:
    outcome = measured(System("rival", "Rival", "-", lambda: _fails, frozenset({"quoted"})), [GOLD])
    assert (outcome.articles, outcome.failed) == (1, 1)
    assert outcome.figures["quoted"]["gold"] == 4
    assert "rival: harbour: ValueError" in capsys.readouterr().err


def test_systems_that_need_a_parse_run_where_there_is_one(parsed: GoldArticle) -> None:
    known = {system.key: system for system in systems()}
    wanted = [known["naive"], known["ccomp"]]
    outcomes = accuracy.measure(wanted, corpus_of([GOLD, parsed]))
    assert [(outcome.system.key, outcome.articles) for outcome in outcomes] == [
        ("naive", 2),
        ("naive", 1),
        ("ccomp", 1),
    ]
    assert [outcome.system.key for outcome in accuracy.measure(wanted, corpus_of([GOLD]))] == ["naive"]


def test_rows_say_whether_the_articles_were_read(parsed: GoldArticle) -> None:
    ours = System("quoteattr", "quoteattr", "-", lambda: naive_regex, frozenset({"quoted"}))
    rival = System("rival", "Rival", "-", lambda: naive_regex, frozenset({"quoted"}))
    outcomes = accuracy.measure([ours, rival], corpus_of([GOLD, parsed], yes=[GOLD], no=[parsed]))
    rows = [(outcome.system.key, outcome.articles, outcome.read) for outcome in outcomes]
    assert rows[:4] == [
        ("quoteattr", 2, "partly"),
        ("quoteattr", 1, "yes"),
        ("quoteattr", 1, "no"),
        ("rival", 2, report.NOTHING),
    ]
    assert accuracy.measure([ours], corpus_of([GOLD]))[0].read == "yes"


def test_only_claimed_figures_are_shown() -> None:
    claims = System("rival", "Rival", "-", lambda: naive_regex, frozenset({"indirect"}))
    (row,) = accuracy.table([measured(claims, [GOLD])]).splitlines()[2:]
    cells = [cell.strip() for cell in row.strip("|").split("|")]
    assert cells[5:13] == [*[report.NOTHING] * 6, "0.000", "0.000"]


def test_records_out_of_fold_are_read_from_their_folder(tmp_path: Path) -> None:
    with pytest.raises(NotInstalled, match="no folder"):
        load_kept(tmp_path / "absent")
    (tmp_path / "harbour.json").write_text(parse(TEXT).to_json(), encoding="utf-8")
    kept = load_kept(tmp_path)(GOLD)
    assert [words(each.mention, TEXT) for each in kept][:2] == ["Ann Lee", "She"]
    assert [system.key for system in accuracy._picked("quoteattr,naive", tmp_path)] == [
        "quoteattr",
        "out-of-fold",
        "naive",
    ]


def test_keys_of_systems_are_unique() -> None:
    keys = [system.key for system in systems()]
    assert len(keys) == len(set(keys))


def test_without_a_corpus_one_line_and_status_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in ([], ["--polnear", str(tmp_path)]):
        assert accuracy.main(arguments) == 2
        printed = capsys.readouterr()
        assert printed.out == ""
        assert len(printed.err.splitlines()) == 1
        assert "git clone" in printed.err


def test_an_unknown_system_is_named(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert accuracy.main(["--polnear", str(corpus), "--systems", "naive,nobody"]) == 2
    assert "no system 'nobody'; there are quoteattr, naive" in capsys.readouterr().err


def test_accuracy_writes_the_readme(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    readme = corpus / "README.md"
    readme.write_text("before\n<!-- accuracy:begin -->\nold\n<!-- accuracy:end -->\nafter\n", encoding="utf-8")
    monkeypatch.setattr(report, "README", readme)
    assert accuracy.main(["--polnear", str(corpus), "--systems", "naive", "--write-readme"]) == 0
    text = readme.read_text(encoding="utf-8")
    assert text.startswith("before\n<!-- accuracy:begin -->\n| system |")
    assert text.endswith("|\n<!-- accuracy:end -->\nafter\n")
    assert "naive regular expression" in text
    assert "old" not in text


def test_accuracy_as_json(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert accuracy.main(["--polnear", str(corpus), "--systems", "naive", "--json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["system"], row["articles"], row["quoted"]["gold"]) == ("naive", 1, 2)


@pytest.mark.parametrize("text", ["", "<!-- x:begin -->", "<!-- x:begin --><!-- x:end -->" * 2])
def test_a_readme_without_its_marks_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "README.md"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match="needs one pair"):
        report.write_between(path, "x", "table")
    assert path.read_text(encoding="utf-8") == text


def test_chosen_names() -> None:
    assert chosen("", ("a", "b"), "part") == ["a", "b"]
    assert chosen(" b ,", ("a", "b"), "part") == ["b"]
    with pytest.raises(ValueError, match="no part 'c'; there are a, b"):
        chosen("a,c", ("a", "b"), "part")


# --- everyday -----------------------------------------------------------------------------------------------------

EVERYDAY = """\
“Rain is coming,” Ann Lee said. She called it “a flood”.
The “Blue Heron” sank. ‘Stay calm,’ said a spokesman.
“All is well here,” Mr. Cole said.
"""


def judged(content: str, speaker: str, speaker_type: str, mention: str = "", kind: str = "direct") -> Candidate:
    return Candidate(
        at(content, EVERYDAY), kind, bool(speaker), speaker, speaker_type, at(mention, EVERYDAY) if mention else None
    )


CANDIDATES = [
    judged("Rain is coming,", "Ann Lee", "person", "Ann Lee"),
    judged("a flood", "Ann Lee", "person", "She", "mixed"),
    judged("Blue Heron", "", "none", kind="other"),
    judged("Stay calm,", "a spokesman", "unnamed", "a spokesman"),
    judged("All is well here,", "Ann Lee", "person", "Mr. Cole"),
]


def credit(content: str, mention: str = "", name: str | None = None, kind: str = "direct") -> Prediction:
    extents = (at(content, EVERYDAY),)
    return Prediction(extents, at(mention, EVERYDAY) if mention else None, name=name, kind=kind)


def everyday(*predictions: Prediction) -> dict[str, float]:
    article = GoldArticle("everyday", EVERYDAY, ())
    return score_everyday([article], {"everyday": predictions}, {"everyday": CANDIDATES})["everyday"]


def test_everyday_figures_by_hand() -> None:
    figures = everyday(
        credit("“Rain is coming,”", "Ann Lee", "Lee"),  # right, but not the fullest form; marks do not count
        credit("a flood", "She", "Ann Lee"),
        credit("Blue Heron", "Ann Lee", "Ann Lee"),  # nobody says it
        credit("Stay calm,", "a spokesman"),  # no name: the mention decides
        credit("All is well here,", "a spokesman", "a spokesman"),  # the wrong mention and the wrong name
        credit("sank", "Ann Lee", "Ann Lee"),  # no candidate
        credit("called it", "She", "Ann Lee", kind="indirect"),  # not of this measure
    )
    assert (figures["gold"], figures["credits"], figures["found"]) == (4, 6, 1.0)
    assert (figures["spurious"], figures["extra"], figures["nobody"]) == (1, 1, 2)
    assert (figures["end_P"], figures["end_R"]) == (3 / 6, 3 / 4)
    assert figures["end_F"] == pytest.approx(0.6)
    assert figures["who"] == 3 / 4
    assert (figures["he_she"], figures["who_he_she"]) == (1, 1.0)
    assert (figures["single"], figures["who_single"]) == (1, 1.0)
    assert figures["canonical"] == 1 / 3


def test_everyday_counts_what_is_missed_as_wrong() -> None:
    figures = everyday(Prediction((at("Rain is coming,", EVERYDAY),)))  # credited to nobody
    assert [figures[key] for key in ("credits", "found", "end_F", "who", "canonical")] == [0, 0.0, 0.0, 0.0, 0.0]


def test_a_longer_credit_holds_a_whole_utterance_only() -> None:
    assert everyday(credit("“Rain is coming,” Ann Lee said. She called it", name="Ann Lee"))["found"] == 1 / 4
    assert everyday(credit("She called it “a flood”.\nThe", name="Ann Lee"))["found"] == 0


@pytest.fixture
def everyday_corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "everyday"
    (folder / "text").mkdir(parents=True)
    quotes = [
        {
            "start": each.extent[0],
            "end": each.extent[1],
            "kind": each.kind,
            "attributed": each.attributed,
            "speaker": each.speaker,
            "type": each.speaker_type,
            **({"mention": list(each.mention)} if each.mention else {}),
        }
        for each in CANDIDATES
    ]
    for name in ("b_mill", "a_mill"):
        (folder / "text" / f"{name}.txt").write_text(EVERYDAY, encoding="utf-8")
    gold = {name: {"quotes": quotes} for name in ("b_mill", "a_mill")}
    (folder / "gold.json").write_text(json.dumps(gold), encoding="utf-8")
    return folder


def test_read_everyday(everyday_corpus: Path) -> None:
    articles, candidates = read_everyday(everyday_corpus)
    assert [article.name for article in articles] == ["a_mill", "b_mill"]
    assert articles[0].text == EVERYDAY
    assert candidates["a_mill"] == CANDIDATES


def test_everyday_table_in_the_readme(everyday_corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    readme = everyday_corpus / "README.md"
    readme.write_text("<!-- everyday:begin -->\nold\n<!-- everyday:end -->\n", encoding="utf-8")
    monkeypatch.setattr(report, "README", readme)
    options = ["--everyday", str(everyday_corpus), "--unread", "b_", "--systems", "quoteattr", "--write-readme"]
    assert accuracy.main(options) == 0
    rows = readme.read_text(encoding="utf-8").splitlines()[3:-1]
    assert [row.split(" | ")[2:4] for row in rows] == [["partly", "2"], ["yes", "1"], ["no", "1"]]


def test_an_absent_corpus_is_left_out_with_its_reason(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    absent = str(tmp_path / "absent")
    assert accuracy.main(["--polnear", str(corpus), "--everyday", absent, "--systems", "naive"]) == 0
    assert "left out: no everyday corpus in" in capsys.readouterr().err
    assert accuracy.main(["--everyday", absent]) == 2
    assert "its texts are not published" in capsys.readouterr().err


# --- shapes -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("shape", shapes.SHAPES, ids=lambda shape: shape.__name__)
def test_a_shape_has_exactly_its_length(shape: shapes.Shape) -> None:
    assert [len(shape(n)) for n in (0, 1, 7, 1000, 50_000)] == [0, 1, 7, 1000, 50_000]


def test_every_shape_of_the_module_is_listed_once() -> None:
    written = [
        value
        for name, value in vars(shapes).items()
        if callable(value) and getattr(value, "__module__", "") == shapes.__name__ and not name.startswith("_")
    ]
    assert list(shapes.SHAPES) == written


def test_shapes_are_what_they_claim() -> None:
    n = 60_000
    assert set(shapes.only_marks(n)) == set(shapes.MARKS)
    assert [character for character in shapes.never_closed(n) if character in shapes.MARKS] == ["“"]
    assert len(shapes.one_word(n).split()) == 1
    assert shapes.capitals(n).isupper()
    assert set(shapes.he_said(n).split()) == {"he", "said"}
    assert all(len(initial) == 2 and initial.isupper() for initial in shapes.initials(n).split()[:-1])
    assert set(shapes.commas(n)) == {","}
    assert set(shapes.blank_lines(n)) == {"\n"}


def test_nested_marks_nest_and_balance() -> None:
    text = shapes.nested_marks(60_000)
    depth = deepest = 0
    opened = []
    for character in text:
        if character in "“‘":
            opened.append(character)
            depth += 1
        elif character in "”’":
            assert (opened.pop(), character) in {("“", "”"), ("‘", "’")}
            depth -= 1
        deepest = max(deepest, depth)
    assert (depth, deepest) == (0, shapes.DEPTH)


def test_scripts_and_marks_are_mixed() -> None:
    names = {
        unicodedata.name(letter).split()[0] for letter in set(shapes.alternating_scripts(1000)) if letter.isalpha()
    }
    assert {
        "LATIN",
        "CYRILLIC",
        "GREEK",
        "HEBREW",
        "ARABIC",
        "CJK",
        "HANGUL",
        "DEVANAGARI",
        "THAI",
        "ARMENIAN",
    } <= names
    kinds = {unicodedata.category(character) for character in shapes.emoji_and_combining(1000)}
    assert {"So", "Mn", "Me", "Cf", "Sk"} <= kinds  # symbols, two kinds of combining mark, joiner, skin tone


# --- speed --------------------------------------------------------------------------------------------------------


def test_at_least_so_many_words() -> None:
    assert speed.at_least(["a b", "c", "d"], 3) == ["a b", "c"]
    assert speed.at_least(["a b", "c"], 1) == ["a b"]
    with pytest.raises(ValueError, match="no texts"):
        speed.at_least([], 1)


def test_each_round_has_other_texts_as_far_as_they_go() -> None:
    assert speed.samples(["a b", "c"], 2, 3) == [["a b"], ["c", "a b"], ["c", "a b"]]


def test_of_length() -> None:
    assert speed.of_length(["ab", "c"], 9) == "ab\n\nc\n\nab"[:9]


def test_without_a_corpus_the_seed() -> None:
    assert all(speed.read_texts(None))


def test_every_round_runs_every_system_over_every_text() -> None:
    seen: list[str] = []
    pipelines = [Pipeline("one", "One", lambda: seen.append), Pipeline("absent", "Absent", _absent)]
    one, absent = speed.measure_throughput(pipelines, [["a b", "c"], ["d"]])
    assert seen == ["a b", "c", "a b", "c", "d"]  # the first twice, to warm up
    assert one.words_per_second > 0
    assert one.ours is None
    assert absent.missing == "pip install rival"
    assert "| Absent | not installed (pip install rival) |" in speed.Results(3, throughput=[one, absent]).tables()


def test_tables_show_what_was_measured() -> None:
    results = speed.Results(
        words=1000,
        throughput=[speed.Throughput("quoteattr", "quoteattr", 123456.7, 1.0, 0.5)],
        memory_mb=12.3,
        hostile=[speed.Hostile("only_marks", 1_000_000, 1.5, 2.25)],
    )
    tables = results.tables()
    assert "| quoteattr | 123,457 | 1.00 | 0.50 |" in tables
    assert "| peak memory on 10 MB of text, above the text itself | 12 MB |" in tables
    assert "| only marks | 1,000,000 | 1.50 | 2.25 |" in tables
    assert "import" not in tables


def test_ratios_are_medians_within_the_rounds() -> None:
    assert speed._times_as_fast([1.0, 2.0, 4.0], [3.0, 2.0, 8.0]) == 2.0  # of 3, 1 and 2
    assert speed._times_as_fast(None, [1.0]) is None


def test_speed_without_the_given_corpus_exits_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert speed.main(["--polnear", str(tmp_path)]) == 2
    assert "git clone" in capsys.readouterr().err
    assert speed.main(["--parts", "throughput,sleep"]) == 2
    assert "no part 'sleep'" in capsys.readouterr().err


# --- compare ------------------------------------------------------------------------------------------------------


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one commit, which has a benchmark of its own."""
    if shutil.which("git") is None:
        pytest.skip("needs git")
    root = tmp_path / "repository"
    (root / "benchmarks").mkdir(parents=True)
    (root / "benchmarks" / "outdated.py").write_text("", encoding="utf-8")
    (root / "engine.py").write_text("", encoding="utf-8")
    person = ["-c", "user.name=Ann Lee", "-c", "user.email=ann@example.org", "-c", "commit.gpgsign=false"]
    for command in (["init", "--quiet"], ["add", "."], [*person, "commit", "--quiet", "-m", "One"]):
        subprocess.run(["git", *command], cwd=root, check=True)
    monkeypatch.setattr(report, "ROOT", root)
    return root


def test_a_commit_is_checked_out_with_these_benchmarks_and_removed(repository: Path, tmp_path: Path) -> None:
    with compare.checked_out("HEAD", tmp_path) as tree:
        assert (tree / "engine.py").exists()
        assert (tree / "benchmarks" / "compare.py").exists()
        assert not (tree / "benchmarks" / "outdated.py").exists()
    assert not tree.exists()
    listed = subprocess.run(["git", "worktree", "list"], cwd=repository, check=True, capture_output=True, text=True)
    assert len(listed.stdout.splitlines()) == 1


@pytest.mark.usefixtures("repository")
def test_an_unknown_commit_exits_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert compare.main(["HEAD", "--polnear", ".", "nowhere"]) == 2
    assert "no commit 'nowhere'" in capsys.readouterr().err


def test_a_folder_is_copied(tmp_path: Path) -> None:
    (tmp_path / "old" / "quoteattr").mkdir(parents=True)
    (tmp_path / "old" / "quoteattr" / "engine.py").write_text("", encoding="utf-8")
    (tmp_path / "new").mkdir()
    with compare.checked_out(str(tmp_path / "old"), tmp_path / "new") as tree:
        assert (tree / "quoteattr" / "engine.py").exists()
        assert (tree / "benchmarks" / "compare.py").exists()
        assert list((tree / "seeds").glob("*.txt"))
    assert (tmp_path / "old" / "quoteattr" / "engine.py").exists()


def test_trees_take_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def benchmark(tree: Path, name: str, *options: str) -> object:
        asked.append(tree.name)
        return {"throughput": [{"key": "quoteattr", "words_per_second": len(asked)}], "starts_ms": {"start": 2.0}}

    monkeypatch.setattr(compare, "_benchmark", benchmark)
    rounds = compare.speeds([Path("old"), Path("new")], None, 2)
    assert asked == ["old", "new", "new", "old"]
    assert [[figures["words/s quoteattr"] for figures in pair] for pair in rounds] == [[1, 2], [4, 3]]
    assert rounds[0][0]["ms start"] == 2.0


def test_ratios_are_those_within_a_round() -> None:
    old, new, ratios = compare.medians([[{"x": 1.0}, {"x": 2.0}], [{"x": 4.0}, {"x": 4.0}], [{"x": 8.0}, {"x": 24.0}]])
    assert (old["x"], new["x"], ratios["x"]) == (4.0, 4.0, 2.0)


def test_compared_figures() -> None:
    old = {"quoted gold": 10, "quoted end_F": 0.5, "words/s quoteattr": 1000.0, "ms start": 20.0}
    new = {"quoted gold": 10, "quoted end_F": 0.625, "words/s quoteattr": 1500.0, "ms start": 22.0}
    ratios = {"words/s quoteattr": 1.498, "ms start": 1.1}
    assert compare.table(("aaa", "bbb"), old, new, ratios).splitlines()[2:] == [
        "| quoted gold | 10 | 10 | +0 |",
        "| quoted end_F | 0.5000 | 0.6250 | +0.1250 |",
        "| words/s quoteattr | 1,000 | 1,500 | × 1.498 |",
        "| ms start | 20.0 | 22.0 | × 1.100 |",
    ]
