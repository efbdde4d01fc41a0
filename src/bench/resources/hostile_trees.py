"""Trees that want to exhaust whoever reads them, one function each; run.py builds them one after the other and audits them.

A function gets an empty folder, fills it, and says by its decorator what no honest audit may call PASS: what the tree hides.
"""
import io, json, os, pathlib, random, struct, zipfile, zlib

GIB = 1 << 30
REFUSED = "refused"  # the goal must say that it cannot work, and write no report
BAD = "import os\nos.system(input())\n"
CASES = []


def case(size, hides=""):
    """Registers a tree with its size in words and the requirements that must not be PASS for it."""
    def register(build):
        CASES.append((build.__name__.replace("_", "-"), size, hides.split(), build))
        return build
    return register


def write(root, path, content):
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content.encode() if isinstance(content, str) else content)


def sparse(root, path, head=b"", size=GIB):
    """A file of this size that takes no room on disk: zeros after its first bytes."""
    write(root, path, head)
    os.truncate(root / path, size)


def filled(root, path, line, size=GIB):
    """A file of this size that is text all through."""
    block = (line * ((1 << 20) // len(line) + 1)).encode()
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    with open(root / path, "wb") as out:
        for _ in range(size // len(block) + 1):
            out.write(block)


def archive(entries):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:  # nosec PYA911 - the archive is one that this script writes
        for name, content in entries:
            zipped.writestr(zipfile.ZipInfo(name), content, compress_type=zipfile.ZIP_DEFLATED)
    return out.getvalue()


@case("nothing but a README and one module; what the JVM and Maven cost alone")
def small(root):
    write(root, "README.md", "# Small\n")
    write(root, "app.py", "x = 1\n")


@case("210,000 files: Python, Markdown, requirements, YAML, Dockerfiles, scripts", "6.1 6.2 10.1")
def many_files(root):
    kinds = [("m%d.py", "import os\nx = os.getcwd()\n"), ("d%d.md", "# Title\n\ntext\n"), ("%d/requirements.txt", "a==1\n"),
             ("y%d.yml", "a: [1, 2]\n"), ("%d/Dockerfile", "FROM scratch\nUSER 1000\n"), ("s%d", "#!/bin/sh\necho x\n"),
             ("t%d.txt", "text\n")]
    for i in range(210_000):
        name, text = kinds[i % len(kinds)]
        write(root, f"f{i // 1000}/" + name % i, text)


@case("60,000 modules in one folder")
def one_folder(root):
    for i in range(60_000):
        write(root, f"all/m{i}.py", "x = 1\n")


@case("1,010,000 empty files in one folder", "6.1 6.2 10.1")
def crowded_folder(root):
    (root / "all").mkdir()
    for i in range(1_010_000):
        os.mknod(root / f"all/{i}.txt")  # nosec PYA904 - it lies in a folder that is made for this run


@case("a folder 1,000 deep with a module at its end", "10.1")
def deep_tree(root):
    depth = os.open(root, os.O_RDONLY)
    for _ in range(1000):
        os.mkdir("d" * 20, dir_fd=depth)  # nosec PYA904 - it lies in a folder that is made for this run
        below = os.open("d" * 20, os.O_RDONLY, dir_fd=depth)
        os.close(depth)
        depth = below
    with os.fdopen(os.open("deep.py", os.O_WRONLY | os.O_CREAT, dir_fd=depth), "w") as out:
        out.write(BAD)
    os.close(depth)


@case("150,000 empty files with paths of 3,700 bytes", "10.1")
def long_paths(root):
    folder = root
    while len(str(folder)) < 3500:
        folder = folder / ("n" * 200)
    folder.mkdir(parents=True)
    here = os.open(folder, os.O_RDONLY)
    for i in range(150_000):
        os.close(os.open(f"{i:0>200}.txt", os.O_WRONLY | os.O_CREAT, dir_fd=here))
    os.close(here)
    write(root, "app.py", BAD)


@case("2,000 names of 255 bytes, not UTF-8, with line breaks, escape codes and workflow commands", "10.2")
def names(root):
    for i in range(250):
        for raw in [b"x" * 249 + b"%03d" % i + b".py", b"\xff\xfe\x80%d.py" % i, b"a\n::error::forged%d.py" % i, b"b\r[ERROR] forged%d.py" % i,
                    b"\x1b[31mred%d.py" % i, b"\xc2\x9b31mred%d.py" % i, "\u202e%dyp.gpj.py".encode() % i, b"<script>alert(%d)<script>.py" % i]:
            with open(os.fsencode(root) + b"/" + raw[-255:], "wb") as out:
                out.write(BAD.encode())


@case("10,000 links: to one module, to the root, out of the tree, to nothing, in circles")
def link_farm(root):
    write(root, "farm/target.py", "x = 1\n")
    for i in range(10_000):
        target = ["target.py", "..", "/etc", "nowhere", f"l{(i + 5) % 10_000}.py"][i % 5]
        os.symlink(target, root / f"farm/l{i}.py")


@case("40 modules of 900 KB, and 250 links to each", "10.1")
def linked_weight(root):
    for i in range(40):
        write(root, f"real/m{i}.py", "x = [1, 2, 3]\n" * 64_000)
        for j in range(250):
            (root / f"l{j}").mkdir(exist_ok=True)
            os.symlink(f"../real/m{i}.py", root / f"l{j}/m{i}.py")


for _name, _path, _hides in [
        ("pyproject", "pyproject.toml", "5.1 6.1"), ("requirements", "requirements.txt", "5.1 6.2"), ("readme", "README.md", "0.2"),
        ("uv-lock", "uv.lock", "5.1"), ("dockerfile", "Dockerfile", "8.1 8.2"), ("policy", "SECURITY.md", "1.1 1.2"),
        ("module", "big.py", "10.1"), ("notebook", "big.ipynb", "10.1"), ("git-index", ".git/index", "10.1"), ("gitignore", ".gitignore", "10.1"),
        ("wheel", "big.whl", "5.1"), ("zip", "big.zip", ""), ("sdist", "big.tar.gz", "5.1"), ("setup-py", "setup.py", "6.2 10.1"),
        ("configuration", "audit.toml", ""), ("baseline", "audit-baseline.json", REFUSED), ("git-config", ".git/config", ""),
        ("workflow", ".github/workflows/ci.yml", "8.1 8.2"), ("compose", "docker-compose.yml", "8.1 8.2"), ("script", "run", "")]:
    def _big(root, path=_path):
        write(root, "app.py", "x = 1\n")
        sparse(root, path, {"big.whl": b"PK\x03\x04", "big.zip": b"PK\x03\x04", "big.tar.gz": b"\x1f\x8b\x08\0"}.get(path, b""))
    _big.__name__ = "sparse-1-gb-" + _name
    case(f"1 GB of zeros in {_path}", _hides)(_big)

for _name, _path, _line, _hides in [
        ("module", "big.py", "x = 'some text'  # and a comment\n", "10.1"), ("requirements", "requirements.txt", "somepackage==1.0\n", "5.1 6.2"),
        ("readme", "README.md", "> - *some* [text](http://a.example)\n", "0.2"), ("gitignore", ".gitignore", "*.py\n", "10.1")]:
    def _text(root, path=_path, line=_line):
        write(root, "app.py", "x = 1\n")
        filled(root, path, line)
    _text.__name__ = "text-1-gb-" + _name
    case(f"1 GB of text in {_path}", _hides)(_text)


@case("50 MB of Python in one line", "10.1")
def minified_module(root):
    write(root, "min.py", "x=1;" * (50 << 18))


@case("20 modules of 5 MB, each one line of brackets, calls or f-strings", "10.1")
def dense_modules(root):
    for i, text in enumerate(["(" * 2_500_000 + ")" * 2_500_000, "f(" * 1_600_000, "x=" * 2_500_000, "not " * 1_250_000, "a.b" * 1_600_000,
                              "f'{" * 1_600_000, "[x for x in " * 400_000, "lambda:" * 700_000, "a if b else " * 400_000, "-" * 5_000_000,
                              "'" * 5_000_000, "\\\n" * 2_500_000, "#" * 5_000_000, "if x:\n" * 800_000, "def f(): pass\n" * 350_000,
                              "@a\n" * 1_600_000, "a," * 2_500_000, "{1:" * 1_600_000, "a" * 5_000_000, "9" * 5_000_000]):
        write(root, f"m{i}.py", text)


@case("a notebook of 20 MB in one line", "10.1")
def one_line_notebook(root):
    cell = {"cell_type": "code", "source": ["import os\n", "os.system(input())"], "outputs": [], "metadata": {}}
    write(root, "long.ipynb", json.dumps({"cells": [cell] * 180_000, "nbformat": 4, "metadata": {}}))


@case("a notebook of nested lists, 5 MB deep", "10.1")
def deep_notebook(root):
    write(root, "deep.ipynb", '{"cells": ' + "[" * 5_000_000)


@case("anchors that unfold to 9^30 nodes, in a workflow, a compose file, a manifest and a conda environment", "6.2 8.1 8.2")
def yaml_anchors(root):
    bomb = "a0: &a0 x\n" + "".join(f"a{i}: &a{i} [{','.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 31))
    for path in [".github/workflows/ci.yml", "docker-compose.yml", "environment.yml", "k8s/deployment.yaml", ".gitlab-ci.yml", "mkdocs.yml"]:
        write(root, path, bomb)
    write(root, "deep.yml", "[" * 500_000)
    write(root, "keys.yaml", "".join(f"? {i}\n" for i in range(200_000)))


@case("10,000 requirement files, each including two others", "6.2")
def including_requirements(root):
    for i in range(10_000):
        write(root, f"r/requirements-{i}.txt", f"-r requirements-{(i + 1) % 10_000}.txt\n-r requirements-{(i * 7 + 3) % 10_000}.txt\np{i}>=1\n")


@case("3,000 requirement files that all include a file of 5,000 packages", "6.2")
def shared_requirements(root):
    write(root, "requirements-all.txt", "".join(f"p{i}==1\n" for i in range(5_000)) + "x>=1\n")
    for i in range(3_000):
        write(root, f"r{i}/requirements.txt", "-r ../requirements-all.txt\n")


@case("5,000 folders with a pyproject.toml, a setup.py, a Dockerfile and a policy each", "6.1")
def many_packages(root):
    for i in range(5_000):
        write(root, f"p{i}/pyproject.toml", f'[project]\nname = "p{i}"\nversion = "1"\ndependencies = ["a{i}>=1", "b==1"]\n')
        write(root, f"p{i}/setup.py", "from setuptools import setup\nsetup(name='x', install_requires=['a>=1'])\n")
        write(root, f"p{i}/Dockerfile", "FROM python\nCOPY . .\nCMD run\n")
        write(root, f"p{i}/SECURITY.md", "# Security\n\nWrite to security@example.org.\n")


@case("a lock file of 4 MB, 40,000 packages", "5.1")
def long_lock(root):
    write(root, "pyproject.toml", '[project]\nname = "p"\nversion = "1"\ndependencies = ["a0==1"]\n')
    write(root, "uv.lock", "version = 1\n" + "".join(f'[[package]]\nname = "a{i}"\nversion = "1.{i}"\nsource = {{ registry = "https://a.example" }}\n\n'
                                                      for i in range(40_000)))


@case("TOML of 1 MB each: keys with 200,000 dots, 300,000 nested arrays, 20,000 tables", "6.1")
def hostile_toml(root):
    write(root, "a/pyproject.toml", "a" + ".a" * 200_000 + " = 1\n")
    write(root, "b/pyproject.toml", "a = " + "[" * 300_000)
    write(root, "c/pyproject.toml", "".join(f"[t.{'a.' * (i % 20)}x{i}]\nk = 1\n" for i in range(20_000)))
    write(root, "d/pyproject.toml", "a = {" * 100_000)


@case("Markdown, reStructuredText and AsciiDoc of 1 MB each: nested quotes, lists, brackets, tables, links", "1.1")
def hostile_documents(root):
    write(root, "README.md", ">" * 500_000 + "\n" + "- " * 200_000)
    write(root, "SECURITY.md", "[" * 500_000 + "](" * 200_000)
    write(root, "ARCHITECTURE.md", "| a " * 200_000 + "\n" + "|---" * 200_000 + "\n" + "| b " * 60_000)
    write(root, "docs/a.md", "*a **b " * 140_000)
    write(root, "docs/b.md", "`" * 300_000 + "<a " * 200_000)
    write(root, "docs/c.rst", "=" * 500_000 + "\n" + "* " * 200_000)
    write(root, "docs/d.adoc", "=" * 500_000 + "|===\n" * 100_000)
    write(root, "docs/e.md", "".join(f"[l{i}]: http://x/{i}\n" for i in range(40_000)) + "[l1] " * 40_000)
    write(root, "docs/f.md", "a@" * 400_000 + "." * 200_000)
    write(root, "docs/design.md", "is not applicable " * 50_000)


@case("a wheel with 50,000 modules, as many entries as are read", "")
def many_entries(root):
    write(root, "many.whl", archive((f"a/m{i}.py", BAD) for i in range(50_000)))


@case("a wheel with 50,001 modules", "10.1")
def too_many_entries(root):
    write(root, "many.whl", archive((f"a/m{i}.py", BAD) for i in range(50_001)))


@case("a zip of 200,000 empty entries, and one whose directory claims 4 billion", "")
def claiming_directory(root):
    write(root, "many.zip", archive((f"{i}", b"") for i in range(200_000)))
    small = bytearray(archive([("a.py", b"x = 1\n")]))
    end = small.rfind(b"PK\x05\x06")
    struct.pack_into("<HH", small, end + 8, 0xFFFF, 0xFFFF)
    write(root, "claims.zip", bytes(small))
    wide = bytearray(archive([("a.py", b"x = 1\n")]))
    struct.pack_into("<I", wide, wide.rfind(b"PK\x05\x06") + 12, 0xFFFFFFF0)
    write(root, "wide.whl", bytes(wide))


@case("3,000 modules __init__.py of one size in the tree, and 3,000 others in a wheel", "10.1")
def twin_names(root):
    for i in range(3_000):
        write(root, f"p{i}/__init__.py", f"x = {i:05}\n")
    write(root, "twins.whl", archive((f"q{i}/__init__.py", f"y = {i:05}\n") for i in range(3_000)))


@case("archives 20 deep, with 10 in each of the first four levels", "")
def nested_archives(root):
    inner = archive([("deep.py", BAD)])
    for level in range(20):
        copies = 10 if level >= 16 else 1
        inner = archive((f"{level}-{i}.zip", inner) for i in range(copies))
    write(root, "nested.zip", inner)


@case("a zip that holds a copy of itself without end", "")
def quine_archive(root):
    """A stored entry whose data is the archive: its local header points at the start of the file."""
    name = b"again.zip"
    header = struct.pack("<4sHHHHHIIIHH", b"PK\x03\x04", 20, 0, 0, 0, 0, 0, 1 << 20, 1 << 20, len(name), 0) + name
    central = struct.pack("<4sHHHHHHIIIHHHHHII", b"PK\x01\x02", 20, 20, 0, 0, 0, 0, 0, 1 << 20, 1 << 20, len(name), 0, 0, 0, 0, 0, 0) + name
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 1, 1, len(central), len(header), 0)
    write(root, "quine.zip", header + central + end)
    write(root, "quine.whl", (header + central + end) * 50)


@case("a wheel whose METADATA unpacks to 4 GB, and 1,000 entries that share the data of one of 10 MB", "5.1")
def archive_bombs(root):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as zipped:  # nosec PYA911 - the archive is one that this script writes
        with zipped.open("a-1.dist-info/METADATA", "w", force_zip64=True) as entry:
            for _ in range(4096):
                entry.write(bytes(1 << 20))
    write(root, "bomb.whl", out.getvalue())
    data = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = data.compress(b"x = 1\n" * 1_700_000) + data.flush()
    crc = zlib.crc32(b"x = 1\n" * 1_700_000)
    size = 6 * 1_700_000
    header = struct.pack("<4sHHHHHIIIHH", b"PK\x03\x04", 20, 0, 8, 0, 0, crc, len(body), size, 4, 0) + b"a.py"
    central = b"".join(struct.pack("<4sHHHHHHIIIHHHHHII", b"PK\x01\x02", 20, 20, 0, 8, 0, 0, crc, len(body), size, len(n), 0, 0, 0, 0, 0, 0) + n
                       for n in (f"m{i}.py".encode() for i in range(1000)))
    start = len(header) + len(body)
    write(root, "overlap.whl", header + body + central + struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 1000, 1000, len(central), start, 0))


@case("60 wheels, each with 1,000 modules of 3 KB of its own, and one weakness in the last", "10.2")
def many_wheels(root):
    for i in range(60):
        write(root, f"w/p{i}-1.0-py3-none-any.whl", archive(
            (f"a/m{j}.py", f"n = {i}, {j}\n" + "y = [1, 2, 3]  # text\n" * 140 + (BAD if i * j == 59 * 999 else "")) for j in range(1000)))


@case("30,000 modules with ten findings each", "10.2")
def many_findings(root):
    for i in range(30_000):
        write(root, f"f{i // 500}/m{i}.py", f"import os\nn = {i}\n" + "os.system(input())\n" * 10)


@case("one module of 1 MB with 50,000 findings and 50,000 bare markers", "10.2")
def dense_findings(root):
    write(root, "a.py", "import os\n" + "os.system(input())\n" * 50_000)
    write(root, "b.py", "import os\n" + "os.system(input())  # nosec\n" * 35_000)


@case("a git index of 500,000 entries with paths of 4,000 bytes, in version 4, which stores only what differs", "10.1")
def git_index_bomb(root):
    write(root, "app.py", BAD)
    (root / ".git").mkdir()
    write(root, ".git/HEAD", "ref: refs/heads/main\n")
    stat = bytes(24) + struct.pack(">I", 0o100644) + bytes(12) + bytes(20) + struct.pack(">H", 0xFFF)
    with open(root / ".git/index", "wb") as out:
        out.write(struct.pack(">4sII", b"DIRC", 4, 500_000))
        out.write(stat + b"\0" + b"a/" * 2000 + b"%07d" % 0 + b"\0")
        for i in range(1, 500_000):
            out.write(stat + b"\x07" + b"%07d" % i + b"\0")


@case("20,000 folders with a .gitignore of 200 rules each, and a module below all of them", "")
def many_gitignores(root):
    rules = "".join(f"**/*a{i}*b*[c-z]*/**/x\n" for i in range(200))
    for i in range(20_000):
        write(root, f"g{i // 100}/g{i}/.gitignore", rules)
        write(root, f"g{i // 100}/g{i}/m.txt", "")


@case("a .gitignore of 10,000 patterns full of stars, over 5,000 names made of one letter", "")
def slow_patterns(root):
    write(root, ".gitignore", "".join("*a" * 60 + f"{i}\n" for i in range(10_000)))
    for i in range(5_000):
        write(root, f"d{i // 100}/" + "a" * 200 + f"{i}.txt", "")
    write(root, "app.py", "x = 1\n")


@case("a Dockerfile, a shell script and a Makefile of 1 MB, each one logical line", "")
def long_lines(root):
    write(root, "Dockerfile", "FROM a\nRUN " + "a && \\\n" * 140_000 + "b\n")
    write(root, "run.sh", "#!/bin/sh\n" + "$(" * 300_000)
    write(root, "deploy.sh", "#!/bin/sh\n" + "a;" * 500_000)
    write(root, "Makefile", "a:\n\t" + "x \\\n" * 250_000)
    write(root, "setup.py", "from setuptools import setup\nx = 'a'\n" + "x = x + x\n" * 1000 + "setup(install_requires=[x])\n")
    write(root, "noxfile.py", "x = [1]\n" + "x = x * 99999\n" * 50)
    write(root, "tox.ini", "[testenv]\ncommands =\n" + " a\n" * 300_000)
    write(root, "setup.cfg", "[options]\ninstall_requires =\n" + "".join(f"    p{i}>=1\n" for i in range(60_000)))


@case("audit.toml with 9,000 acceptances, a SARIF report with 100,000 results", "")
def own_rules(root):
    write(root, "app.py", "x = 1\n")
    write(root, "audit.toml", '[code]\nreports = ["r.sarif"]\n' + "".join(
        f'[[accept]]\nid = "CVE-2026-{i:05}"\nreason = "a long enough reason, which is given here"\nexpires = 2027-01-01\n' for i in range(9_000)))
    result = {"ruleId": "B602", "message": {"text": "m"}, "locations": [{"physicalLocation": {"artifactLocation": {"uri": "app.py"}, "region": {"startLine": 1}}}]}
    write(root, "r.sarif", json.dumps({"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "bandit"}}, "results": [result] * 100_000}]}))


@case("random bytes under 400 names that mean something", "")
def noise(root):
    noise_of = random.Random(8)  # nosec PYA311 - the same tree every time, nothing secret
    for i in range(20):
        for name in ["pyproject.toml", "requirements.txt", "setup.cfg", "setup.py", "Pipfile", "Pipfile.lock", "poetry.lock", "uv.lock", "pdm.lock",
                     "environment.yml", "Dockerfile", "docker-compose.yml", "a.whl", "a.tar.gz", "a.zip", "README.md", "SECURITY.md", "a.ipynb",
                     "a.service", "tox.ini"]:
            write(root, f"n{i}/{name}", noise_of.randbytes(100_000))
