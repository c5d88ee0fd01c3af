"""Live services that know Wikidata's items: asked only with ``--online``, politely, and never twice the same."""
