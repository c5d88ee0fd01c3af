"""JSON Schemas for the answers of a reconciliation service, written after the Reconciliation Service API 0.2
(https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/).

The schemas that are published with the specification come in no package, so that a test cannot install them. These ask
for the same, and beyond that forbid what the specification does not name.
"""

from __future__ import annotations

from typing import Any

__all__ = ["EXTENSION", "MANIFEST", "PROPERTIES", "RESULTS", "SUGGESTIONS"]

Schema = dict[str, Any]
TEXT: Schema = {"type": "string"}
TEMPLATE: Schema = {"type": "string", "pattern": r"\{\{id\}\}"}


def listed(item: Schema) -> Schema:
    return {"type": "array", "items": item}


def closed(required: dict[str, Schema], optional: dict[str, Schema] | None = None) -> Schema:
    """An object with these members, and no others."""
    known = required | (optional or {})
    return {"type": "object", "required": list(required), "properties": known, "additionalProperties": False}


NAMED = closed({"id": TEXT, "name": TEXT}, {"description": TEXT})
TYPE: Schema = {"oneOf": [closed({"id": TEXT}, {"name": TEXT}), TEXT]}
SERVICE = closed({"service_url": TEXT, "service_path": TEXT})
MANIFEST = closed(
    {
        "versions": {"type": "array", "items": TEXT, "contains": {"const": "0.2"}},
        "name": TEXT,
        "identifierSpace": {"type": "string", "pattern": "^https?://"},
        "schemaSpace": {"type": "string", "pattern": "^https?://"},
    },
    {
        "serviceVersion": TEXT,
        "documentation": TEXT,
        "logo": TEXT,
        "view": closed({"url": TEMPLATE}),
        "defaultTypes": {**listed(closed({"id": TEXT, "name": TEXT})), "uniqueItems": True},
        "suggest": closed({}, {"entity": SERVICE, "type": SERVICE, "property": SERVICE}),
        "preview": closed({"url": TEMPLATE, "width": {"type": "integer"}, "height": {"type": "integer"}}),
        "extend": closed({"propose_properties": SERVICE}, {"property_settings": {"type": "array", "maxItems": 0}}),
    },
)
CANDIDATE = closed(
    {"id": TEXT, "name": TEXT, "score": {"type": "number"}},
    {
        "description": TEXT,
        "match": {"type": "boolean"},
        "type": listed(TYPE),
        "features": listed(closed({"id": TEXT, "value": {"type": ["number", "boolean"]}})),
    },
)
RESULTS: Schema = {"type": "object", "additionalProperties": closed({"result": listed(CANDIDATE)})}
SUGGESTIONS = closed(
    {"result": listed(closed({"id": TEXT, "name": TEXT}, {"description": TEXT, "notable": listed(TYPE)}))}
)
PROPERTIES = closed({"properties": listed(NAMED)}, {"type": TEXT, "limit": {"type": "integer"}})
CELL: Schema = {
    "oneOf": [
        closed({}),
        NAMED,
        closed({"str": TEXT}),
        closed({"float": {"type": "number"}}),
        closed({"int": {"type": "integer"}}),
        closed({"date": {"type": "string", "pattern": r"^-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d"}}),
        closed({"bool": {"type": "boolean"}}),
    ]
}
EXTENSION = closed(
    {
        "meta": listed(
            closed({"id": TEXT, "name": TEXT}, {"type": closed({"id": TEXT}, {"name": TEXT}), "service": TEXT})
        ),
        "rows": {"type": "object", "additionalProperties": {"type": "object", "additionalProperties": listed(CELL)}},
    }
)
