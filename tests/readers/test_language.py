"""English or not: short sentences and headlines pass, other languages do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import LanguageError
from kg.readers import check_english, language_of

ENGLISH = [
    "The talks in Istanbul ended without an agreement.",
    "Taliban reject Pakistani demands",
    "Erdoğan warns Syria",
    "Khawaja Asif met Zabihullah Mujahid, Mullah Yaqoob and Sirajuddin Haqqani in Doha, Qatar, on Sunday.",
    "Die Hard wins Oscar",
    "Le Pen loses vote",
    "Los Angeles fires: San Bernardino evacuates",
    "El Salvador jails gang members",
    "PAKISTAN ACCUSES TALIBAN",
    "In São Paulo, Luiz Inácio Lula da Silva said Brazil would not sign.",
    "La Niña looms; Las Vegas swelters",
    "Militants kill five soldiers",
    "42",
    "…",
]
OTHERS = {
    "German": "Die Gespräche endeten ohne Einigung.",
    "French": "Les talibans ont rejeté la demande d'Islamabad.",
    "Spanish": "El portavoz dijo que las conversaciones continúan.",
    "Italian": "I colloqui si sono conclusi senza un accordo.",
    "Portuguese": "As negociações terminaram sem acordo, disse o porta-voz.",
    "Dutch": "De onderhandelingen eindigden zonder akkoord tussen de partijen.",
    "Turkish": "Taliban, Pakistan'ın taleplerini reddetti ve görüşmeler sona erdi.",
    "Polish": "Rozmowy zakończyły się bez porozumienia między stronami.",
    "Indonesian": "Perundingan itu berakhir tanpa kesepakatan antara kedua pihak.",
}
SCRIPTS = [
    "طالبان نے پاکستان کے مطالبات مسترد کر دیے",
    "مذاکرات بدون توافق پایان یافت",
    "Талибы отвергли требования Пакистана",
    "塔利班拒绝了巴基斯坦的要求",
    "交渉は合意なしに終わった",
    "협상은 합의 없이 끝났다",
    "वार्ता बिना समझौते के समाप्त हुई",
    "Οι συνομιλίες έληξαν χωρίς συμφωνία",
]


@pytest.mark.parametrize("text", ENGLISH)
def test_english_passes(text: str) -> None:
    assert language_of(text) == "English"
    check_english(text)


@pytest.mark.parametrize(("language", "text"), OTHERS.items())
def test_another_language_is_refused_by_its_name(language: str, text: str) -> None:
    assert language_of(text) == language
    with pytest.raises(LanguageError, match=language):
        check_english(text)


@pytest.mark.parametrize("text", SCRIPTS)
def test_another_script_is_refused(text: str) -> None:
    with pytest.raises(LanguageError):
        check_english(text)


def test_an_english_article_may_quote_another_language() -> None:
    check_english(
        "The minister said in Dari: «مذاکرات پایان یافت». He then left the room, and the talks were over for the day."
    )


def test_what_the_article_declares_counts() -> None:
    check_english("The talks ended.", declared="en-US")
    with pytest.raises(LanguageError, match="'de'"):
        check_english("The talks ended.", declared="de")


@given(st.text())
def test_any_text_gets_an_answer(text: str) -> None:
    assert language_of(text)
