"""Options: checked when they are made, and each does what it says."""

from __future__ import annotations

import pickle
import subprocess
import sys
import time
from copy import deepcopy
from dataclasses import FrozenInstanceError, replace
from typing import Any

import pytest

from quoteattr import Config, ConfigError, QuoteAttrError, QuoteKind, explain, extract_quotes, parse
from quoteattr.choice.candidates import STRUCTURES
from quoteattr.config import PATTERN_TIMEOUT
from quoteattr.rules.order import RULE_NAMES
from tests.gold import quotes, who

OPTIONS = ("rules_off", "cues", "speakers", "skip")
WORDS = {option: tuple(f"w{number}" for number in range(40)) for option in OPTIONS} | {"rules_off": RULE_NAMES}


def test_default_changes_nothing() -> None:
    text = "“It rained,” said Mara Quist, who frobbed that it “poured”."
    assert parse(text, config=Config()) == parse(text)


def test_immutable_hashable_and_equal_by_value() -> None:
    config = Config(cues=("frobbed",))
    assert config == Config(cues=("frobbed",))
    assert len({config, Config(cues=("frobbed",))}) == 1
    with pytest.raises(FrozenInstanceError):
        config.cues = ()  # type: ignore[misc]


@pytest.mark.parametrize("option", OPTIONS)
def test_any_collection_becomes_a_tuple(option: str) -> None:
    values: Any = ["colon"]
    assert getattr(Config(**{option: values}), option) == ("colon",)
    values.append("other")
    words = WORDS[option][:2]
    assert getattr(Config(**{option: iter(words)}), option) == words


@pytest.mark.parametrize("option", OPTIONS)
@pytest.mark.parametrize("value", ["said", b"said", None, 7, [7], [None], (b"said",), {"said": 1}, [object()], str])
def test_wrong_type(option: str, value: Any) -> None:
    with pytest.raises(TypeError, match=rf"^{option}: a tuple of strings is needed"):
        Config(**{option: value})


@pytest.mark.parametrize("option", OPTIONS)
@pytest.mark.parametrize("value", ["", "  ", "\n"])
def test_empty_word(option: str, value: str) -> None:
    with pytest.raises(ConfigError, match=rf"^{option}: an empty string"):
        Config(**{option: (value,)})


def test_unknown_option_is_no_option() -> None:
    with pytest.raises(TypeError):
        Config(rule_off=("colon",))  # type: ignore[call-arg]


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("quote_cue_speakr", "quote_cue_speaker"),
        ("colons", "colon"),
        ("that_clauses", "that_clause"),
        ("accordingto", "according_to"),
    ],
)
def test_unknown_rule_names_the_nearest(name: str, nearest: str) -> None:
    with pytest.raises(ConfigError, match=rf"there is no rule '{name}'; did you mean '{nearest}'\?"):
        Config(rules_off=(name,))


def test_unknown_rule_like_no_other() -> None:
    with pytest.raises(ConfigError, match=r"there is no rule 'zzzzzz'$"):
        Config(rules_off=("zzzzzz",))


def test_rules_are_imported_only_where_one_is_named() -> None:
    code = "import sys; from quoteattr import Config; Config(cues=['frobbed']); print('quoteattr.rules' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_error_is_of_this_package_and_a_value_error() -> None:
    assert issubclass(ConfigError, QuoteAttrError)
    assert issubclass(ConfigError, ValueError)


def test_rules_off() -> None:
    text = "“It rained,” said Mara Quist."
    assert [quote.rule for quote in quotes(text)] == ["quote_cue_speaker"]
    [quote] = quotes(text, config=Config(rules_off=("quote_cue_speaker",)))
    assert quote.rule != "quote_cue_speaker"


def test_all_rules_off_leaves_quotations_without_speaker() -> None:
    [quote] = quotes("“It rained all week,” said Mara Quist.", config=Config(rules_off=(*RULE_NAMES, *STRUCTURES)))
    assert (quote.kind, quote.speaker, quote.rule) == (QuoteKind.DIRECT, None, "")


@pytest.mark.parametrize("text", ["“It rained,” frobbed Mara Quist.", "Mara Quist frobbed: “It rained.”"])
def test_further_cues(text: str) -> None:
    assert who(text, config=Config(cues=("frobbed",))) == [("Mara Quist", "It rained")]


def test_further_cues_are_forgotten() -> None:
    text = "Mara Quist frobbed that the mill would shut."
    assert who(text, indirect=True, config=Config(cues=("frobbed",))) == [("Mara Quist", "the mill would shut")]
    assert who(text, indirect=True) == []


def test_known_speakers() -> None:
    text = "“It rained,” said Quist. “It poured,” said Reed."
    assert who(text, config=Config(speakers=("Mara Quist", "Jon Reed"))) == [
        ("Mara Quist", "It rained"),
        ("Jon Reed", "It poured"),
    ]


