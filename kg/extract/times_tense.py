"""Whether the words around a time speak of what is to come.

A report of Tuesday that says "on Monday" means yesterday, unless it says "will meet on Monday". The nearest verb form
that shows tense decides, first to the left and then to the right, within the clause.
"""

from __future__ import annotations

import re

__all__ = ["speaks_of_future"]

_REACH = 90
_VERB = re.compile(
    r"""(?ai)(?<!\w)(?:
        (?P<future>will|won['’]t|shall|would|going\s+to|upcoming|forthcoming|tomorrow
            |(?:is|are|be|due|set|scheduled|expected|planned|planning|plans?|slated|likely|poised|about|hopes?|vowed
               |pledged|promised|agreed|wants?|intends?)\s+to
            |(?-i:must|may|might)(?!\s+(?:\w+\s+)?have)
            |(?:is|are)\s+(?:due|scheduled|expected|planned|slated|likely))
        (?:(?:\s+(?:not|also|be|been|have|stay|remain|keep|get|[a-z]{1,12}ly)){1,4}\s+[a-z]{1,15})?  # "will be held"
        |['’](?P<contracted>ll)
        |(?P<past>was|were|had|has|have|said|told|met|held|took|made|came|went|began|fell|rose|won|lost|left|hit|shot
            |broke|gave|spoke|wrote|saw|sent|struck|fought|led|put|killing|[a-z]{2,15}ed)
    )(?!\w)""",
    re.VERBOSE,
)
_CLAUSE_END = re.compile(r"[.!?;:\n\"“”]|(?<!\w)(?:that|which|who|but|after|before|while|when)(?!\w)|,")


def speaks_of_future(text: str, start: int, end: int) -> bool:
    """Whether the clause around ``text[start:end]`` is about the future. Looks no further than 90 characters."""
    before = text[max(0, start - _REACH) : start]
    opens = 0
    for boundary in _CLAUSE_END.finditer(before):
        opens = boundary.end()
    verbs = list(_VERB.finditer(before, opens))
    if verbs:
        return verbs[-1]["past"] is None
    after = text[end : end + _REACH]
    begin = re.match(r"\s*,?", after)
    skip = begin.end() if begin else 0
    closes = _CLAUSE_END.search(after, skip)
    verb = _VERB.search(after, skip, closes.start() if closes else len(after))
    return verb is not None and verb["past"] is None
