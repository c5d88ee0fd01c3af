"""Write a file whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from kg.errors import PathError

__all__ = ["written"]


@contextmanager
def written(path: Path) -> Iterator[IO[bytes]]:
    """A file to write to, which takes the place of the old one when all is written, and never when something fails.

    What is no ordinary file (a pipe, a terminal) is written to directly. Raises PathError where that may not be.
    """
    path = path.resolve()  # the file behind a link is replaced, not the link
    if path.is_dir():
        raise PathError(f"{path} is a folder", remedy="Name a file in it.")
    try:
        if path.exists() and not path.is_file():
            with path.open("wb") as file:
                yield file
            return
        temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
        try:
            with temporary.open("wb") as file:
                yield file
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise PathError(
            f"{path} cannot be written: {error.strerror or error}", remedy="Name another file with -o."
        ) from error