def test_known_speakers_who_are_absent_are_credited_with_nothing() -> None:
    article = parse("“It rained,” said Amsel.", config=Config(speakers=("Mara Quist",)))
    assert [speaker.name for speaker in article.speakers] == ["Amsel"]


def test_skip_makes_boilerplate_other() -> None:
    text = "“It rained,” said Mara Quist.\n\n“Sign up here,” said Jon Reed of our newsletter team."
    first, second = quotes(text, config=Config(skip=(r"Sign up \w+",)))
    assert (first.kind, first.rule) == (QuoteKind.DIRECT, "quote_cue_speaker")
    assert (second.kind, second.rule, second.speaker) == (QuoteKind.OTHER, "skipped", None)


def test_skip_of_an_empty_match_skips_nothing() -> None:
    assert quotes("“It rained,” said Mara Quist.", config=Config(skip=("x*",)))[0].kind is QuoteKind.DIRECT


def test_skip_of_a_broken_pattern() -> None:
    with pytest.raises(ConfigError, match=r"skip: '\(' is no regular expression"):
        Config(skip=("(",))


def test_skip_of_a_slow_pattern_is_stopped() -> None:
    text = "“" + "a" * 40 + "!” said Mara Quist."
    with pytest.raises(ConfigError, match=rf"took longer than {PATTERN_TIMEOUT} s"):
        parse(text, config=Config(skip=(r"(a|aa)+$",)))


class Odd(str):
    """A string that is equal to nothing and refuses to be pickled."""

    __hash__ = str.__hash__

    def __eq__(self, other: object) -> bool:
        return False

    def __str__(self) -> str:
        raise ValueError("no words")

    def __reduce__(self) -> Any:
        raise ValueError("this string stays at home")


@pytest.mark.parametrize("option", OPTIONS)
def test_strings_of_other_classes_become_plain_ones(option: str) -> None:
    config = Config(**{option: (Odd("colon"),)})
    assert config == Config(**{option: ("colon",)})
    assert parse("“It rained,” said Mara Quist.", config=config).quotes


@pytest.mark.parametrize("option", OPTIONS)
def test_the_order_of_a_set_is_that_of_its_words(option: str) -> None:
    words: Any = set(WORDS[option])
    assert getattr(Config(**{option: words}), option) == tuple(sorted(words))


@pytest.mark.parametrize("changed", [deepcopy, lambda config: pickle.loads(pickle.dumps(config)), replace])
def test_copies_are_equal_and_work(changed: Any) -> None:
    config = Config(rules_off=("colon",), cues=("frobbed",), speakers=("Mara Quist",), skip=(r"x\w+",))
    copy = changed(config)
    assert (copy, hash(copy), repr(copy)) == (config, hash(config), repr(config))
    text = "“It xained,” frobbed Quist."
    assert parse(text, config=copy) == parse(text, config=config)


@pytest.mark.parametrize("value", ["frobbed off", ",", "“", "…", "3", "frobbed,", "@frobbed", "frobb’d", "\ud800", "-"])
def test_a_cue_that_no_text_could_match(value: str) -> None:
    with pytest.raises(ConfigError, match=r"^cues: .* is no single word"):
        Config(cues=(value,))


@pytest.mark.parametrize("value", ["co-wrote", "Frobbed", " frobbed ", "zitierte", "précisé", "précise\u0301"])
def test_a_cue_may_be_any_word(value: str) -> None:
    assert who(f"“It rained,” {value.strip().lower()} Mara Quist.", config=Config(cues=(value,))) == [
        ("Mara Quist", "It rained")
    ]


@pytest.mark.parametrize("value", ["...", "—", "3", "“”", "\ud800"])
def test_a_speaker_without_letters(value: str) -> None:
    with pytest.raises(ConfigError, match=r"^speakers: .* is no name$"):
        Config(speakers=(value,))


@pytest.mark.parametrize(
    "options",
    [{"rules_off": ("c" * 10**6,)}, {"cues": ("c " * 10**6,)}, {"speakers": ("." * 10**6,)}, {"skip": ("(" * 900,)}],
)
def test_a_message_repeats_little(options: dict[str, Any]) -> None:
    with pytest.raises(ConfigError) as caught:
        parse("", config=Config(**options))
    assert len(str(caught.value)) < 250


def test_an_unknown_option_of_any_length_is_told_in_short() -> None:
    for call in (parse, extract_quotes, explain):
        with pytest.raises(ConfigError, match="there is no option 'indirectt'; did you mean 'indirect'") as caught:
            call("", indirectt=True)
        with pytest.raises(ConfigError, match="there is no option 'iii") as caught:
            call("", **{"i" * 10**6: True})
        assert len(str(caught.value)) < 250


