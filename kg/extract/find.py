"""All attributions of a text, found once each."""

from __future__ import annotations

from kg.extract.attribution import Attribution, Scene
from kg.extract.colon import colon_attributions
from kg.extract.hearsay import hearsay_attributions
from kg.extract.nominal import nominal_attributions
from kg.extract.quoted import go_on_quoting, quoted_attributions
from kg.extract.verbal import verbal_attributions

__all__ = ["find_attributions"]


def find_attributions(scene: Scene) -> list[Attribution]:
    """Attributions in the order of their cues; of several readings of one cue the first rule's counts."""
    found = list(quoted_attributions(scene))
    taken = {attribution.head.i for attribution in found}
    found += colon_attributions(scene)
    found += verbal_attributions(scene, taken)
    found += hearsay_attributions(scene)
    taken = {attribution.head.i for attribution in found}
    found += nominal_attributions(scene, taken)
    go_on_quoting(scene, found)
    found.sort(key=lambda attribution: (attribution.cue, attribution.contents))
    return found
