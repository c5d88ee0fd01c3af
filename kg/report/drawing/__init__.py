"""Pictures of a dossier, drawn by matplotlib as SVG: the same bytes for the same dossier, on any day."""

from kg.report.drawing.network import network
from kg.report.drawing.svg import LIGHT, Picture
from kg.report.drawing.timeline import timeline

__all__ = ["LIGHT", "Picture", "network", "timeline"]
