import os
from pathlib import Path

import pytest

PACKAGE = Path(os.environ["TASKOTRON_ITEM"])


@pytest.mark.parametrize("name", ["README.md", "LICENSE"])
def test_is_there(name):
    assert (PACKAGE / name).stat().st_size > 0
