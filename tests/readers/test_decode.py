"""Bytes to text: Unicode without a mark, encodings that are declared, those that are guessed, and what is not text."""

from __future__ import annotations

import time

import pytest

from seedkit.errors import InputError
from seedkit.pipeline import compile_bytes
from seedkit.readers import READERS
from seedkit.readers.decode import decode

SAMPLES = {
    "french": (
        "cp1252",
        "Laissez reposer la pâte une heure, puis façonnez-la. Où mettre le sel ? Là où ça ne gêne pas, près de l’évier.",
    ),
    "french words": ("cp1252", "Crème brûlée"),
    "german": ("cp1252", "Zuerst die Äpfel schälen. Dann heißes Wasser über die Nüsse gießen und fünf Minuten warten."),
    "spanish": ("cp1252", "¿Cómo se hace? Primero añade el azúcar y después la sal; así quedará más rico."),
    "portuguese": ("cp1252", "Não é difícil: põe a água na panela, junta o feijão e não mexas até amanhã."),
    "english": ("cp1252", "It’s a “good” idea – wait for the water to boil, then you can add the rice and the salt."),
    "swedish": ("cp1252", "Skär löken i små bitar och lägg den på en tallrik. Häll på vattnet så att det inte bränns."),
    "polish": (
        "cp1250",
        "Najpierw obierz jabłka i pokrój je w kostkę. Następnie wlej wrzącą wodę i odczekaj pięć minut, aż będą miękkie.",
    ),
    "polish, unix": ("iso8859-2", "Najpierw obierz jabłka i pokrój je w kostkę. Proszę się nie śpieszyć, aż będą miękkie."),
    "czech": ("cp1250", "Nejprve oloupejte jablka a nakrájejte je na kostičky. Potom přilijte vroucí vodu, než změknou."),
    "hungarian": ("cp1250", "Először hámozd meg az almát, és vágd kockákra. Utána öntsd rá a forró vizet, és várj öt percig."),
    "russian": ("cp1251", "Сначала очистите яблоки и нарежьте их кубиками. Затем влейте кипяток и подождите пять минут."),
    "russian, unix": ("koi8-r", "Сначала очистите яблоки и нарежьте их кубиками. Затем влейте кипяток и подождите пять минут."),
    "ukrainian": ("cp1251", "Спочатку очистіть яблука й наріжте їх кубиками. Потім влийте окріп і зачекайте хвилин зо п’ять."),
    "greek": ("cp1253", "Πρώτα καθαρίστε τα μήλα και κόψτε τα σε κύβους. Έπειτα ρίξτε βραστό νερό και περιμένετε."),
    "turkish": ("cp1254", "Önce elmaları soyun ve küp küp doğrayın. Sonra kaynar suyu dökün ve yumuşayana kadar bekleyin."),
    "latvian": ("cp1257", "Vispirms nomizojiet ābolus un sagrieziet tos kubiņos. Pēc tam pārlejiet ar verdošu ūdeni."),
    "hebrew": ("cp1255", "קודם קלפו את התפוחים וחתכו אותם לקוביות. אחר כך שפכו מים רותחים וחכו חמש דקות."),
    "arabic": ("cp1256", "أولا قشر التفاح وقطعه إلى مكعبات. ثم صب الماء المغلي وانتظر خمس دقائق."),
    "thai": ("cp874", "ปอกแอปเปิ้ลก่อนแล้วหั่นเป็นลูกเต๋า จากนั้นเทน้ำเดือดลงไปแล้วรอห้านาที"),
    "chinese": ("gb18030", "首先把苹果削皮，切成小块。然后倒入开水，等五分钟，直到变软。"),
    "chinese, traditional": ("big5", "首先把蘋果削皮，切成小塊。然後倒入開水，等五分鐘，直到變軟。"),
    "japanese": ("shift-jis", "まずりんごの皮をむいて、小さく切ります。それから熱湯を注ぎ、五分待ちます。"),
    "japanese, unix": ("euc-jp", "まずりんごの皮をむいて、小さく切ります。それから熱湯を注ぎ、五分待ちます。"),
    "japanese, windows": ("cp932", "お茶の入れ方\n\n①お湯を沸かす。\n②茶葉を入れる。"),
    "korean": ("euc-kr", "먼저 사과를 깎아서 작게 자릅니다. 그런 다음 끓는 물을 붓고 오 분 동안 기다립니다."),
}
"""What each is about, the encoding, the text."""


