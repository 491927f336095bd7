"""Words as data: one TOML file per language, loaded once, chosen by ``lexicon_for`` and passed down from there."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from itertools import product
from types import MappingProxyType
from typing import Any, NamedTuple, Protocol


class Lexicon:
    """The words of one language that indicate structure. All are lower case. See the comments in the TOML file.

    It is made by ``lexicon_from`` and never changed. It is no dataclass: defining one with so many fields takes longer than reading
    the file.
    """

    language: str
    numbers: Mapping[str, int]
    number_scales: Mapping[str, int]
    number_joiners: tuple[str, ...]
    ordinals: Mapping[str, int]
    months: Mapping[str, int]
    weekdays: tuple[str, ...]
    number_words: tuple[str, ...]
    number_signs: tuple[str, ...]
    numbered_words: frozenset[str]
    ordinal_openings: tuple[str, ...]
    ordinal_counters: tuple[str, ...]
    total_words: tuple[str, ...]
    page_words: tuple[str, ...]
    group_kinds: Mapping[str, tuple[str, ...]]
    faq_headings: tuple[str, ...]
    asking_back: frozenset[str]
    question_signs: tuple[str, ...]
    answer_signs: tuple[str, ...]
    question_labels: frozenset[str]
    answer_labels: frozenset[str]
    conclusion_headings: tuple[str, ...]
    conclusion_openings: tuple[str, ...]
    residue: Mapping[str, tuple[str, ...]]
    residue_openings: Mapping[str, tuple[str, ...]]
    residue_endings: Mapping[str, tuple[str, ...]]
    related_lists: frozenset[str]
    networks: frozenset[str]
    announced: Mapping[str, tuple[str, ...]]
    related_openings: tuple[str, ...]
    units: frozenset[str]
    announcements: tuple[str, ...]
    sequence_openings: tuple[str, ...]
    commands: tuple[str, ...]
    imperatives: frozenset[str]
    imperative_endings: tuple[str, ...]
    no_imperatives: frozenset[str]
    instruction_endings: tuple[str, ...]
    no_step_headings: frozenset[str]
    step_headings: frozenset[str]
    material_headings: frozenset[str]
    material_nouns: frozenset[str]
    material_fillers: frozenset[str]
    material_phrases: tuple[str, ...]
    following_words: frozenset[str]
    purpose_words: tuple[str, ...]
    infinitive_marks: frozenset[str]
    measures: tuple[str, ...]
    vague_amounts: tuple[str, ...]
    amount_phrases: tuple[str, ...]
    amount_joiners: tuple[str, ...]
    approximations: tuple[str, ...]
    range_words: tuple[str, ...]
    halves: tuple[str, ...]
    half_more: tuple[str, ...]
    articles: tuple[str, ...]
    ones: tuple[str, ...]
    of_words: tuple[str, ...]
    duration_units: Mapping[str, int]
    duration_labels: Mapping[str, tuple[str, ...]]
    duration_endings: frozenset[str]
    duration_openings: frozenset[str]
    yield_labels: tuple[str, ...]
    yield_nouns: frozenset[str]
    sample_verbs: frozenset[str]
    sample_gerunds: frozenset[str]
    sample_gerund_openings: frozenset[str]
    sample_verb_bars: frozenset[str]
    sample_infinitive_openings: frozenset[str]
    sample_judgments: frozenset[str]
    sample_selves: frozenset[str]
    sample_label_nouns: frozenset[str]
    sample_pointers: tuple[str, ...]
    sample_headings: tuple[str, ...]
    sample_heading_nouns: frozenset[str]
    sample_denials: tuple[str, ...]
    sample_strangers: frozenset[str]
    first_person: frozenset[str]
    second_person: frozenset[str]
    courtesies: frozenset[str]
    self_questions: tuple[str, ...]
    sample_labels: frozenset[str]
    sample_names: frozenset[str]
    sample_wording_labels: frozenset[str]
    sample_nouns: tuple[str, ...]
    sample_copulas: tuple[str, ...]
    sample_likenesses: tuple[str, ...]
    sample_patterns: tuple[str, ...]
    sample_warnings: tuple[str, ...]
    sample_warning_words: frozenset[str]
    sample_swaps: tuple[str, ...]
    sample_contrasts: frozenset[str]
    sample_joiners: frozenset[str]
    sample_bars: tuple[str, ...]
    warning_signs: tuple[str, ...]
    approving_signs: tuple[str, ...]
    sample_reports: tuple[str, ...]
    sample_parties: tuple[str, ...]
    sample_readers: frozenset[str]
    sample_collections: frozenset[str]
    sample_collecting: frozenset[str]
    sample_examples: frozenset[str]
    sample_party_verbs: tuple[str, ...]
    sample_saying: tuple[str, ...]
    sample_mentions: tuple[str, ...]
    sample_mentioned: tuple[str, ...]
    postscripts: tuple[str, ...]
    channels: Mapping[str, tuple[str, ...]]
    subject_labels: tuple[str, ...]
    greetings: tuple[str, ...]
    sign_offs: tuple[str, ...]
    bylines: tuple[str, ...]
    date_labels: Mapping[str, tuple[str, ...]]
    reading_minutes: tuple[str, ...]
    reading_words: tuple[str, ...]
    reading_labels: tuple[str, ...]
    reading_openings: tuple[str, ...]
    credits: tuple[str, ...]
    credit_words: tuple[str, ...]
    credit_joiners: tuple[str, ...]
    month_first: tuple[str, ...]
    day_endings: tuple[str, ...]
    day_joiners: tuple[str, ...]
    year_endings: tuple[str, ...]
    time_joiners: tuple[str, ...]
    halves_of_day: tuple[str, ...]
    name_words: frozenset[str]
    joining_words: tuple[str, ...]
    following_phrases: tuple[str, ...]
    pointing_words: tuple[str, ...]
    wording_words: frozenset[str]
    function_words: frozenset[str]
    unfinished_words: frozenset[str]
    going_on_words: frozenset[str]
    finite_verbs: frozenset[str]
    personal_words: frozenset[str]
    participle_endings: tuple[str, ...]
    usual_headings: tuple[str, ...]
    plural_endings: tuple[str, ...]
    singular_endings: tuple[str, ...]
    stops: frozenset[str]
    how_to: tuple[str, ...]
    how_to_endings: tuple[str, ...]
    opening_words: tuple[str, ...]
    closing_words: tuple[str, ...]
    placeholders: tuple[str, ...]
    slot_names: frozenset[str]
    slot_openings: frozenset[str]


class Language(NamedTuple):
    """A language that has a lexicon: its English name, and the frequent words and letters that distinguish it from the others.

    In a script without spaces a word is a single character.
    """

    name: str
    frequent: str
    letters: str = ""


LANGUAGES: Mapping[str, Language] = MappingProxyType(
    {
        "cs": Language(
            "Czech", "a v na se je že s z do o k i jako si pro jsou nebo aby pokud které která který ve po za může", "řěů"
        ),
        "de": Language(
            "German", "der die und das ist nicht mit ein eine sie den zu auf für von im dem des sich es ich du wenn oder"
        ),
        "en": Language(
            "English", "the and of to you that it with for your are this be not can have from if will was when they which"
        ),
        "es": Language("Spanish", "el los las y que del por para en su al se lo más como esta puede la una un con de a si", "¿ñ"),
        "fa": Language("Persian", "و در به از که این را با است برای آن یک تا خود بر های می شما یا کنید شود هم اگر"),
        "fr": Language("French", "le les et des est une un du dans pour que vous qui pas sur au avec ce la l d ou en de à"),
        "id": Language(
            "Indonesian", "yang dan di untuk dengan dari pada ini tidak anda dalam ke atau akan jika adalah dapat itu bisa"
        ),
        "it": Language("Italian", "il di che per della non sono i gli del è le nel alla come più questo anche la una un con se"),
        "ja": Language("Japanese", "の は を に が で と た も し て る ま す ん こ そ ら り"),
        "ko": Language("Korean", "을 를 은 는 이 가 에 의 고 다 하 한 로 있 니 습 시 수 및"),
        "nl": Language("Dutch", "de het een en van is niet dat je op te met voor zijn aan er om u als bij kan ook deze wordt"),
        "pl": Language(
            "Polish", "i w na się z nie do to jest że o jak po od dla lub aby przez są co jeśli można oraz który", "łąęśżń"
        ),
        "pt": Language("Portuguese", "o os do da e não para uma em com um que no na você se as dos por ou é ao de a", "ãõ"),
        "ru": Language("Russian", "и в не на что с по для это как из вы или а от если к но при чтобы можно его у", "ыэё"),
        "sv": Language("Swedish", "och att det som är en på för med inte den av till om ett du kan har i de eller från så"),
        "uk": Language("Ukrainian", "і в не на що з для це та як ви або від якщо до є про й у при щоб можна ваш", "іїєґ"),
        "zh": Language("Chinese", "的 了 是 在 和 不 有 这 您 你 我 个 到 中 要 以 为 可 上 会 就 或 与"),
    }
)
"""The languages that have a lexicon, by BCP 47 primary tag. A language is one row here and one file ``CODE.toml`` next to it."""

FALLBACK = "en"


def lexicon_for(language: str | None) -> Lexicon:
    """Return the lexicon of a language, a BCP 47 tag such as ``en-GB``; the English one if there is none for it."""
    code = (language or FALLBACK).replace("_", "-").partition("-")[0].lower()
    return _load(code if code in LANGUAGES else FALLBACK)


@cache  # by language, so that all tags of one share their lexicon
def _load(code: str) -> Lexicon:
    return lexicon_from(code, tomllib.loads(resources.files(__package__).joinpath(f"{code}.toml").read_text("utf-8")))


def lexicon_from(code: str, words: Mapping[str, Any]) -> Lexicon:
    """Return a lexicon of ``words``, in the form of a language's TOML file. Lists that it leaves out are empty.

    Raises ``TypeError`` for an unknown key.
    """
    kinds = {name: kind for name, kind in Lexicon.__annotations__.items() if name != "language"}
    unknown = words.keys() - kinds.keys()
    if unknown:
        raise TypeError(f"unknown key in the lexicon of {code}: {', '.join(sorted(unknown))}")
    empty: dict[str, Any] = {name: {} if kind.startswith("Mapping") else [] for name, kind in kinds.items()}
    lexicon = Lexicon()
    vars(lexicon).update({name: _frozen(value, kinds[name]) for name, value in {**empty, **words}.items()}, language=code)
    return lexicon


def _frozen(value: Any, kind: str) -> Any:
    if isinstance(value, dict):
        return MappingProxyType({key: tuple(v) if isinstance(v, list) else v for key, v in value.items()})
    return frozenset(value) if kind.startswith("frozenset") else tuple(value)


class MayOpen(Protocol):
    """A test of what begins at an offset in a text."""

    def __call__(self, text: str, at: int = 0, /) -> bool: ...


def may_open(words: Iterable[str]) -> MayOpen:
    """Return a cheap test that every text passes that begins with one of ``words``, in any case.

    A text that begins with none may pass, too: whether the word ends there is not compared.
    """
    known = {" ".join(word.lower().split()) for word in words}
    size = min([2, *map(len, known)])
    printed: dict[str, tuple[tuple[str, ...], int, bool]] = {}
    for start in {word[:size] for word in known}:
        opened = tuple(sorted(word for word in known if word.startswith(start)))
        reach = 2 * max(map(len, opened))  # characters, some white space between words included
        row = (opened, reach, any(" " in word for word in opened))
        printed |= {"".join(signs): row for signs in product(*((sign, sign.upper()) for sign in start))}

    def passes(text: str, at: int = 0, /) -> bool:
        row = printed.get(text[at : at + size])
        if row is None:
            return False
        opened, reach, spaced = row
        lowered = text[at : at + reach].lower()
        return lowered.startswith(opened) or (spaced and " ".join(lowered.split()).startswith(opened))

    return passes


def one_of(words: Iterable[str]) -> str:
    """Return a pattern that matches one of ``words``, the longest possible, with any whitespace between their parts.

    It matches nothing if there are not words.
    """
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True)) or r"(?!)"
