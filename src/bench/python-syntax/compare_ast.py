"""Compares the syntax trees of this project's Python parser with those of CPython's `ast`.

    mvn -q test-compile dependency:build-classpath     (once; or any other way to compile)
    python3.13 src/bench/python-syntax/compare_ast.py --classpath target/test-classes:target/classes FOLDER...

For every .py file that this Python's own `ast.parse` accepts: is it accepted, and do the kinds, counts and first
lines of all nodes agree? With --positions, also columns and ends (in files that are pure ASCII, as CPython counts
bytes; not of the links of operator chains, which ours keeps flat). Exit code 1 if a file is rejected or differs. Statements and calls are counted on their own, since rules
mostly look at these.
"""

import argparse
import ast
import collections
import pathlib
import subprocess
import sys
import time
import warnings

# Kinds that this Python has no positions for (aliases before 3.10, for instance), and kinds of before 3.9.
IGNORED = {name for name, kind in vars(ast).items() if isinstance(kind, type) and "lineno" not in getattr(kind, "_attributes", ())}
IGNORED |= {"Index", "ExtSlice"}

# Before 3.12, Python gave the place of the whole string, or wrong ones, to what stands inside of f-strings: there only
# the kinds are compared.
PLACES_IN_FSTRINGS = sys.version_info >= (3, 12)


def expected(data, positions):
    """The nodes as AstDump prints them, or None if this Python does not accept the file."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            tree = ast.parse(data)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None
    strings = [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)]
    inside = {id(inner) for node in strings for value in node.values for inner in ast.walk(value)}
    empty_texts = {id(value) for node in strings for value in node.values if is_empty_text(value)}
    nodes = collections.Counter()
    for node in ast.walk(tree):
        if hasattr(node, "lineno") and type(node).__name__ not in IGNORED:
            if id(node) in empty_texts:
                continue
            placed = PLACES_IN_FSTRINGS or id(node) not in inside
            key = (type(node).__name__, node.lineno if placed else 0)
            if positions and placed and not isinstance(node, ast.BinOp):
                key += (node.col_offset, node.end_lineno, node.end_col_offset)
            nodes[key] += 1
    return nodes


def is_empty_text(node):
    """Python 3.12 puts empty constants into formats of f-strings; ours never does."""
    return sys.version_info < (3, 13) and isinstance(node, ast.Constant) and node.value == ""


def ours(line, positions):
    """Verdict and nodes of one line of AstDump."""
    verdict, _, rest = line.partition("\t")
    nodes = collections.Counter()
    string_end = (0, 0)
    for item in rest.split():
        kind, *numbers = item.split(":")
        numbers = list(map(int, numbers))
        inside = (numbers[0], numbers[1]) < string_end
        if kind == "JoinedStr" and not inside:
            string_end = (numbers[2], numbers[3])
        if kind in IGNORED:
            continue
        if inside and not PLACES_IN_FSTRINGS:
            nodes[(kind, 0)] += 1
            continue
        nodes[(kind, *(numbers if positions and kind != "BinOp" else numbers[:1]))] += 1
    return verdict, nodes


def is_statement_or_call(kind):
    return kind == "Call" or issubclass(getattr(ast, kind, object), ast.stmt)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=pathlib.Path)
    parser.add_argument("--classpath", required=True, help="compiled classes and test classes")
    parser.add_argument("--java", default="java")
    parser.add_argument("--positions", action="store_true", help="compare columns and ends too")
    parser.add_argument("--show", type=int, default=20, help="how many differing files to show")
    options = parser.parse_args()

    sys.setrecursionlimit(20000)
    files = [file for folder in options.folders for file in sorted(folder.rglob("*.py")) if file.is_file()]
    started = time.time()
    command = [options.java, "-Xss512k", "-cp", options.classpath, "io.github.pysecaudit.python.syntax.AstDump"]
    names = "".join(f"{file}\n" for file in files)
    dump = subprocess.run(command, input=names.encode(), stdout=subprocess.PIPE, check=True).stdout.decode()  # nosec B603 - whoever starts this comparison names the program
    took = time.time() - started

    lines = dump.splitlines()
    if len(lines) != len(files):
        sys.exit("%d dumps for %d files" % (len(lines), len(files)))
    count = collections.Counter()
    shown = 0
    for file, line in zip(files, lines):
        data = file.read_bytes()
        positions = options.positions and data.isascii()
        theirs = expected(data, positions)
        verdict, nodes = ours(line, positions)
        if theirs is None:
            count["not accepted by this Python"] += 1
            count["... of these accepted by us"] += verdict == "ok"
            if verdict == "ok":
                print(f"{file}: only accepted by us")
            continue
        count["accepted by this Python"] += 1
        count["nodes"] += sum(theirs.values())
        if verdict != "ok":
            count["rejected by us"] += 1
            print(f"{file}:{verdict}")
            continue
        missing, extra = theirs - nodes, nodes - theirs
        count["nodes that differ"] += sum((missing + extra).values())
        count["statements and calls that differ"] += sum(
            n for key, n in (missing + extra).items() if is_statement_or_call(key[0])
        )
        if missing or extra:
            count["files that differ"] += 1
            shown += 1
            if shown <= options.show:
                print(f"{file}: missing {sorted(missing.items())[:4]} extra {sorted(extra.items())[:4]}")
    print(f"Python {sys.version.split()[0]}, {len(files)} files, parsed and dumped in {took:.1f} s")
    for what, number in count.items():
        print(f"{number:9} {what}")
    return 1 if count["rejected by us"] or count["files that differ"] else 0


if __name__ == "__main__":
    sys.exit(main())
