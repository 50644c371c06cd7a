"""Every way a text file is encoded, and every way a file is no text."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.errors import InputError
from summarizer.readers import read, read_bytes, read_file
from summarizer.readers.encoding import decode_text

SIMPLIFIED = "本报讯：全年营业收入1476.94亿元，同比增长12.5%，净利润与去年基本持平。\n公司表示，“这只是开始”。\n"
TRADITIONAL = "本報訊：全年營業收入1476.94億元，較去年增長12.5%，淨利潤與去年大致相同。\n公司表示，「這只是開始」。\n"
ENGLISH = "Revenue rose 12.5% to $3.5 billion. “This is only the start,” the company said.\n"


@pytest.mark.parametrize("text", [SIMPLIFIED, ENGLISH], ids=["zh", "en"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "gb18030", "utf-16-le", "utf-16-be"])
def test_simplified_and_english_are_read_in_every_codec(text: str, codec: str) -> None:
    assert decode_text(text.encode(codec), "x")[0] == text


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "big5", "utf-16-le", "utf-16-be"])
def test_traditional_is_read_in_every_codec(codec: str) -> None:
    assert decode_text(TRADITIONAL.encode(codec), "x")[0] == TRADITIONAL


KOREAN = "한국은행은 화요일 기준금리를 2.5%로 0.25%포인트 인하했다. 물가 상승세가 둔화된 데 따른 것이라고 총재는 말했다.\n"
JAPANESE = "日本銀行は火曜日、政策金利を0.5%に引き上げることを決めた。物価の上昇が続いているためで、円が買われた。\n"


@pytest.mark.parametrize("codec", ["euc_kr", "cp949", "johab"])
def test_korean_is_not_taken_for_chinese(codec: str) -> None:
    assert decode_text(KOREAN.encode(codec), "x")[0] == KOREAN


@pytest.mark.parametrize("codec", ["euc_jp", "shift_jis", "cp932"])
def test_japanese_is_not_taken_for_chinese(codec: str) -> None:
    assert decode_text((2 * JAPANESE).encode(codec), "x")[0] == 2 * JAPANESE


def test_gbk_is_read() -> None:
    assert decode_text(SIMPLIFIED.encode("gbk"), "x")[0] == SIMPLIFIED


def test_big5hkscs_is_read() -> None:
    text = "香港嘅茶餐廳喺啲街坊之間好受歡迎，佢哋話「凍檸茶」最好飲，唔使講。\n" * 2
    assert decode_text(text.encode("big5hkscs"), "x")[0] == text


@pytest.mark.parametrize("codec", ["gbk", "gb18030", "utf-16-le"])
def test_a_text_of_figures_with_little_chinese_is_read(codec: str) -> None:
    text = "".join(f"{year} SYSTEM-{year} 1,{year}.50 USD 收入\n" for year in range(1990, 2020))
    assert decode_text(text.encode(codec), "x")[0] == text


def test_western_text_is_read_with_its_currency_signs() -> None:
    text = "The £9m deal (€10.5m) – “a start” – was signed at the café on Tuesday by both sides.\n"
    assert decode_text(text.encode("cp1252"), "x") == (text, "cp1252")


def test_a_torn_last_character_does_not_change_the_encoding() -> None:
    text, codec = decode_text(SIMPLIFIED.encode()[:-6], "x")
    assert codec == "utf-8" and text[:-1] == SIMPLIFIED[: len(text) - 1]


def test_a_mark_that_lies_is_said() -> None:
    with pytest.raises(InputError, match=r"x\.txt: has the byte order mark of utf-16-le"):
        decode_text(b"\xff\xfe\x00\xd8\x00", "x.txt")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n", "a damaged PDF"),
        (b"PK\x03\x04rest", "a zip archive"),
        (b"PK\x03\x04word/rest", "a damaged Word document"),
        (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
        (rb"{\rtf1\ansi Sales rose 12%.}", "a rich text document"),
        (b"<?xml version='1.0'?><rss><title>Sales rose 12%.</title></rss>", "XML"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><rss><title>Sales rose 12%.</title></rss>", "XML"),
        ("<?xml version='1.0'?><!-- x --><rss><title>Sales rose 12%.</title></rss>".encode("utf-16"), "XML"),
        (b"<rss>\n<title>Sales rose 12%.</title>\n</rss>\n", "XML"),
        (b"<?xml version='1.0'?><rss><title>Sales rose 12%.</tit", "XML"),
        (b'[{"text": "Sales rose 12%."}]', "JSON"),
        (random.Random(0).randbytes(4000), "binary|not text"),
        (b"abc\x00\x01\x02\x03def" * 50, "binary"),
    ],
    ids=["pdf", "zip", "docx", "png", "rtf", "xml", "mark", "utf-16", "bare", "torn", "json", "noise", "zeros"],
)
def test_what_is_no_text_is_refused_by_name(data: bytes, what: str) -> None:
    with pytest.raises(InputError, match=rf"^a\.bin: is .*({what})"):
        read_bytes(data, origin="a.bin")


@pytest.mark.parametrize("text", ["<p>Sales rose 12%.</p>", "[1] Sales rose 12%.", "<SPAN> hotels opened.", "{x} Sales rose 12%.", "[" * 100_000])
def test_brackets_in_a_text_make_no_data_of_it(text: str) -> None:
    assert read_bytes(text.encode(), origin="a.txt").text == text


@given(st.binary(max_size=400))
def test_bytes_are_decoded_or_refused(data: bytes) -> None:
    try:
        text, codec = decode_text(data, "x")
    except InputError:
        return
    assert isinstance(text, str) and codec


def test_missing_empty_and_folder_say_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text(" \n\u3000\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"nowhere\.txt: no such file; check the path"):
        read_file(tmp_path / "nowhere.txt")
    with pytest.raises(InputError, match=r"empty\.txt: is empty"):
        read_file(tmp_path / "empty.txt")
    with pytest.raises(InputError, match="is a folder"):
        read_file(tmp_path)
    with pytest.raises(InputError, match="cannot be read"):
        read_file(tmp_path / ("x" * 300))


def test_a_str_is_a_path_when_the_file_exists_or_it_looks_like_one(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(SIMPLIFIED, encoding="utf-8")
    assert read(str(file)).origin == str(file)
    with pytest.raises(InputError, match=r"b\.txt: no such file; did you mean .*a\.txt\?"):
        read(str(tmp_path / "b.txt"))
    assert read(SIMPLIFIED).text == SIMPLIFIED
    with pytest.raises(InputError, match=r"b\.txt: no such file"):
        read(tmp_path / "b.txt")
    with pytest.raises(InputError, match="the text: is empty"):
        read("  ")
