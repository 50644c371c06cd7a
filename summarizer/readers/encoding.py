"""Encoding detection: a byte order mark, then strict UTF-8, then charset-normalizer and rules of our own."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

import regex

from ..errors import InputError
from ..text.scripts import HAN_RUN, count_han
from .extracted_text import ExtractedText

# Longest mark first: UTF-32-LE begins with the mark of UTF-16-LE.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive (Word, Excel, EPUB …)"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (rb"{\rtf", "a rich text document"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
)
# Encodings of Chinese are tried first, alone: among all codecs, some single-byte one nearly always decodes a short
# Chinese text into passable "letters".
_CHINESE = ["gb18030", "big5", "big5hkscs", "utf_16_le", "utf_16_be"]
# Characters absent from written text: controls other than tab, line and page breaks and the DOS end of file.
_CONTROL = regex.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f\uFFFE\uFFFF]")
_LETTER = regex.compile(r"\p{L}")
_HANGUL = regex.compile(r"\p{Hangul}")
_KANA = regex.compile(r"[\u3041-\u30ff]")
_FIRST_IDEOGRAPH = "\u4e00"
# Labels that files carry, and the codecs that decode what is really in them: the supersets of the labelled standards.
_SUPERSETS = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "big5": "big5hkscs"}
# The punctuation of GB 2312 that is typed within English.
_CHINESE_PUNCTUATION = "“”‘’—…·《》、。，；：！？（）"


@dataclass(frozen=True, slots=True)
class EncodingThresholds:
    """What decides between codecs that all decode some bytes.

    Set on 2026-11-23 and 2026-11-24 and measured by `python -m benchmarks.reading`: 2,200 texts in eleven codecs, whole
    and cut to 200 characters, from 0.967-1.000 right by codec to 1.000 in all (2026-11-24). Held by the floors of
    `benchmarks.gate --only reading`.

    Attributes:
        sample: bytes or characters at the start that are looked at.
        zero_ratio: in UTF-16 of Latin text, zeros at odd places are this many times as frequent as at even ones, or
            the reverse.
        zero_share: share of zero bytes below which bytes are not UTF-16 of Latin text.
        common_share: share of characters of the Chinese standards from which a decoding as UTF-16 is believed.
        control_share: share of control characters above which bytes are binary.
        common_han_share: share of everyday characters among Han ones from which a decoding as Chinese is believed.
        chinese_share: share of Han characters among letters from which a text counts as Chinese.
        hangul_share, kana_share: share of Hangul, or kana, among them and Han characters from which a decoding as
            Korean, or Japanese, is believed; of Chinese as Korean it is near a half.
        min_letters: of Hangul or kana there.
        accent_share: share of accented letters above which a text is not English in Windows-1252.
        symbol_share: share of currency signs, quotes and dashes above which a text is not English in Windows-1252.
    """

    sample: int = 256 * 1024
    zero_ratio: int = 4
    zero_share: float = 1 / 20
    common_share: float = 0.9
    control_share: float = 1 / 50
    common_han_share: float = 0.9
    chinese_share: float = 0.5
    hangul_share: float = 0.95
    kana_share: float = 0.15
    min_letters: int = 30
    accent_share: float = 1 / 20
    symbol_share: float = 1 / 6


THRESHOLDS = EncodingThresholds()


def extract(data: bytes, name: str, origin: str | None) -> ExtractedText:
    """The text of a text file. Raises as `decode_text`."""
    text, encoding = decode_text(data, name)
    return ExtractedText(text, origin, encoding)


def decode_text(data: bytes, name: str) -> tuple[str, str]:
    """Decode bytes of unknown encoding.

    Args:
        name: the name of the input in error messages.

    Returns:
        The text without its byte order mark, and the codec that decoded it.

    Raises:
        InputError: the bytes are no text, or no codec decodes them.
    """
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise InputError(f"{name}: is {kind}, not a text file", "save it as text first")
    for mark, codec in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decode_marked(data[len(mark) :], codec, name), codec
    try:
        text, codec = data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        text, codec = _detect_and_decode(data, name, error)
    else:
        if "\0" in text and (utf16 := _decode_unmarked_utf16(data)):
            text, codec = utf16
    return _refuse_binary(text, name), codec


def codec_for_charset(label: str) -> str:
    """The codec for the charset label of a page or message: the superset of the labelled standard, if there is one."""
    return _SUPERSETS.get(label.lower(), label.lower())


def transcode_declared(data: bytes, charset: str) -> bytes:
    """Bytes in UTF-8, if a server declares a charset in which they are valid; else, or if they are already, as given.

    Only charsets in which arbitrary bytes are invalid are believed: servers name Latin-1 for whatever they send.
    """
    try:
        data.decode("utf-8")
        return data
    except UnicodeDecodeError:
        pass
    try:
        codec = codecs.lookup(codec_for_charset(charset)).name.replace("-", "_")
        return data.decode(codec).encode() if codec in _CHINESE else data
    except (LookupError, UnicodeError, ValueError):
        return data


def _decode_marked(data: bytes, codec: str, name: str) -> str:
    try:
        return _refuse_binary(data.decode(codec), name)
    except UnicodeDecodeError as error:
        raise InputError(
            f"{name}: has the byte order mark of {codec} but is not valid {codec} at byte {error.start}",
            "save it as UTF-8 first",
        ) from None


def _decode_unmarked_utf16(data: bytes) -> tuple[str, str] | None:
    """Text in UTF-16 that is mostly ASCII: every other byte is a zero, always the odd or always the even ones."""
    sample = data[: THRESHOLDS.sample]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    codec = "utf-16-le" if odd > even else "utf-16-be"
    more, fewer = max(even, odd), min(even, odd)
    if len(data) % 2 or more < THRESHOLDS.zero_ratio * fewer or _share(more, sample) < THRESHOLDS.zero_share:
        return None
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        return None
    return (text, codec) if _is_plausible_utf16(text) else None


def _is_plausible_utf16(text: str) -> bool:
    """Whether nearly all characters are in the Chinese standards, which include ASCII, Greek and Cyrillic.

    Arbitrary bytes taken in pairs for UTF-16 give characters from all over Unicode.
    """
    sample = text[: THRESHOLDS.sample]
    standard = max(len(sample.encode(codec, errors="ignore").decode(codec)) for codec in ("gb2312", "big5"))
    controls = len(_CONTROL.findall(sample))
    return not sample or (
        _share(standard, sample) >= THRESHOLDS.common_share and _share(controls, sample) <= THRESHOLDS.control_share
    )


def _detect_and_decode(data: bytes, name: str, error: UnicodeDecodeError) -> tuple[str, str]:
    if utf16 := _decode_unmarked_utf16(data):
        return utf16
    if _is_truncated_utf8(data, error):
        return data.decode("utf-8", errors="replace"), "utf-8"  # the torn character becomes U+FFFD
    if foreign := _decode_korean_or_japanese(data):
        return foreign
    from charset_normalizer import from_bytes

    sample = data[: THRESHOLDS.sample]
    controls = len(_CONTROL.findall(sample.decode("latin-1")))
    chinese = from_bytes(data, cp_isolation=_CHINESE).best()
    if chinese is not None and chinese.encoding.startswith("utf_16"):
        controls = 0 if _is_plausible_utf16(str(chinese)) else controls
    if _share(controls, sample) > THRESHOLDS.control_share:
        raise InputError(f"{name}: is binary, not text", "give a text file")
    if chinese is not None and _is_chinese(str(chinese)):
        return _prefer_big5hkscs(data, str(chinese), chinese.encoding)
    if english := _decode_english_of_gb2312(data):
        return english, "gb18030"
    if decoded := _decode_common_chinese(data) or _decode_western(data):
        return decoded
    other = from_bytes(data).best()
    if other is None:
        raise InputError(f"{name}: is not text in any known encoding", "save it as UTF-8 first")
    return str(other), other.encoding


def _decode_korean_or_japanese(data: bytes) -> tuple[str, str] | None:
    """Korean or Japanese in EUC, nearly all bytes of which are Chinese characters in GB 2312 as well.

    Korean syllables stand in the rows of Chinese characters whose pinyin begins with a to q, and kana in their own.
    """
    for codec, letter, share in (
        ("cp949", _HANGUL, THRESHOLDS.hangul_share),
        ("euc_jp", _KANA, THRESHOLDS.kana_share),
    ):
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        sample = text[: THRESHOLDS.sample]
        found = len(letter.findall(sample))
        if found >= THRESHOLDS.min_letters and found >= share * (found + count_han(sample)):
            return text, codec
    return None


def _decode_english_of_gb2312(data: bytes) -> str | None:
    """English typed on a Chinese system: ASCII with the quotes and dashes of GB 2312."""
    try:
        text = data.decode("gb2312")
    except UnicodeDecodeError:
        return None
    return text if all(c.isascii() or c in _CHINESE_PUNCTUATION for c in text) else None


def _decode_common_chinese(data: bytes) -> tuple[str, str] | None:
    """Chinese text that charset-normalizer gives up on: bytes that decode into mostly everyday characters.

    It gives up where figures and Latin words outweigh the Chinese ones (3 of 2,200 texts of `benchmarks.reading`).
    """
    for codec in ("gb18030", "big5", "big5hkscs"):
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        han = "".join(HAN_RUN.findall(text[: THRESHOLDS.sample]))
        if han and sum(map(_is_everyday_han, han)) >= THRESHOLDS.common_han_share * len(han):
            return text, codec
    return None


def _is_everyday_han(character: str) -> bool:
    """Whether a character is in the first level of GB 2312 (3,755 characters) or of Big5 (5,401)."""
    simplified, traditional = character.encode("gb2312", "ignore"), character.encode("big5", "ignore")
    return b"\xb0\xa1" <= simplified <= b"\xd7\xf9" or b"\xa4\x40" <= traditional <= b"\xc6\x7e"


def _decode_western(data: bytes) -> tuple[str, str] | None:
    """English with some currency signs, quotes and dashes of Windows-1252 and few accents."""
    sample = data[: THRESHOLDS.sample]
    symbols, accented = sum(0x7F < byte < 0xC0 for byte in sample), sum(byte >= 0xC0 for byte in sample)
    if _share(accented, sample) > THRESHOLDS.accent_share or _share(symbols, sample) > THRESHOLDS.symbol_share:
        return None
    try:
        return data.decode("cp1252"), "cp1252"
    except UnicodeDecodeError:
        return None


def _is_truncated_utf8(data: bytes, error: UnicodeDecodeError) -> bool:
    """Whether the only fault in UTF-8 is a last character that was cut off (`head -c`, a partial download)."""
    return error.reason == "unexpected end of data" and error.start > 0 and len(data) - error.start < 4


def _is_chinese(text: str) -> bool:
    sample = text[: THRESHOLDS.sample]
    return count_han(sample) >= THRESHOLDS.chinese_share * len(_LETTER.findall(sample))


def _prefer_big5hkscs(data: bytes, text: str, codec: str) -> tuple[str, str]:
    """The text and codec, or those of Big5-HKSCS when bytes taken for GB 18030 have no character of GB 2312.

    Text in GBK always has characters of its core, GB 2312 (lead byte B0-F7, trail byte A1-FE). The lead bytes 87-A0 of
    the Hong Kong supplement fall into GBK's extension of rare characters.
    """
    if codec == "gb18030" and not any(map(_is_gb2312_han, text[: THRESHOLDS.sample])):
        try:
            return data.decode("big5hkscs"), "big5hkscs"
        except UnicodeDecodeError:
            pass
    return text, codec


def _is_gb2312_han(character: str) -> bool:
    encoded = character.encode("gb2312", "ignore") if character >= _FIRST_IDEOGRAPH else b""
    return len(encoded) == 2


def _refuse_binary(text: str, name: str) -> str:
    sample = text[: THRESHOLDS.sample]
    if "\0" in sample or _share(len(_CONTROL.findall(sample)), sample) > THRESHOLDS.control_share:
        raise InputError(f"{name}: is binary, not text", "give a text file")
    return text


def _share(count: int, sample: str | bytes) -> float:
    return count / len(sample) if sample else 0.0
