"""The formula calls run(); the text that it returns is the answer, in TAP."""

import os


def run(item):
    if os.path.isdir(item):
        size = len(os.listdir(item))
    elif os.path.isfile(item):
        size = os.path.getsize(item)
    else:
        return "TAP version 13\nBail out! the item is neither a file nor a folder\n"
    return "\n".join(
        [
            "TAP version 13",
            "1..1",
            f"{'ok' if size > 0 else 'not ok'} - TASK_NAME",
            "  ---",
            f"  summary: {size} bytes or entries",
            "  ...",
        ]
    )
