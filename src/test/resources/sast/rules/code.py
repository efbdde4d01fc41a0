# Text that becomes code.
import builtins
import code
import importlib
import logging.config
import sys
from builtins import eval as evaluate
from importlib import import_module as load


def run(text, name):
    exec(text)  # expect: PYA102
    e = exec
    e(text)  # expect-alias: PYA102
    builtins.exec(text)  # expect-alias: PYA102
    exec(text)  # nosec B102 - the text is made by dataclasses # expect-marked: PYA102
    cursor.exec(text)  # silent: PYA102

    eval(text)  # expect: PYA307
    evaluate(text)  # expect-alias: PYA307
    f = eval
    f("1")  # expect-alias: PYA307
    __builtins__["eval"](text)  # expect-alias: PYA307
    globals()["eval"](text)  # expect-alias: PYA307
    getattr(builtins, "ev" "al")(text)  # expect-alias: PYA307
    map(eval, [text])  # expect-alias: PYA307
    eval(text)  # nosec B307 - the text is our own configuration # expect-marked: PYA307
    Test().eval()  # silent: PYA307
    model.eval()  # silent: PYA307

    compile(text, "x", "exec")  # expect: PYA901
    c = compile
    c(text, "x", "exec")  # expect-alias: PYA901
    re.compile(text)  # silent: PYA901
    compile(text, "x", "exec")  # nosec PYA901 - the text is a template of this package # expect-marked: PYA901

    importlib.import_module(name)  # expect: PYA902
    load(name)  # expect-alias: PYA902
    __import__(name)  # expect: PYA902
    importlib.import_module("json")  # silent: PYA902
    load(name)  # nosec PYA902 - the name comes from an entry point # expect-marked: PYA902

    input()  # expect: PYA903
    ask = input
    ask()  # expect-alias: PYA903
    input()  # nosec PYA903 - checked by the caller against a list # expect-marked: PYA903
    form.input()  # silent: PYA903


def shadow(input, compile):
    input()  # silent: PYA903
    compile("x")  # silent: PYA901


def inner():
    def eval(x):
        return x

    eval("1")  # silent: PYA307


def hooks(f):
    sys.settrace(f)  # expect: PYA906
    t = sys.setprofile
    t(f)  # expect-alias: PYA906
    sys.gettrace()  # silent: PYA906
    sys.settrace(f)  # nosec PYA906 - only in the developer's coverage run # expect-marked: PYA906

    code.interact()  # expect: PYA923
    i = code.InteractiveConsole
    i()  # expect-alias: PYA923
    code.compile_command("x")  # silent: PYA923
    code.interact()  # nosec PYA923 - a shell for administrators on the console # expect-marked: PYA923

    logging.config.fileConfig("x")  # expect: PYA919
    from logging.config import dictConfig as d
    d({})  # expect-alias: PYA919
    logging.basicConfig()  # silent: PYA919
    logging.config.fileConfig("x")  # nosec PYA919 - the file is owned by root # expect-marked: PYA919

    logging.config.listen(9999)  # expect: PYA612
    from logging.config import listen as hear
    hear(9999)  # expect-alias: PYA612
    logging.config.listen(9999, verify=f)  # silent: PYA612
    logging.config.listen(9999)  # nosec B612 - reachable only inside of the container # expect-marked: PYA612


def checks(x):
    assert x  # expect: PYA101
    if x: assert x, "message"  # expect-alias: PYA101
    assert_equal(x)  # silent: PYA101
    assert x  # nosec B101 - narrows the type for the checker # expect-marked: PYA101

    try:
        x()
    except Exception:  # expect: PYA110
        pass
    try:
        x()
    except:  # expect-alias: PYA110
        pass
    try:
        x()
    except BaseException:  # expect-alias: PYA110
        ...
    try:
        x()
    except ValueError:  # silent: PYA110
        pass
    try:
        x()
    except Exception:  # expect-marked: PYA110
        pass  # nosec B110 - closing is best effort
    for y in x:
        try:
            y()
        except Exception:  # expect: PYA112
            continue
        try:
            y()
        except:  # expect-alias: PYA112
            continue
        try:
            y()
        except Exception:  # silent: PYA112
            y.close()
            continue
        try:
            y()
        except Exception:  # nosec B112 - the next mirror is tried # expect-marked: PYA112
            continue
