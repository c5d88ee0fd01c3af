"""Read partitions on the workers of a Dask cluster."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count
from typing import Any
from uuid import uuid4

from kg.errors import ClusterError, MissingExtraError
from kg.shards.building import Ordered
from kg.shards.reading import Job, Shard, read_partition
from kg.workers import Died

__all__ = ["Cluster"]

_PATIENCE = 10
"""Seconds in which the scheduler should answer."""
_STARTING = 120
"""Seconds in which a first worker should be there: those of a cluster take a while to start."""
_AHEAD = 2
"""Partitions for each thread that are with the cluster at a time, so that nobody waits and no memory fills up."""


class Cluster:
    """The workers of a scheduler. Close it, or use it as a context: it leaves the cluster as it was."""

    def __init__(self, address: str, patience: float = _PATIENCE, starting: float = _STARTING) -> None:
        """Connect. Raises MissingExtraError, ClusterError where nobody answers or nobody works."""
        try:
            import distributed
        except ImportError:
            raise MissingExtraError(
                "building on a cluster needs distributed", remedy="pip install 'news-kg[distributed]'"
            ) from None
        self._address = address
        self._name, self._numbers = uuid4().hex, count()  # tasks of one name are one task, whoever gives them
        try:
            untyped: Any = distributed
            self._client = untyped.Client(address, timeout=patience, set_as_default=False)
        except (OSError, ValueError) as error:
            raise ClusterError(
                f"no scheduler answers at {address}: {error}",
                remedy="Start one with `dask scheduler`, or check the address: tcp://HOST:8786.",
            ) from error
        try:
            self._client.wait_for_workers(1, timeout=starting)
        except TimeoutError as error:
            self.close()
            raise ClusterError(
                f"the scheduler at {address} has no workers", remedy=f"Start some: dask worker {address} --nthreads 1"
            ) from error

    def __enter__(self) -> Cluster:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the cluster; what it still works on for us is dropped."""
        self._client.close()

    def __call__(self, partitions: Iterable[Ordered], job: Job) -> Iterator[tuple[Ordered, Shard | Died]]:
        """Read partitions, a few at a time. One whose workers die again and again is given back as Died."""
        import distributed

        untyped: Any = distributed
        ahead = iter(partitions)
        given: dict[str, Ordered] = {}
        done = untyped.as_completed(loop=self._client.loop)

        def give() -> None:
            while len(given) < self._room():
                one = next(ahead, None)
                if one is None:
                    return
                key = f"kg-{self._name}-{next(self._numbers)}"
                given[key] = one
                done.add(self._client.submit(read_partition, one[1], job, key=key, pure=False))

        give()
        for future in done:
            one = given.pop(future.key)
            shard = self._result(future)
            future.release()
            give()
            yield one, shard

    def _room(self) -> int:
        """Workers come and go while a build runs."""
        return int(max(1, sum(self._client.nthreads().values()))) * _AHEAD

    def _result(self, future: Any) -> Shard | Died:
        from distributed import KilledWorker

        try:
            result = future.result(timeout=_PATIENCE)
        except KilledWorker:
            return Died(None)
        except (OSError, TimeoutError) as error:
            raise self._lost(error) from error
        except BaseException as error:
            if type(error).__name__ in ("CancelledError", "FutureCancelledError", "FuturesCancelledError"):
                raise self._lost(error) from error
            raise
        assert isinstance(result, Shard)
        return result

    def _lost(self, error: BaseException) -> ClusterError:
        return ClusterError(
            f"the scheduler at {self._address} has gone: {error}",
            remedy="Run the same command again when it is back: shards that are written are not made again.",
        )
