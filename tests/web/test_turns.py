"""Free queries may take their whole time, so they leave one worker to the rest, however they come."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from kg.config import Config
from kg.web import Serving
from kg.web.workers import Workers


class Process:
    """A worker that has nothing to do."""

    runs = True


def test_of_queries_that_waited_together_one_gets_a_turn(tmp_path: Path) -> None:
    async def tried() -> tuple[int, int]:
        workers: Any = Workers(Serving(Config(store=tmp_path), workers=2))
        queries = [asyncio.create_task(workers._turn(True)) for _ in range(2)]
        await asyncio.sleep(0)
        workers._free.extend([Process(), Process()])
        workers._hand_out()
        page = await workers._turn(False)
        await asyncio.sleep(0)
        done = sum(query.done() for query in queries)
        waiting = workers.waiting
        workers._querying -= 1
        workers._free.append(page)
        workers._hand_out()
        await asyncio.gather(*queries)
        return done, waiting

    assert asyncio.run(tried()) == (1, 1)
