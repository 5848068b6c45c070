"""Calls a function of a Python file and writes what it returned as JSON. Usage: python-driver.py CALL.json"""

import functools
import importlib.util
import json
import os
import sys


def load(file):
    sys.path.insert(0, os.path.dirname(file))
    name = os.path.splitext(os.path.basename(file))[0]
    spec = importlib.util.spec_from_file_location(name, file)
    if spec is None:
        sys.exit("%s is not a Python file: its name must end in .py" % file)
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def main():
    with open(sys.argv[1], encoding="utf-8") as source:
        call = json.load(source)
    if not os.path.isfile(call["file"]):
        sys.exit("there is no file %s" % call["file"])
    sys.path.pop(0)
    sys.argv = [call["file"]]
    module = load(call["file"])
    try:
        function = functools.reduce(getattr, call["callable"].split("."), module)
    except AttributeError:
        sys.exit("there is no callable %s in %s" % (call["callable"], call["file"]))
    value = function(**call["keywords"])
    with open(call["answer"], "w", encoding="utf-8") as target:
        json.dump(value, target, default=str)


main()
