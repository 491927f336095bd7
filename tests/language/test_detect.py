"""The language of an article: as it states it, else as its words show, else unknown."""

from __future__ import annotations

import pytest

from seedkit.language.detect import detected
from seedkit.language.lexicon import LANGUAGES
from seedkit.pipeline import compile_text

TEXTS = {
    "cs": (
        "Než začnete, vypněte vodu. Potom povolte matici, která je pod dřezem, "
        "a postavte kbelík tak, aby do něj tekla voda z trubky, a je to."
    ),
    "de": "Drehen Sie das Wasser ab, bevor Sie die Mutter lösen. Stellen Sie einen Eimer unter das Rohr, damit nichts nass wird.",
    "en": "Turn off the water before you loosen the nut. Put a bucket under the pipe so that the floor is dry.",
    "es": "Cierre el agua antes de aflojar la tuerca. Ponga un cubo debajo del tubo para que no se moje el suelo.",
    "fa": "پیش از باز کردن مهره آب را ببندید و یک سطل زیر لوله بگذارید تا کف آشپزخانه خیس نشود. این کار برای شما آسان است.",
    "fr": (
        "Coupez l’eau avant de desserrer l’écrou. Placez un seau sous le tuyau "
        "pour que le sol reste sec, et gardez une serpillière avec vous."
    ),
    "id": "Tutup keran air sebelum mur itu dilepas. Letakkan ember di bawah pipa agar lantai tidak basah dan licin.",
    "it": "Chiudi l’acqua prima di allentare il dado. Metti un secchio sotto il tubo, così il pavimento non si bagna.",
    "ja": "ナットをゆるめる前に水を止めます。床がぬれないように、パイプの下にバケツを置きます。",
    "ko": "너트를 풀기 전에 물을 잠그십시오. 바닥이 젖지 않도록 관 아래에 양동이를 놓으십시오.",
    "nl": "Draai het water dicht voordat je de moer losmaakt. Zet een emmer onder de buis, dan is de vloer niet nat.",
    "pl": (
        "Zakręć wodę, zanim odkręcisz nakrętkę. Postaw wiadro pod rurą, "
        "aby nie zalać podłogi, i sprawdź, czy woda nie płynie na podłogę."
    ),
    "pt": "Feche a água antes de soltar a porca. Ponha um balde debaixo do cano para que o chão não se molhe.",
    "ru": (
        "Перекройте воду, прежде чем откручивать гайку. Поставьте ведро под трубу, "
        "чтобы пол не намок, и проверьте, как это сделано и не течёт ли вода из трубы."
    ),
    "sv": "Stäng av vattnet innan du lossar muttern. Ställ en hink under röret så att golvet inte blir vått, och torka sedan.",
    "uk": (
        "Перекрийте воду, перш ніж відкручувати гайку. Поставте відро під трубу, "
        "щоб підлога не намокла, і перевірте, як це зроблено та чи не тече вода з труби."
    ),
    "zh": "松开螺母之前，先关掉水。在管子下面放一个水桶，这样地板就不会湿了。",
}


def test_every_language_has_its_sample() -> None:
    assert TEXTS.keys() == LANGUAGES.keys()


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_few_sentences_show_their_language(code: str) -> None:
    assert detected(TEXTS[code]) == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12 34 56",
        "Lorem ipsum dolor sit amet, consectetur adipiscing elit.",
        "Hamarosan elkészül a leves. Vágd fel a hagymát, és pirítsd meg olajon, majd öntsd fel vízzel.",
        "Kapatmadan önce suyu kesin. Somunu gevşetin ve borunun altına bir kova koyun.",
        "Odun kesmek icin balta, testere, kama.",
        "Bash zsh fish",
    ],
)
def test_what_is_in_no_known_language_is_not_guessed(text: str) -> None:
    assert detected(text) is None


def test_two_languages_in_equal_parts_are_none() -> None:
    assert detected("Der Hund und die Katze, das ist nicht mit im Haus. The dog and the cat is not in this with you.") is None


@pytest.mark.parametrize(
    ("text", "format", "language"),
    [
        (f'<html lang="pt-BR"><body><p>{TEXTS["de"]}</p></body></html>', "html", "pt-BR"),
        (f"<!doctype html><html class=x LANG=fr><p>{TEXTS['en']}", "html", "fr"),
        (f"<html><body><p>{TEXTS['it']}</p></body></html>", "html", "it"),
        (f"---\ntitle: Wasser\nlang: de_AT\n---\n\n{TEXTS['en']}\n", "markdown", "de-AT"),
        (f'+++\nlanguage = "nl"\n+++\n\n{TEXTS["en"]}\n', "markdown", "nl"),
        (f"---\nlanguage: German\n---\n\n{TEXTS['de']}\n", "markdown", "de"),
        (f"{TEXTS['es']}\n\nlang: de\n", "markdown", "es"),
        (f"lang: de\n\n{TEXTS['sv']}\n", "text", "sv"),
        ("12\n", "text", None),
    ],
)
def test_what_an_article_states_comes_first(text: str, format: str, language: str | None) -> None:
    assert compile_text(text, "article", format).document.source.language == language


def test_only_the_beginning_is_looked_at() -> None:
    assert detected(TEXTS["ko"] * 400 + TEXTS["en"] * 4000) == "ko"
