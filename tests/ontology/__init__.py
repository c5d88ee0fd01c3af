"""Gates for the ontology, and that they hold."""
