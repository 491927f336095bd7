"""The encoding of bytes that are not Unicode and state no encoding: the best of a table of candidates, deterministically.

A candidate is scored by its non-ASCII characters, which its languages use often, rarely or never, by lower case before upper case,
and by how many words are among the most common ones of a language. Work is bounded: a sample is scored.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from typing import NamedTuple

_SAMPLE_BYTES = 1 << 12
_FALLBACK = "cp1252"


class _Language(NamedTuple):
    """What a language uses besides ASCII: its common and rare letters, lower case, and its most common words."""

    common: frozenset[str]
    rare: frozenset[str]
    words: frozenset[str]


def _language(common: str, rare: str, words: str) -> _Language:
    return _Language(frozenset(common + common.upper()), frozenset(rare + rare.upper()), frozenset(words.split()))


_LANGUAGES = {
    "en": _language(
        "", "éèêçïñ",
        "the of and to a in is it you that for on with as are be your this or at have not from can if",
    ),
    "fr": _language(
        "éèàêç", "ùâîôûëïüœæÿ",
        "de la le et les des en un une du à est pour que dans qui pas sur au par vous avec ne se ou il",
    ),
    "de": _language(
        "äöüß", "éàè",
        "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an sie wird oder",
    ),
    "es": _language("áéíóúñ", "ü¿¡ç", "de la que el en y a los se del las un por con no una su para es al lo como más o si"),
    "pt": _language("ãçáéóí", "êõâúôàü", "de a o que e do da em um para é com não uma os no se na por mais as dos como ou"),
    "it": _language("àèéìòù", "î", "di e il la che in a per un è non con una si del i le da al nel sono come più o"),
    "nl": _language("ëéï", "öüèêó", "de van het een en in is dat op te zijn met voor niet aan er om als ook maar of je bij"),
    "sv": _language("åäö", "éüàø", "och att det i som en på är av för med till den har de inte om ett kan du eller"),
    "da": _language("æøå", "éöäü", "og i at det er en til af på som for med de den der ikke et har kan du eller"),
    "is": _language("ðþáíóéúýæö", "äøå", "og að í er á sem það til við um en af var með ekki fyrir"),
    "pl": _language("ąęłóśżćźń", "é", "i w na z do się nie to że jest o jak po od za przez dla są lub oraz"),
    "cs": _language("áíéěščřžýů", "úťďňó", "a v na se je že to s z do o i k za pro po jako jsou ale nebo by"),
    "hu": _language("áéíóöőúüű", "", "a az és hogy nem is egy van ez meg de csak mint már vagy ha kell"),
    "ro": _language("ăâîşţ", "șț", "de și în a la nu cu pe să este o un din care mai sau şi să ce pentru"),
    "hr": _language("čćđšž", "", "i u je na se da za su s od ne kao ili te iz do to"),
    "tr": _language("çğıöşüİ", "âîû", "ve bir bu için ile de da ne çok daha olarak en gibi olan var veya"),
    "lt": _language("ąčęėįšųūž", "", "ir kad į iš yra su tai kaip ne ar bet už nuo jei"),
    "lv": _language("āčēģīķļņšūž", "ōŗ", "un ir no ar uz par tas kas lai vai ka bet kā"),
    "ru": _language(
        "оеаинтсрвлкмдпуяыьгзбчйх", "жшюцщэфъё",
        "и в не на что с по как а для из это или от до к у о все за но если же",
    ),
    "uk": _language("оаинтвреіслкмудпзяьбгйчхї", "жшюцщєфґ’", "і в не на що з по як а для із це або від до та у за є але якщо"),
    "bg": _language("аеиотнрсвдлкпмзяуъбгщчйц", "жхшюьф", "и на да в за се от не с по като е са или а до при"),
    "el": _language(
        "αοιετνσηρπκςμλυωάίόέήύώ", "θγδχφβξζψϊϋΐΰ",
        "και το να του η της με που για την από τα στο ο οι τον δεν είναι θα σε ή",
    ),
    "he": _language("אבגדהוזחטיכלמנסעפצקרשתםןףךץ", "", "של את על לא זה עם או גם כל אם היא הוא אל"),
    "ar": _language("ابتثجحخدذرزسشصضطظعغفقكلمنهويةىأإآءئؤ", "،؛؟", "في من على أو لا إلى أن هذا مع عن ما"),
    "th": _language("กขคงจชซญณดตถทธนบปผพฟภมยรลวศษสหอะาิีึืุูเแโใไ็่้์ั", "ฆฉฌฎฏฐฑฒฝฬฮำ๐๑๒๓๔๕๖๗๘๙", ""),
}  # fmt: skip


class _Encoding(NamedTuple):
    """A candidate, its languages, and the handicap that counts against it as a rare one."""

    name: str
    languages: tuple[str, ...]
    handicap: float = 0.0


_WESTERN = ("en", "fr", "de", "es", "pt", "it", "nl", "sv", "da", "is")
_CENTRAL = ("pl", "cs", "hu", "ro", "hr")
# In order of preference.
_SINGLE = (
    _Encoding("cp1252", _WESTERN),
    _Encoding("cp1250", _CENTRAL, 0.1),
    _Encoding("iso8859-2", _CENTRAL, 0.15),
    _Encoding("cp1251", ("ru", "uk", "bg")),
    _Encoding("koi8-r", ("ru",), 0.05),
    _Encoding("koi8-u", ("uk",), 0.1),
    _Encoding("cp1253", ("el",), 0.1),
    _Encoding("cp1254", ("tr",), 0.1),
    _Encoding("cp1257", ("lt", "lv"), 0.2),
    _Encoding("cp1255", ("he",), 0.1),
    _Encoding("cp1256", ("ar",), 0.1),
    _Encoding("cp874", ("th",), 0.1),
    _Encoding("cp866", ("ru",), 0.2),
)
# Variants of one encoding, the narrow one first: the one that decodes the sample without error is scored.
_DOUBLE = (("shift-jis", "cp932"), ("euc-jp",), ("euc-kr", "cp949"), ("gb18030",), ("big5", "cp950"))
# The lead bytes of the characters that a standard lists as common; Korean is written without any today.
_FIRST_LEVEL = {
    "shift-jis": (0x88, 0x97), "cp932": (0x88, 0x97), "euc-jp": (0xB0, 0xCF), "gb18030": (0xB0, 0xD7), "big5": (0xA4, 0xC6),
    "cp950": (0xA4, 0xC6), "euc-kr": (0, 0), "cp949": (0, 0),
}  # fmt: skip
_KANJI = frozenset("日一人大年中会国本上分出行時気生間手前後見入水火加作方小用物食切度使長高家場合自")
_SIMPLIFIED = frozenset(
    "的一是了不在有人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面"
    "而方后多定行学法所民得经十三之进着等部度家电里如水化高自二理起小物加把放好先再将入"
)
_TRADITIONAL = frozenset(
    "的一是了不在有人這中大為上個國我以要他時來用們生到作地於出就分對成會可主發年動同工也能下過子說產種面"
    "而方後多定行學法所民得經十三之進著等部度家電裡如水化高自二理起小物加把放好先再將入"
)
_HANGUL = frozenset("이다의는에고을가를한은로기하지사도자리어그서아인나시대니라수으스만일정들전해부여과와게요보면상")
_FREQUENT = {
    "shift-jis": _KANJI, "cp932": _KANJI, "euc-jp": _KANJI, "gb18030": _SIMPLIFIED, "big5": _TRADITIONAL, "cp950": _TRADITIONAL,
    "euc-kr": _HANGUL, "cp949": _HANGUL,
}  # fmt: skip
_PUNCTUATION = frozenset("“”‘’„‚–—…«»‹›°€£©®™§½¼¾·•¿¡ºª´×²³µ†\xa0\xad")
_WIDE_PUNCTUATION = frozenset("、。「」『』（）！？：；，《》〈〉【】・ー～〜…—“”‘’　％")
_ASCII = dict.fromkeys(range(128))
_WORDS = 2.0
"""The score of a text of nothing but common words; a common letter scores 1."""
_WORD = re.compile(r"[^\W\d_]+")
# A capital after a small letter, letters of two scripts next to each other.
_BREAK = re.compile(r"[a-zß-ÿā-ſά-ώа-џ][A-ZÀ-ÞΑ-ΩЀ-Я]|[A-Za-z][\u0370-\u06ff]|[\u0370-\u06ff][A-Za-z]")


def detect(data: bytes) -> str:
    """Return the name of the most likely encoding of ``data``, which is not Unicode; any bytes are accepted."""
    sample = _sample(data)
    best, most = _FALLBACK, 0.0
    for encoding in _SINGLE:
        score = _single(sample.decode(encoding.name, "replace"), encoding, most)
        if score > most:
            best, most = encoding.name, score
    for variants in _DOUBLE:
        name, text = next(((name, text) for name in variants if (text := _decoded(sample, name)) is not None), ("", ""))
        score = _double(text, name)
        if score > most:
            best, most = name, score
    return best


def _sample(data: bytes) -> bytes:
    """Return the lines of ``data`` that are not ASCII, from the first on."""
    lines: list[bytes] = []
    size = 0
    for line in data.splitlines(keepends=True):
        if not line.isascii():
            lines.append(line[:_SAMPLE_BYTES])
            size += len(lines[-1])
            if size >= _SAMPLE_BYTES:
                break
    return b"".join(lines)


def _decoded(sample: bytes, name: str) -> str | None:
    """Return the sample as text, without a character cut off at its end; ``None`` if it is not valid in that encoding."""
    try:
        return codecs.getincrementaldecoder(name)().decode(sample)
    except UnicodeDecodeError:
        return None


def _single(text: str, encoding: _Encoding, most: float) -> float:
    """Return how likely a text is in the best-matching language of an encoding; a score below ``most`` may be too high."""
    characters = Counter(text.translate(_ASCII))
    total = max(characters.total(), 1)
    letters = {
        name: sum(count * _weight(character, _LANGUAGES[name]) for character, count in characters.items()) / total
        for name in encoding.languages
    }
    best = max(letters.values()) - encoding.handicap
    if best + _WORDS <= most:
        return best
    words = Counter(_WORD.findall(text.lower()))
    size = max(sum(len(word) * count for word, count in words.items()), 1)
    breaks = len(_BREAK.findall(text)) / total
    return max(
        score + _WORDS * sum(len(word) * words[word] for word in _LANGUAGES[name].words) / size - breaks - encoding.handicap
        for name, score in letters.items()
    )


def _weight(character: str, language: _Language) -> float:
    if character in language.common:
        return 1.0
    if character in language.rare:
        return 0.5
    if character in _PUNCTUATION:
        return 0.9
    return -3.0 if character == "\ufffd" or "\x80" <= character < "\xa0" else -1.0


def _double(text: str, name: str) -> float:
    """Return how likely a text is in an East Asian language, on the scale of single-byte encodings."""
    characters = Counter(text.translate(_ASCII))
    return sum(count * _wide_weight(character, name) for character, count in characters.items()) / max(characters.total(), 1)


def _wide_weight(character: str, name: str) -> float:
    if character in _FREQUENT[name]:
        return 2.5
    if character in _WIDE_PUNCTUATION:
        return 1.0
    if "\u3041" <= character <= "\u30fe":
        return 1.2 if _FREQUENT[name] is _KANJI else -0.5
    if "\uac00" <= character <= "\ud7a3":
        return 0.7
    if "\u4e00" <= character <= "\u9fff":
        low, high = _FIRST_LEVEL[name]
        return 0.5 if low <= character.encode(name)[0] <= high else -0.5
    return -1.0
