"""Settings of linking and of federated queries: where they come from, and what goes before what."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.config import load_config
from kg.errors import ConfigError


def test_decisions_lie_beside_the_store_unless_set(tmp_path: Path) -> None:
    assert load_config(tmp_path, {}).decisions_file == Path("links.sssom.tsv")
    assert load_config(tmp_path, {"KG_STORE": "/data/store"}).decisions_file == Path("/data/links.sssom.tsv")
    (tmp_path / "kg.toml").write_text('decisions = "ours.tsv"\nindex = "items.sqlite"\nonline = true\n')
    config = load_config(tmp_path, {})
    assert (config.decisions_file, config.index, config.online) == (
        tmp_path / "ours.tsv",
        tmp_path / "items.sqlite",
        True,
    )


def test_the_environment_goes_before_the_file(tmp_path: Path) -> None:
    (tmp_path / "kg.toml").write_text('decisions = "ours.tsv"\nindex = "items.sqlite"\nonline = true\nauthor = "Eve"\n')
    environment = {"KG_DECISIONS": "d.tsv", "KG_INDEX": "i.sqlite", "KG_ONLINE": "no", "KG_AUTHOR": "Ada"}
    config = load_config(tmp_path, environment)
    assert (config.decisions_file, config.index) == (Path("d.tsv"), Path("i.sqlite"))
    assert (config.online, config.author) == (False, "Ada")


@pytest.mark.parametrize("value", ["perhaps", "2"])
def test_online_is_yes_or_no(tmp_path: Path, value: str) -> None:
    with pytest.raises(ConfigError, match="KG_ONLINE"):
        load_config(tmp_path, {"KG_ONLINE": value})


@pytest.mark.parametrize("line", ["online = 1", 'service = "http://x/"', 'mirror = "http://x/"', "index = true"])
def test_a_setting_of_the_wrong_type_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / "kg.toml").write_text(line + "\n")
    with pytest.raises(ConfigError, match=line.split()[0]):
        load_config(tmp_path, {})
