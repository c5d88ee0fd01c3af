"""From what one core does to machines and hours for 1, 100 and 1,000 million articles."""

from __future__ import annotations

from benchmarks.cluster.measured import Rates

__all__ = ["tables"]

_CHARACTERS = 3_000
"""Code points of a news article, as a round figure: some 500 words."""
_CORES = 16
"""Of a machine."""
_USED = 0.8
"""Of a core's time; the rest goes to the network, the file system and waiting."""
_MILLIONS = (1, 100, 1_000)
_MACHINES = (1, 10, 100)


def tables(rates: Rates) -> tuple[str, str]:
    """What was measured, and what follows from it; as Markdown."""
    return _measured(rates), _computed(rates)


def _measured(rates: Rates) -> str:
    rows = [
        (
            "articles read",
            f"{rates.articles:,} of {rates.characters:,.0f} characters, {rates.statements:,.0f} statements",
        ),
        ("loading the model, once in a worker", f"{rates.loading_model:.1f} s"),
        ("reading, linking, validating and writing an article", f"{1000 * rates.reading:.1f} ms"),
        ("cutting an article into a task, in the one who asks", f"{1000 * rates.cutting:.3f} ms"),
        (f"loading an article from a shard, mean of the first {rates.loaded:,}", f"{1000 * rates.loading:.1f} ms"),
        ("an article in a shard", f"{rates.shard_bytes / 1000:.1f} kB"),
        ("an article in the store", f"{rates.store_bytes / 1000:.1f} kB"),
    ]
    lines = "\n".join(f"| {name} | {value} |" for name, value in rows)
    return f"| measured, on one core | |\n|---|---|\n{lines}"


def _computed(rates: Rates) -> str:
    longer = _CHARACTERS / rates.characters
    head = (
        "| million articles | core-hours to read | "
        + " | ".join(f"hours on {count} machine{'s' if count > 1 else ''}" for count in _MACHINES)
        + " | cutting, hours | loading, hours | shards | store |"
    )
    rule = "|---" * (6 + len(_MACHINES)) + "|"
    rows = []
    for millions in _MILLIONS:
        count = millions * 1_000_000
        core_hours = count * rates.reading * longer / 3600 / _USED
        hours = [core_hours / _CORES / machines for machines in _MACHINES]
        cells = [
            f"{millions:,}",
            f"{core_hours:,.0f}",
            *(_hours(one) for one in hours),
            _hours(count * rates.cutting / 3600),
            _hours(count * rates.loading * longer / 3600),
            _bytes(count * rates.shard_bytes * longer),
            _bytes(count * rates.store_bytes * longer),
        ]
        rows.append("| " + " | ".join(cells) + " |")
    return "\n".join([head, rule, *rows])


def _hours(hours: float) -> str:
    return f"{hours:,.1f}" if hours < 10 else f"{hours:,.0f}"


def _bytes(count: float) -> str:
    return f"{count / 1e9:,.0f} GB" if count < 1e12 else f"{count / 1e12:,.1f} TB"
