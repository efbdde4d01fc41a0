"""Writes the tables that hold our PEP 440 and PEP 508 against Python's `packaging` library.

    python3 make_tables.py VERSIONS REQUIREMENTS OUT

VERSIONS is a text file with one real version per line, REQUIREMENTS one with one requirement per
line; OUT is src/test/resources/python/version. The choice is seeded: the same input and the same
library give the same tables.
"""
import json
import random
import sys
from pathlib import Path

try:
    import packaging
except ImportError:
    from pip._vendor import packaging
requirements = __import__(packaging.__name__ + ".requirements", fromlist=["x"])  # nosec PYA902 - the name is that of a package imported above
specifiers = __import__(packaging.__name__ + ".specifiers", fromlist=["x"])  # nosec PYA902 - the name is that of a package imported above
version = __import__(packaging.__name__ + ".version", fromlist=["x"])  # nosec PYA902 - the name is that of a package imported above

SYNTHETIC = """1.0 1.0.0 v1.0 V1.0 1 01.02 1.0.dev0 1.0.dev 1.0dev1 1.0a 1.0a0 1.0.a1 1.0-a-1 1.0_alpha_1
1.0alpha1 1.0b1 1.0beta2 1.0c1 1.0rc1 1.0pre1 1.0preview1 1.0RC1 1.0.RC1 1.0-rc.1 1.0.post 1.0.post0 1.0-1 1.0-r5
1.0.rev2 1.0post1.dev2 1.0a1.post1 1.0a1.post1.dev3 1.0a1.dev1 1.0.post1.dev1 1!1.0 0!1.0 2!0.1 1!1.0.dev1 1.0+abc
1.0+5 1.0+ABC.7 1.0+abc-7 1.0+abc_07 1.0+5.abc 1.0+5.5 1.0+5.5.5 1.0+05 1.0a1+x 1.0.post1+x 1.0.dev1+x 20240101123456
99999999999999999999999999.1 1.99999999999999999999999999 1.0a99999999999999999999 1.0.0.0.0.1 0 0.0 0.dev0 0a0.dev0
1.1 1.1.dev0 1.1a1 2.0 2.0.dev5 1.10 1.9 1.0.post10 1.0.post9""".split()
NOT_VERSIONS = ["", " ", "a", "1.", ".1", "1..2", "1.0-", "1.0+", "1.0+a+b", "1.0+a.", "1.0++a", "1.x", "1.*", "1.0 1", "1.0a1b1",
                "1.0post1post2", "latest", "1.0.dev1.post1", "1!2!3", "!1", "-1", "1.0_1", "1.0~1", "１.0", "1.0é", "vv1", "1,0"]
ENVIRONMENTS = [
    dict(python_version="3.8", python_full_version="3.8.10", os_name="posix", sys_platform="linux", platform_machine="x86_64",
         platform_system="Linux", platform_release="5.10.0-23-amd64", platform_version="#1 SMP", platform_python_implementation="CPython",
         implementation_name="cpython", implementation_version="3.8.10", extra=""),
    dict(python_version="3.13", python_full_version="3.13.0", os_name="nt", sys_platform="win32", platform_machine="AMD64",
         platform_system="Windows", platform_release="10", platform_version="10.0.19041", platform_python_implementation="PyPy",
         implementation_name="pypy", implementation_version="7.3.17", extra="test"),
    dict(python_version="2.7", python_full_version="2.7.18", os_name="java", sys_platform="darwin", platform_machine="arm64",
         platform_system="Darwin", platform_release="23.1.0", platform_version="", platform_python_implementation="Jython",
         implementation_name="jython", implementation_version="2.7.4", extra="dev"),
]


def norm(text):
    try:
        return str(version.Version(text))
    except version.InvalidVersion:
        return None


def evaluate(marker, env):
    try:
        return marker.evaluate(dict(env))
    except Exception:
        return None


def requirement_row(text):
    try:
        r = requirements.Requirement(text)
    except Exception as e:
        return {"text": text, "error": type(e).__name__}
    return {
        "text": text, "name": r.name, "extras": sorted(r.extras), "url": r.url,
        "clauses": sorted(s.operator + s.version for s in r.specifier),
        "marker": None if r.marker is None else [evaluate(r.marker, e) for e in ENVIRONMENTS],
    }


def mutate(text, rnd):
    chars = list(text)
    for _ in range(rnd.randint(1, 3)):
        i = rnd.randrange(len(chars) + 1)
        what = rnd.random()
        if what < 0.4 and chars:
            del chars[min(i, len(chars) - 1)]
        elif what < 0.8:
            chars.insert(i, rnd.choice("=<>~!.,;()[]@*+-_ \"'v0a#$/:\t|&") )
        else:
            j = rnd.randrange(len(chars) + 1)
            chars[min(i, j):max(i, j)] = []
    return "".join(chars)


def main():
    rnd = random.Random(440)  # nosec B311 - the same cases every time; nothing secret
    real = sorted({l.rstrip("\n") for l in open(sys.argv[1], encoding="utf-8") if l.strip()})
    texts = sorted({l.rstrip("\n") for l in open(sys.argv[2], encoding="utf-8") if l.strip()})
    out = Path(sys.argv[3])
    out.mkdir(parents=True, exist_ok=True)

    valid = [v for v in real if norm(v)] + SYNTHETIC
    pairs = []
    while len(pairs) < 5000:
        a = rnd.choice(valid)
        near = [v for v in valid if v[:3] == a[:3]] if rnd.random() < 0.5 else valid
        b = rnd.choice(near)
        if rnd.random() < 0.2:
            a, b = rnd.choice(SYNTHETIC), rnd.choice(SYNTHETIC)
        x, y = version.Version(a), version.Version(b)
        pairs.append((a, "<" if x < y else "=" if x == y else ">", b))
    used = sorted({v for a, _, b in pairs for v in (a, b)})
    (out / "pairs.tsv").write_text("".join("\t".join(p) + "\n" for p in pairs), encoding="utf-8")
    with open(out / "versions.jsonl", "w", encoding="utf-8") as f:
        for v in used + NOT_VERSIONS + [mutate(rnd.choice(used), rnd) for _ in range(1500)]:
            f.write(json.dumps([v, norm(v)]) + "\n")

    with open(out / "contains.jsonl", "w", encoding="utf-8") as f:
        for _ in range(4000):
            op = rnd.choice(["==", "!=", "<=", ">=", "<", ">", "~=", "==="])
            a = rnd.choice(SYNTHETIC if rnd.random() < 0.6 else valid)
            b = rnd.choice([v for v in valid if v[:2] == a[:2]])
            if op == "~=":
                # packaging cuts the text of ~= as written and so takes "1.0-rc.1" for "1.0.*"; PEP 440 means "1.*"
                a = norm(a)
            if op in ("==", "!=") and rnd.random() < 0.4:
                a += ".*"
            try:
                spec = specifiers.Specifier(op + a)
                answer = spec.contains(b, prereleases=True)
            except specifiers.InvalidSpecifier:
                answer = None
            f.write(json.dumps([op + a, b, answer]) + "\n")

    with open(out / "requirements.jsonl", "w", encoding="utf-8") as f:
        f.write(json.dumps({"environments": ENVIRONMENTS}) + "\n")
        chosen = rnd.sample(texts, min(1500, len(texts)))
        for t in chosen + [mutate(rnd.choice(texts), rnd) for _ in range(2500)]:
            f.write(json.dumps(requirement_row(t)) + "\n")
    (out / "README.md").write_text(
        "Tables made by `src/bench/python-version/make_tables.py` with packaging %s. Do not edit.\n" % packaging.__version__)


main()