@pytest.mark.parametrize(("encoding", "text"), SAMPLES.values(), ids=SAMPLES)
@pytest.mark.parametrize("times", [1, 60])
def test_encodings_are_guessed(encoding: str, text: str, times: int) -> None:
    source = decode(f"{text}\n\n".encode(encoding) * times, "a.txt", "text")
    assert source.text == f"{text}\n\n" * times
    assert (source.encoding, source.guessed) == (encoding, True)


def test_every_guess_is_reported() -> None:
    found = compile_bytes("Thé glacé\n\nFaire infuser le thé.\n".encode("cp1252"), "a.txt", "text").document.diagnostics
    assert [diagnostic.data for diagnostic in found if diagnostic.rule == "guessed-encoding"] == [{"encoding": "cp1252"}]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize(
    "text", ["Tea", "Tea for two\n\nWait – a minute.\n", "泡茶\r\n\r\n1. 烧水。\n2. 放茶叶。\n", "Чай\n\nЖдать.\n" * 400]
)
def test_unicode_needs_no_mark(encoding: str, text: str) -> None:
    source = decode(text.encode(encoding), "a.txt", "text")
    assert (source.encoding, source.text, source.guessed) == (encoding, text, True)


@pytest.mark.parametrize("text", ["Tea\0 for two\n\nWait.\n", "Tea for two\n\0\nWait.\n", "ünd\n\0\n\0"])
def test_single_nuls_are_kept(text: str) -> None:
    assert decode((text + "Warm the pot. " * 20).encode(), "a.txt", "text").text.startswith(text)


@pytest.mark.parametrize(
    ("declaration", "label", "encoding"),
    [
        ('<meta charset="{}">', "windows-1253", "cp1253"),
        ("<meta http-equiv=Content-Type content='text/html; charset={}'>", "ISO-8859-1", "cp1252"),
        ('<?xml version="1.0" encoding="{}"?>', "mac-roman", "mac-roman"),
        ("<meta charset={}>", "shift_jis", "shift-jis"),
    ],
)
def test_a_page_declares_its_encoding(declaration: str, label: str, encoding: str) -> None:
    text = {"cp1253": "τσάι", "shift-jis": "お茶"}.get(encoding, "Thé")
    page = f"{declaration.format(label)}<p>{text}</p>"
    source = decode(page.encode(encoding), "a.html", "html")
    assert (source.encoding, source.text, source.guessed) == (encoding, page, False)
    assert decode(page.encode(encoding), "a.txt", "text").guessed


@pytest.mark.parametrize("label", ["utf-8", "unicode_escape", "idna", "nonsense", "utf-7", "euc-jp"])
def test_a_declaration_that_is_wrong_is_passed_over(label: str) -> None:
    source = decode(f"<meta charset={label}><p>Le thé glacé est prêt à l'été.".encode("cp1252"), "a.html", "html")
    assert (source.encoding, source.guessed) == ("cp1252", True)


def test_iso_2022_states_itself() -> None:
    source = decode("お茶の入れ方\n".encode("iso2022_jp"), "a.txt", "text")
    assert (source.encoding, source.text, source.guessed) == ("iso2022-jp", "お茶の入れ方\n", False)


def test_damaged_utf_8_stays_utf_8() -> None:
    data = "Häufig fällt Öl über Bühnen. Süße Äpfel fürs Gemüse.\n".encode().replace("ü".encode(), b"\xfc", 1)
    source = decode(data * 3, "a.txt", "text")
    assert (source.encoding, source.guessed, source.text.count("\ufffd")) == ("utf-8", True, 3)


@pytest.mark.parametrize("format", READERS)
@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\n1 0 obj", "a PDF file"),
        (b"PK\x03\x04\x14\x00\x06\x00", "a ZIP archive or an office document"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "an image"),
        (b"{\\rtf1\\ansi Tea}", "an RTF document"),
        (bytes(range(256)) * 4, "binary data"),
        (b"text \0\0\0\1\2\3" * 9, "binary data"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, kind: str, format: str) -> None:
    with pytest.raises(InputError, match=f"^is {kind}, not text"):
        compile_bytes(data, "a.txt", format)


@pytest.mark.parametrize("line", [b"\xe9", b"\xe9" * 1000 + b"\n", b"\xa4\xa2\r", b"<meta charset=" * 9])
def test_time_does_not_grow_with_the_square(line: bytes) -> None:
    begun = time.process_time()
    decode(b"\xe9" + line * (2_000_000 // len(line)), "a.html", "html")
    assert time.process_time() - begun < 5
