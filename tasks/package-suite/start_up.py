"""What a check must have before it starts."""

import os
import shutil


def why_not(tools):
    """Why the check cannot start; None where it can. The tools are programs and how to install each."""
    if os.environ.get("TASKOTRON_ITEM", "") == "":
        return "no item: set TASKOTRON_ITEM, or start this through runtask -i ITEM"
    for tool, install in tools.items():
        if shutil.which(tool) is None:
            return f"{tool} is not installed: {install}"
    return None
