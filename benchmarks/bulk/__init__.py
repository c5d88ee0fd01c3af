"""Building in bulk: its rate beside the language model alone, what storing costs at any size, and memory.

``python -m benchmarks.bulk`` rewrites the table on building in ``docs/explanation/how-fast.md``; see ``--help``. Its
figures are ratios of medians of runs that take turns in one process, or of processes that are started in turn, so that
other load on the machine falls on both.
"""
