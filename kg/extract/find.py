"""All attributions of a text, found once each."""

from __future__ import annotations

from kg.extract.attribution import Attribution, Scene
from kg.extract.citing import cited_attributions
from kg.extract.colon import colon_attributions
from kg.extract.hearsay import hearsay_attributions
from kg.extract.nominal import nominal_attributions
from kg.extract.predicative import predicative_attributions
from kg.extract.quoted import go_on_quoting, quoted_attributions
from kg.extract.signed import signed_attributions
from kg.extract.verbal import verbal_attributions

__all__ = ["find_attributions"]


def find_attributions(scene: Scene) -> list[Attribution]:
    """Attributions in the order of their cues; of several readings of one cue the first rule's counts."""
    found = list(quoted_attributions(scene))
    found += signed_attributions(scene)
    taken = {attribution.head.i for attribution in found}
    found += colon_attributions(scene)
    found += verbal_attributions(scene, taken)
    found += hearsay_attributions(scene)
    taken = {attribution.head.i for attribution in found}
    found += nominal_attributions(scene, taken)
    found += predicative_attributions(scene, taken)
    found += list(cited_attributions(scene, found))
    found = [kept for attribution in found if (kept := _within_its_quotation(scene, attribution)) is not None]
    go_on_quoting(scene, found)
    found.sort(key=lambda attribution: (attribution.cue, attribution.contents))
    return found


def _within_its_quotation(scene: Scene, attribution: Attribution) -> Attribution | None:
    """What is attributed inside somebody's quoted words ends with the quotation: "you know," he said. It does not where
    only the verb is quoted: the ministry "flatly denied" the report."""
    quotation = scene.quotations.at(attribution.cue.start)
    if quotation is None or not quotation.span.contains(attribution.cue):
        return attribution
    who = attribution.claimant
    beyond = any(span.start >= quotation.span.end for span in attribution.contents)
    if who is not None and who.end <= quotation.span.start and beyond and attribution.head.is_verb:
        return attribution
    inside = [span for span in attribution.contents if quotation.span.contains(span)]
    if not inside:
        return None
    attribution.contents = tuple(inside)
    attribution.content_heads = [
        head for head in attribution.content_heads if any(span.contains(head.span) for span in inside)
    ]
    return attribution
