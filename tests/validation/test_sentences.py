import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.validation.sentences import sentence_around

TEXT = (
    "The talks ended on Monday. “We will not yield,” Mr. Asif said. “Not now.” The U.S. envoy, J. Hale, left at "
    "5 p.m. on Tuesday.\nA headline without a full stop\n\nPrices rose by 3.5 percent… Nobody knows why."
)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("talks", "The talks ended on Monday."),
        ("yield", "“We will not yield,” Mr. Asif said."),
        ("Not now", "“Not now.”"),
        ("Hale", "The U.S. envoy, J. Hale, left at 5 p.m. on Tuesday."),
        ("headline", "A headline without a full stop"),
        ("percent", "Prices rose by 3.5 percent…"),
        ("why", "Nobody knows why."),
        ("ended on Monday. “We will", "The talks ended on Monday. “We will not yield,” Mr. Asif said."),
    ],
)
def test_the_sentence_around_words(words, sentence):
    start = TEXT.index(words)
    found = sentence_around(TEXT, start, start + len(words))
    assert found.text == sentence
    assert found.words == words
    assert TEXT[found.offset :].startswith(sentence)


def test_a_long_sentence_is_cut_between_words_around_the_stretch():
    text = " ".join(f"word{number}" for number in range(400))
    start = text.index("word200")
    found = sentence_around(text, start, start + 7)
    assert len(found.text) <= 320
    assert found.words == "word200"
    assert set(found.text.split()) <= set(text.split())


@given(st.text(min_size=1, max_size=400), st.data())
def test_the_words_are_always_shown_where_they_stand(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = sentence_around(text, start, end)
    assert found.words == text[start:end]
    assert text[found.offset : found.offset + len(found.text)] == found.text
