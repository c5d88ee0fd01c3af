"""Graphs as files: written by processes here or on many machines, and loaded into a store afterwards.

::

    items ──> partitions ──> read_partition ──> shard-KEY.nq.gz, shard-KEY.json ──> manifest.json ──> load ──> store
                             here, in processes,
                             or on a cluster

A shard's name is told by what it is made of, and it appears whole or not at all. So a partition that is read twice,
because a machine was lost or the build was stopped, leaves one shard.
"""

from kg.shards.building import build_shards
from kg.shards.loading import Loaded, load, manifests
from kg.shards.manifest import MANIFEST, Manifest, Record

__all__ = ["MANIFEST", "Loaded", "Manifest", "Record", "build_shards", "load", "manifests"]
