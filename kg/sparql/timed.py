"""Answer a query in a process of its own, which can be stopped.

Nothing else stops a query: Oxigraph evaluates it outside Python, where no signal handler runs and no thread can be
ended. A process that is killed while it reads leaves the store as it is.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol, TypeVar

from pyoxigraph import Store

from kg.errors import InternalError, KgError, QueryTimeoutError
from kg.sparql.binding import Bindable
from kg.sparql.paging import First, first
from kg.sparql.running import Answer

if TYPE_CHECKING:
    from kg.sparql.federation import Services

__all__ = ["run_within"]


_Where = TypeVar("_Where")


class _Opened(Protocol):
    @property
    def oxigraph(self) -> Store: ...


def run_within(
    seconds: float,
    opener: Callable[[_Where], _Opened],
    where: _Where,
    query: str,
    values: Mapping[str, Bindable | Sequence[Bindable]] | None = None,
    wanted: First = First(),  # noqa: B008 - a tuple
    *,
    source: str = "query",
    services: Services | None = None,
) -> Answer:
    """The answer to a query on a store, as ``first`` gives it, if it is there within so many seconds.

    ``opener`` opens the store for reading, given where it is: ``kg.store.open_configured`` and the settings. Both are
    pickled. Raises QueryTimeoutError, and what ``run`` and the opener raise. Starting the process takes some 50 ms,
    which count.
    """
    order = pickle.dumps((opener, where, query, None if values is None else dict(values), wanted, source, services))
    try:
        process = subprocess.run(
            [sys.executable, "-m", __name__], input=order, capture_output=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired:
        raise QueryTimeoutError(
            f"the query took longer than {seconds:g} seconds", remedy="Make it more selective, or raise --timeout."
        ) from None
    if process.returncode != 0:
        raise InternalError(f"the process that ran the query failed: {process.stderr.decode(errors='replace')[-500:]}")
    answer: Answer | KgError = pickle.loads(process.stdout)
    if isinstance(answer, KgError):
        raise answer
    return answer


def _main() -> None:
    opener, where, query, values, wanted, source, services = pickle.load(sys.stdin.buffer)
    answer: Answer | KgError
    try:
        answer = first(opener(where).oxigraph, query, values, wanted, source=source, services=services)
    except KgError as error:
        answer = error
        answer.__cause__ = None
    pickle.dump(answer, sys.stdout.buffer)


if __name__ == "__main__":
    _main()