def test_skip_of_a_pattern_nested_too_deep() -> None:
    with pytest.raises(ConfigError, match=r"^skip: '\(\(\(.*… is no regular expression"):
        Config(skip=("(" * 10_000,))


@pytest.mark.parametrize(
    ("pattern", "told"),
    [
        ("(?R)?a", r"calls itself or a group of its own \(\(\?R\)\)"),
        ("(a(?1)?b)", "calls itself"),
        ("(?P<mill>a(?&mill)?)", "calls itself"),
        ("(){1000000000}", "repeats a part 1000000000 times"),
        ("a{5,20000}", "repeats a part 20000 times"),
        ("a{99999999999999999999}", "repeats a part"),
        ("((a{100})+b{3}){101}", "repeats a part 10100 times"),
        ("(?:(?:x?){1000}){1000}", "repeats a part 1000000 times"),
        ("|".join(map(str, range(200_000))), "is a pattern of 1288889 characters"),
    ],
    ids=lambda value: value[:20],
)
def test_skip_refuses_a_pattern_without_bounds_at_once(pattern: str, told: str) -> None:
    started = time.process_time()
    with pytest.raises(ConfigError, match=told):
        Config(skip=(pattern,))
    assert time.process_time() - started < 0.5


@pytest.mark.parametrize(
    "pattern",
    [
        r"\(\?R\)",
        "[(?R)]",
        "[]{99999}]",
        r"\{99999}",
        "{99999",
        "(?:a{100}|b{100}){100}",
        "a{100}b{100}c{100}",
        r"\d{4}-\d{2}",
        "(?:mill){e<=1}",
        "(?<=a)b(?=c)",
        ")".join(["(a"] * 5) + ")",
    ],
)
def test_skip_takes_what_only_looks_so(pattern: str) -> None:
    Config(skip=(pattern,))


def test_skip_compiles_each_pattern_once(monkeypatch: pytest.MonkeyPatch) -> None:
    config = Config(skip=tuple(f"x{number}" for number in range(600)))  # more than the cache of regex holds
    for name in [name for name in sys.modules if name.partition(".")[0] == "regex"]:  # its modules change names
        for function in ("compile", "_compile"):
            monkeypatch.setattr(sys.modules[name], function, None, raising=False)
    assert quotes("“It rained,” said Mara Quist of x7.", config=config)


@pytest.mark.parametrize("pattern", [r"\w", r"\w+", ".", "(?s:.)+", r"(?<=“)It|rain|ed", "“"])
def test_skip_asks_of_each_quotation_only_what_is_near(pattern: str) -> None:
    def comparisons(times: int) -> int:
        count = 0

        def counted(_frame: object, event: str, _arg: object) -> Any:
            nonlocal count
            count += event == "line"
            return counted

        before = sys.gettrace()
        sys.settrace(counted)
        try:
            parse("“It rained all week,” said Mara Quist. " * times, config=Config(skip=(pattern,)))
        finally:
            sys.settrace(before)
        return count

    parse("“It rained,” said Mara Quist.")
    assert comparisons(160) <= 2.2 * comparisons(80)


def test_skip_patterns_may_overlap() -> None:
    text = "“It rained,” said Mara Quist. “It poured,” said Jon Reed. “It stopped,” said Amsel."
    found = quotes(text, config=Config(skip=("It rained.*?Quist", "rain", "said Mara", "ed,” said J", "Amsel")))
    assert [quote.rule for quote in found] == ["skipped", "skipped", "quote_cue_speaker"]


def test_a_long_text_has_more_time() -> None:
    text = "“It rained,” said Mara Quist. " + "It poured. " * 10**5
    with pytest.raises(ConfigError, match=rf"took longer than {2 * PATTERN_TIMEOUT} s"):
        parse(text + "a" * 40 + "!", config=Config(skip=(r"(a|aa)+$",)))


def test_language_of_the_package() -> None:
    assert Config().language == "en"
    assert Config(language=Odd("en")) == Config()


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("eng", "there is no language 'eng'; did you mean 'en'?; there are en; a folder of lists is a path"),
        ("zz", "there is no language 'zz'; there are en; a folder"),
        ("", "there is no language ''"),
        ("data", "there is no language 'data'"),
        ("../view", "'../view' is no folder"),
        ("no/such/folder", "'no/such/folder' is no folder"),
        ("no/\0", r"'no/\x00' is no folder"),
        ("no/\ud800", r"'no/\ud800' is no folder"),
    ],
)
def test_unknown_language(language: str, told: str) -> None:
    with pytest.raises(ConfigError) as caught:
        Config(language=language)
    assert str(caught.value).startswith(f"language: {told}")


@pytest.mark.parametrize("value", [None, 7, b"en", ("en",)])
def test_language_that_is_no_string(value: Any) -> None:
    with pytest.raises(TypeError, match=r"^language: a string is needed, not "):
        Config(language=value)
