import os
from pathlib import Path

ITEM = Path(os.environ["TASKOTRON_ITEM"])


def test_not_empty():
    size = len(list(ITEM.iterdir())) if ITEM.is_dir() else ITEM.stat().st_size
    assert size > 0
