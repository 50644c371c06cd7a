"""Which encoding bytes are in: a byte order mark, then strict UTF-8, then charset-normalizer."""

from __future__ import annotations

import codecs

import regex

from ..errors import InputError

# Longest mark first: UTF-32-LE begins with the mark of UTF-16-LE.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a zip archive (Word, Excel, EPUB …)"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
)
# Encodings of Chinese text are tried alone first: among all of Python's codecs some single-byte one nearly always
# decodes a short Chinese text into "letters" that pass.
_CHINESE = ["gb18030", "big5", "big5hkscs", "utf_16_le", "utf_16_be"]
# Characters that written text does not hold: controls except tab, line and page breaks and the DOS end of file.
_CONTROL = regex.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f\uFFFE\uFFFF]")
_HAN = regex.compile(r"\p{Han}")
_LETTER = regex.compile(r"\p{L}")
_SAMPLE = 256 * 1024


def decode_text(data: bytes, name: str) -> tuple[str, str]:
    """Decode bytes into text without a byte order mark.

    Args:
        name: what an error line calls the input.

    Returns:
        The text and the codec that decoded it.

    Raises:
        InputError: the bytes are no text, or no codec decodes them.
    """
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise InputError(f"{name}: is {what}, not a text file", "save it as text first")
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], codec, name), codec
    try:
        text, codec = data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        text, codec = _detected(data, name, error)
    else:
        if "\0" in text and (wide := _utf16_without_mark(data)):
            text, codec = wide
    return _refuse_binary(text, name), codec


def _strict(data: bytes, codec: str, name: str) -> str:
    try:
        return _refuse_binary(data.decode(codec), name)
    except UnicodeDecodeError as error:
        raise InputError(
            f"{name}: begins with the mark of {codec} and is not valid {codec} at byte {error.start}",
            "save it as UTF-8 first",
        ) from None


def _utf16_without_mark(data: bytes) -> tuple[str, str] | None:
    """ASCII-rich UTF-16 has a zero in every other byte, and always the same one."""
    sample = data[:_SAMPLE]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    codec = "utf-16-le" if odd > even else "utf-16-be"
    if len(data) % 2 or max(even, odd) < 4 * min(even, odd) or max(even, odd) * 20 < len(sample):
        return None
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        return None
    return (text, codec) if _is_common(text) else None


def _is_common(text: str) -> bool:
    """Whether nearly all characters are ones the Chinese standards hold (ASCII, Greek and Cyrillic included).

    Pairs of arbitrary bytes taken for UTF-16 give characters from all over Unicode.
    """
    sample = text[:_SAMPLE]
    standard = max(len(sample.encode(c, errors="ignore").decode(c)) for c in ("gb2312", "big5"))
    return 10 * standard >= 9 * len(sample) and 50 * len(_CONTROL.findall(sample)) <= len(sample)


def _detected(data: bytes, name: str, error: UnicodeDecodeError) -> tuple[str, str]:
    if wide := _utf16_without_mark(data):
        return wide
    if _truncated_utf8(data, error):
        return data.decode("utf-8", errors="replace"), "utf-8"  # the torn character shows as U+FFFD
    from charset_normalizer import from_bytes

    controls = len(_CONTROL.findall(data[:_SAMPLE].decode("latin-1")))
    chinese = from_bytes(data, cp_isolation=_CHINESE).best()
    if chinese is not None and chinese.encoding.startswith("utf_16"):
        controls = 0 if _is_common(str(chinese)) else controls
    if 50 * controls > len(data[:_SAMPLE]):
        raise InputError(f"{name}: is binary, not text", "give a text file")
    if chinese is not None and _is_chinese(str(chinese)):
        return _prefer_big5hkscs(data, str(chinese), chinese.encoding)
    if punctuated := _english_with_chinese_punctuation(data):
        return punctuated, "gb18030"
    if found := _common_chinese(data) or _western(data):
        return found
    other = from_bytes(data).best()
    if other is None:
        raise InputError(f"{name}: is not text in any encoding we know", "save it as UTF-8 first")
    return str(other), other.encoding


def _english_with_chinese_punctuation(data: bytes) -> str | None:
    """English typed on a Chinese system: ASCII but for the quotes and dashes of GB 2312."""
    try:
        text = data.decode("gb2312")
    except UnicodeDecodeError:
        return None
    return text if all(c.isascii() or c in "“”‘’—…·《》、。，；：！？（）" for c in text) else None


def _common_chinese(data: bytes) -> tuple[str, str] | None:
    """Chinese text that charset-normalizer gives up: what decodes into characters nearly all of which are common.

    It does so where figures and Latin words outweigh the Chinese ones (3 of 2,200 texts of `benchmarks.reading`).
    """
    for codec in ("gb18030", "big5", "big5hkscs"):
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        han = "".join(_HAN.findall(text[:_SAMPLE]))
        common = sum(map(_is_common_han, han))
        if han and common >= 0.9 * len(han):
            return text, codec
    return None


def _is_common_han(character: str) -> bool:
    """Whether a character is in the first level of either standard: the 3,755 or 5,401 in daily use."""
    simplified, traditional = character.encode("gb2312", "ignore"), character.encode("big5", "ignore")
    return b"\xb0\xa1" <= simplified <= b"\xd7\xf9" or b"\xa4\x40" <= traditional <= b"\xc6\x7e"


def _western(data: bytes) -> tuple[str, str] | None:
    """English with some currency signs, quotes and dashes of the Windows code page, and few accents."""
    sample = data[:_SAMPLE]
    signs, letters = sum(0x7F < byte < 0xC0 for byte in sample), sum(byte >= 0xC0 for byte in sample)
    if 20 * letters > len(sample) or 6 * signs > len(sample):
        return None
    try:
        return data.decode("cp1252"), "cp1252"
    except UnicodeDecodeError:
        return None


def _truncated_utf8(data: bytes, error: UnicodeDecodeError) -> bool:
    """Whether all is UTF-8 but for a last character that was cut off (`head -c`, a partial download)."""
    return error.reason == "unexpected end of data" and error.start > 0 and len(data) - error.start < 4


def _is_chinese(text: str) -> bool:
    sample = text[:_SAMPLE]
    return 2 * len(_HAN.findall(sample)) >= len(_LETTER.findall(sample))


def _prefer_big5hkscs(data: bytes, text: str, codec: str) -> tuple[str, str]:
    """Text in GBK always has characters of its core, GB 2312 (lead byte B0-F7, trail byte A1-FE).

    Text that decodes as GB 18030 and has none of them is Big5 with the Hong Kong supplement, whose lead bytes
    87-A0 fall into GBK's extension of rare characters.
    """
    if codec == "gb18030" and not any(c >= "\u4e00" and _in_gb2312(c) for c in text[:_SAMPLE]):
        try:
            return data.decode("big5hkscs"), "big5hkscs"
        except UnicodeDecodeError:
            pass
    return text, codec


def _in_gb2312(character: str) -> bool:
    try:
        return len(character.encode("gb2312")) == 2
    except UnicodeEncodeError:
        return False


def _refuse_binary(text: str, name: str) -> str:
    sample = text[:_SAMPLE]
    if "\0" in sample or 50 * len(_CONTROL.findall(sample)) > len(sample):
        raise InputError(f"{name}: is binary, not text", "give a text file")
    return text
