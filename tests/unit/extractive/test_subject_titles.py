"""What an article is about as the title of its points."""

from __future__ import annotations

import pytest

from summarizer.extractive.subject_titles import name_subject
from summarizer.models import Document

FERRY = (
    "Hallen Yard has built nine electric ferries for the city of Harrow",
    [
        "Hallen Yard built the electric ferries in two years",
        "The city pays Hallen Yard 40 million crowns in twelve parts",
        "Captains praised the quiet engines of the electric ferries",
    ],
)
CASE = (
    "东河船厂仓库起火案12日在临江市法院开庭",
    ["检察机关指控，东河船厂的仓库没有消防设施", "仓库起火后船厂停产三个月", "厂长李明承认仓库无人看守"],
)


def subject_of(core: str, points: list[str], title: str = "", **changes: object) -> str | None:
    stop = "。" if "，" in "".join(points) else ". "
    text = stop.join([core, *points]) + stop.strip()
    document = Document.from_text(f"{title}\n\n{text}" if title else text)
    return name_subject(document.model_copy(update={"kind": "news", **changes}), core, points)


def test_a_name_and_what_the_points_say_of_it() -> None:
    assert subject_of(*FERRY) == "Hallen Yard and the electric ferries"


def test_an_event_is_a_title_by_itself() -> None:
    assert subject_of(*CASE) == "东河船厂仓库起火案"


def test_a_name_alone_where_the_points_have_nothing_else_in_common() -> None:
    points = ["Mira Dalen was born in Leith", "Dalen won a prize for a song about rain", "Critics praised the voice of Dalen"]
    assert subject_of("Mira Dalen has died in Oslo", points) == "Mira Dalen"


@pytest.mark.parametrize(
    ("core", "points"),
    [
        ("Rain fell in Harrow on Monday", ["The museum sold four diesel boats", "Lorries pay more from spring", "The library opens a hall"]),
        ("北部多地降雨", ["博物馆卖出四艘旧船", "图书馆新开了一个阅览室", "货车过桥费上涨"]),
    ],
)
def test_points_of_several_matters_have_no_title(core: str, points: list[str]) -> None:
    assert subject_of(core, points) is None


def test_what_the_points_do_not_take_up_is_no_title() -> None:
    core, points = FERRY
    told = [point.replace("electric ferries", "boats").replace("Hallen Yard", "Norvik") for point in points]
    assert "Hallen" not in (subject_of(core, told) or "")


@pytest.mark.parametrize(
    ("core", "points"),
    [
        pytest.param(
            "Hallen Bank was fined 3 million crowns in Norvik",
            [
                "World Bank economists expect growth of 2% in Norvik next year",
                "Marsk Bank reported the loans on time",
                "The state owns a third of Leith Bank",
            ],
            id="names that end in the same word",
        ),
        pytest.param(
            "Hallen Bank was fined 3 million crowns in Norvik",
            ["A bank in Leith closed", "No other bank has paid yet", "Every bank must report loans by May"],
            id="the last word of a name as a common noun",
        ),
        pytest.param(
            "Norvik's central bank fined Hallen Yard 3 million crowns",
            [
                "Marsk Bank reported the loans on time",
                "Central Leith has nine ferries",
                "The central station reopens in May",
            ],
            id="one word of what is no name",
        ),
        pytest.param(
            "Steel prices rose 4% in Norvik on Monday",
            ["Steel makers expect more orders", "Oil prices fell 2% in London", "House prices doubled in Leith"],
            id="the noun or its modifier",
        ),
        pytest.param(
            "美国原油库存上周增加500万桶",
            ["中国进口原油同比下降3%，来自海湾的最多", "欧洲原油需求疲软", "美国汽油消费创下新高"],
            id="another word of the noun",
        ),
        pytest.param(
            "东河集团去年卖出三万台水泵",
            ["北山集团去年亏损3亿元，关闭两家工厂", "西岭集团计划明年上市", "南湾集团的客户转向海外"],
            id="a Chinese name of the same kind",
        ),
    ],
)
def test_a_shared_word_does_not_take_a_phrase_up(core: str, points: list[str]) -> None:
    assert subject_of(core, points) is None


def test_the_place_in_a_name_is_not_the_name() -> None:
    points = ["Schools in Norvik open in May", "Trains are late in Norvik", "Rain fell in Norvik on Monday"]
    assert "Bank" not in (subject_of("Bank of Norvik has lost 3 million crowns", points) or "")


def test_fewer_than_three_points_have_no_title() -> None:
    core, points = FERRY
    assert subject_of(core, points[:2]) is None


def test_a_name_with_a_detail_of_one_point_is_no_pair() -> None:
    points = [
        "Hallen Yard sells the electric ferries in Leith",
        "Hallen Yard has 300 workers",
        "Hallen Yard lost two orders last year",
        "Hallen Yard was founded by a captain",
    ]
    assert subject_of("Hallen Yard has built nine electric ferries", points) == "Hallen Yard"


def test_two_things_are_no_pair() -> None:
    points = [
        "The toll bridges need new lights and the ferry ports new cranes",
        "Drivers avoid the toll bridges in winter",
        "Captains praised the ferry ports",
    ]
    assert " and " not in (subject_of("Toll bridges and ferry ports in Harrow get new owners", points) or "")


def test_a_name_is_taken_up_by_its_initials_and_a_person_by_the_surname() -> None:
    points = ["HYC has 300 workers", "HYC lost two orders last year", "The yard is older than HYC says"]
    assert subject_of("Hallen Yard Company has built nine ferries", points) == "Hallen Yard Company"
    points = ["李明表示，船厂明年招收学徒", "李明2010年加入船厂", "去年李明获得奖章"]
    assert subject_of("厂长李明8日在临江市参观学校", points) == "厂长李明"


def test_a_transcript_has_no_title_of_misheard_names() -> None:
    assert subject_of(*FERRY, kind="transcript") is None


def test_a_role_beside_a_name_is_the_same_person() -> None:
    points = ["Dalen wants the road to stay open", "Mayor Mira Dalen met the drivers", "The mayor of Leith thanked Dalen for the road"]
    title = subject_of("Mayor Mira Dalen has closed the coast road of Leith", points)
    assert title is None or ("Mayor and" not in title and "and mayor" not in title.lower())


def test_titles_keep_the_script_of_the_article() -> None:
    core = "東河水泵廠去年賣出三萬台水泵"
    points = ["東河水泵廠的電動水泵收入增長一成，電動水泵佔四成", "東河水泵廠明年擴建，電動水泵仍為主力", "東河水泵廠認為電動水泵前景好"]
    assert "与" not in (subject_of(core, points) or "")
