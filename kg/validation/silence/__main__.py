"""Compile the constraints of ``shapes/`` anew: ``python -m kg.validation.silence``, after a change of them."""

from kg.validation.silence.kept import keep

if __name__ == "__main__":
    keep()
