"""Quotations that are signed behind a dash."""

from __future__ import annotations

from tests.extract.conftest import Read


def test_a_name_behind_a_dash_signs_the_quotation(read: Read) -> None:
    found = read("“He has divided this town. Nobody wins.” ― Sonya Herridge\n“It is over.” — Ada Cole, teacher")
    assert [(one.claimant, one.content, one.source) for one in found.said] == [
        ("Sonya Herridge", "“He has divided this town. Nobody wins.”", "Sonya Herridge"),
        ("Ada Cole", "“It is over.”", "Ada Cole, teacher"),
    ]


def test_a_clause_behind_a_dash_signs_nothing(read: Read) -> None:
    assert not any(one.cue == "—" for one in read("“It is over.” — Ada Cole left the room").said)
