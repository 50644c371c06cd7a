"""Languages that are neither Chinese nor English. The texts are Article 1 of the Universal Declaration of Human Rights."""

from __future__ import annotations

import pytest

import summarizer
from summarizer.cli.main import main
from summarizer.text.foreign_languages import detect_foreign_language, is_unreadable

TEXTS = {
    "Korean": "모든 인간은 태어날 때부터 자유로우며 그 존엄과 권리에 있어 동등하다. 인간은 천부적으로 이성과 양심을 부여받았으며 서로 형제애의 정신으로 행동하여야 한다.",
    "Japanese": "すべての人間は、生まれながらにして自由であり、かつ、尊厳と権利とについて平等である。人間は、理性と良心とを授けられており、互いに同胞の精神をもって行動しなければならない。",
    "Russian": "Все люди рождаются свободными и равными в своем достоинстве и правах. Они наделены разумом и совестью и должны поступать в отношении друг друга в духе братства.",
    "Arabic": "يولد جميع الناس أحرارا متساوين في الكرامة والحقوق. وقد وهبوا عقلا وضميرا وعليهم أن يعامل بعضهم بعضا بروح الإخاء.",
    "Greek": "Όλοι οι άνθρωποι γεννιούνται ελεύθεροι και ίσοι στην αξιοπρέπεια και τα δικαιώματα. Είναι προικισμένοι με λογική και συνείδηση, και οφείλουν να συμπεριφέρονται μεταξύ τους με πνεύμα αδελφοσύνης.",
    "Hebrew": "כל בני אדם נולדו בני חורין ושווים בערכם ובזכויותיהם. כולם חוננו בתבונה ובמצפון, לפיכך חובה עליהם לנהוג איש ברעהו ברוח של אחווה.",
    "Thai": "มนุษย์ทั้งหลายเกิดมามีอิสระและเสมอภาคกันในเกียรติศักดิ์และสิทธิ ต่างมีเหตุผลและมโนธรรม และควรปฏิบัติต่อกันด้วยเจตนารมณ์แห่งภราดรภาพ",
    "Hindi": "सभी मनुष्यों को गौरव और अधिकारों के मामले में जन्मजात स्वतन्त्रता और समानता प्राप्त है। उन्हें बुद्धि और अन्तरात्मा की देन प्राप्त है और परस्पर उन्हें भाईचारे के भाव से बर्ताव करना चाहिए।",
    "French": "Tous les êtres humains naissent libres et égaux en dignité et en droits. Ils sont doués de raison et de conscience et doivent agir les uns envers les autres dans un esprit de fraternité.",
    "German": "Alle Menschen sind frei und gleich an Würde und Rechten geboren. Sie sind mit Vernunft und Gewissen begabt und sollen einander im Geiste der Brüderlichkeit begegnen.",
    "Spanish": "Todos los seres humanos nacen libres e iguales en dignidad y derechos y, dotados como están de razón y conciencia, deben comportarse fraternalmente los unos con los otros.",
    "Portuguese": "Todos os seres humanos nascem livres e iguais em dignidade e em direitos. Dotados de razão e de consciência, devem agir uns para com os outros em espírito de fraternidade.",
    "Italian": "Tutti gli esseri umani nascono liberi ed eguali in dignità e diritti. Essi sono dotati di ragione e di coscienza e devono agire gli uni verso gli altri in spirito di fratellanza.",
    "Dutch": "Alle mensen worden vrij en gelijk in waardigheid en rechten geboren. Zij zijn begiftigd met verstand en geweten, en behoren zich jegens elkander in een geest van broederschap te gedragen.",
    "Swedish": "Alla människor är födda fria och lika i värde och rättigheter. De har utrustats med förnuft och samvete och bör handla gentemot varandra i en anda av gemenskap.",
    "Polish": "Wszyscy ludzie rodzą się wolni i równi pod względem swej godności i swych praw. Są oni obdarzeni rozumem i sumieniem i powinni postępować wobec innych w duchu braterstwa.",
    "Turkish": "Bütün insanlar hür, haysiyet ve haklar bakımından eşit doğarlar. Akıl ve vicdana sahiptirler ve birbirlerine karşı kardeşlik zihniyeti ile hareket etmelidirler.",
    "Indonesian": "Semua orang dilahirkan merdeka dan mempunyai martabat dan hak-hak yang sama. Mereka dikaruniai akal dan hati nurani dan hendaknya bergaul satu sama lain dalam semangat persaudaraan.",
    "Vietnamese": "Tất cả mọi người sinh ra đều được tự do và bình đẳng về nhân phẩm và quyền. Mọi con người đều được tạo hóa ban cho lý trí và lương tâm và cần phải đối xử với nhau trong tình bằng hữu.",
}
KNOWN = {
    "English": "All human beings are born free and equal in dignity and rights. They are endowed with reason and conscience and should act towards one another in a spirit of brotherhood.",
    "simplified": "人人生而自由，在尊严和权利上一律平等。他们赋有理性和良心，并应以兄弟关系的精神相对待。各国都应当遵守这一原则，不得例外。",
    "traditional": "人人生而自由，在尊嚴和權利上一律平等。他們賦有理性和良心，並應以兄弟關係的精神相對待。各國都應當遵守這一原則，不得例外。",
    "Chinese with a Japanese name": "东京的连锁店“すき家”去年新开了四十家门店，营业收入增长了百分之十二，公司预计今年还会再开三十家，并上调员工工资。",
    "figures": "2021 2022 2023 | 12.5 13.1 14.0",
}


@pytest.mark.parametrize(("name", "text"), TEXTS.items(), ids=TEXTS)
def test_the_language_is_named(name: str, text: str) -> None:
    found = detect_foreign_language(text)
    assert found is not None and (found.startswith(name) or name in found)


@pytest.mark.parametrize("text", KNOWN.values(), ids=KNOWN)
def test_chinese_and_english_are_not_foreign(text: str) -> None:
    assert detect_foreign_language(text) is None
    assert not is_unreadable(text)


def test_a_foreign_text_is_announced_once(tmp_path, capsys) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "declaration.txt"
    path.write_text(TEXTS["French"] + "\n\nL'article a coûté 12 millions d'euros en 2024.\n", encoding="utf-8")
    assert main([str(path)]) == 0
    lines = [line for line in capsys.readouterr().err.splitlines() if "French" in line]
    assert lines == [f"summarizer: {path}: the text is mainly French, which is read as if it were English"]


def test_a_text_without_a_readable_letter_is_refused(tmp_path, capsys) -> None:  # type: ignore[no-untyped-def]
    text = f"{TEXTS['Korean']}\n\n{TEXTS['Korean']}\n"
    with pytest.raises(summarizer.InputError, match="is Korean"):
        summarizer.summarize(text)
    path = tmp_path / "declaration.txt"
    path.write_text(text, encoding="utf-8")
    assert main([str(path)]) == 2
    assert main(["blocks", str(path)]) == 0, "its blocks and figures can be read all the same"
