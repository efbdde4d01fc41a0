#!/usr/bin/env python3
"""Measures the vulnerability look-up, online against a local OSV service and offline from its bulk files.

    mvn -q test-compile dependency:build-classpath -Dmdep.outputFile=target/classpath.txt
    python3 src/bench/osv/run.py --replica osv_replica.py --data DATA \\
        --classpath target/classes:target/test-classes:$(cat target/classpath.txt)

DATA holds {Maven,PyPI}/all.zip in the layout of the OSV bucket, and bench_queries.json with lists "maven" and "pypi" of
[name, version]. The service must understand --data, --port 0, --port-file, and serve /_stats, /_reset and /_faults.
Each measurement is a process of its own; times are those of the look-up inside it, the start of the JVM not counted.
Exits with 1 if the ids differ between online and offline, a request is made twice, or a goal is missed.
"""
import argparse, json, pathlib, subprocess, sys, tempfile, time, urllib.request

MAIN = "io.github.pysecaudit.advisory.OsvBench"
failures = []


def call(base, path, body=None):
    request = urllib.request.Request(base + path, data=None if body is None else json.dumps(body).encode())
    with urllib.request.urlopen(request, timeout=30) as answer:  # nosec B310 - the address comes from whoever starts this measurement
        return json.load(answer)


def measure(args, label, mode, where, queries, cache, ids, heap="256m"):
    command = ["java", "-Xmx" + heap, "-cp", args.classpath, MAIN, mode, where, str(queries), str(cache), str(ids)]
    run = subprocess.run(command, capture_output=True, text=True)  # nosec B603 - the command is java with the arguments of this measurement
    if run.returncode:
        sys.exit(label + " failed:\n" + run.stderr)
    result = json.loads(run.stdout.strip().splitlines()[-1])
    print(f"{label:<44} {result['ms']:>6} ms  {result['cpuMs']:>6} ms CPU  {result['requests']:>5} requests  {result['keys']:>5} keys  "
          f"{result['vulnerabilities']:>5} vulnerabilities  heap {result['heapMb']} MB")
    return result


def goal(what, value, limit):
    print(f"  goal: {what}: {value}, at most {limit}: {'met' if value <= limit else 'MISSED'}")
    if value > limit:
        failures.append(what)


def read(ids):
    rows = (line.split("\t") for line in pathlib.Path(ids).read_text().splitlines())
    return {(eco, key): set(found.split()) for eco, key, found in rows}


def all_dependencies(args, base, work, queries):
    call(base, "/_reset", {})
    online = measure(args, "3,100 online, cold", "online", base, queries, work / "c1", work / "online.tsv")
    stats = call(base, "/_stats")
    batches, gets = stats["requests"].get("querybatch", 0), stats["distinct_vuln_gets"]
    print(f"  the service counted {batches} batches, {stats['vuln_gets']} record requests for {gets} records, "
          f"{stats['duplicate_queries']} duplicate queries, at most {stats['max_concurrency']} at a time")
    goal("batches", batches, -(-online["keys"] // 1000))
    goal("requests for one record", stats["max_gets_of_one_vuln"], 1)
    goal("duplicate queries", stats["duplicate_queries"], 0)
    call(base, "/_reset", {})
    measure(args, "3,100 online, fresh cache", "online", base, queries, work / "c1", work / "again.tsv")
    goal("requests with a fresh cache", call(base, "/_stats")["requests_total"], 0)
    measure(args, "3,100 offline, index is made", "offline", args.data, queries, work / "c2", work / "offline.tsv")
    measure(args, "3,100 offline, warm", "offline", args.data, queries, work / "c2", work / "offline.tsv")
    maven = work / "maven.json"
    maven.write_text(json.dumps({"maven": json.loads(queries.read_text())["maven"]}))
    warm = measure(args, "2,500 Maven offline, warm", "offline", args.data, maven, work / "c2", work / "m.tsv")
    goal("ms for 2,500 coordinates offline in 256 MB", warm["ms"], 1500)
    compare(read(work / "online.tsv"), read(work / "again.tsv"), "cold and cached")
    compare(read(work / "online.tsv"), read(work / "offline.tsv"), "online and offline")
    return read(work / "offline.tsv")


def compare(a, b, what):
    different = sorted(key for key in a.keys() | b.keys() if a.get(key) != b.get(key))
    print(f"  {what}: {len(a)} keys, {sum(map(len, a.values()))} ids, {len(different)} keys differ")
    for key in different[:20]:
        print("   ", *key, "only first:", sorted(a[key] - b[key]), "only second:", sorted(b[key] - a[key]))
    if different:
        failures.append(what + " differ")


def five_hundred(args, base, work, answers):
    bad = [key for key, ids in sorted(answers.items()) if ids][:: max(1, sum(1 for i in answers.values() if i) // 60)][:60]
    good = [key for key, ids in sorted(answers.items()) if not ids][:440]
    chosen = {"maven": [], "pypi": []}
    for eco, key in bad + good:
        chosen[eco.lower()].append(key.rsplit(" ", 1))
    queries = work / "500.json"
    queries.write_text(json.dumps(chosen))
    records = len(set().union(*(answers[key] for key in bad)))
    print(f"500 dependencies, {len(bad)} of them vulnerable by {records} records, 100 ms latency")
    call(base, "/_faults", {"latency_ms": 100})
    call(base, "/_reset", {})
    cold = measure(args, "500 online, cold", "online", base, queries, work / "c3", work / "500.tsv")
    goal("ms cold", cold["ms"], 2000)
    goal("requests", call(base, "/_stats")["requests_total"], 1 + records)
    warm = measure(args, "500 online, fresh cache", "online", base, queries, work / "c3", work / "500.tsv")
    goal("ms with a fresh cache", warm["ms"], 300)
    call(base, "/_faults", {"latency_ms": 0})


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--replica", required=True, help="script of the local OSV service")
    parser.add_argument("--data", required=True, help="folder with its data")
    parser.add_argument("--classpath", required=True, help="main and test classes with all libraries")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        port = work / "port"
        server = subprocess.Popen([sys.executable, args.replica, "--data", args.data, "--port", "0", "--port-file", str(port)],  # nosec B603 - whoever starts this measurement names the program
                                  stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            for _ in range(300):
                if port.exists() and port.read_text().strip():
                    break
                time.sleep(0.1)
            base = "http://127.0.0.1:" + port.read_text().strip()
            answers = all_dependencies(args, base, work, pathlib.Path(args.data) / "bench_queries.json")
            five_hundred(args, base, work, answers)
        finally:
            server.terminate()
            server.wait(10)
    if failures:
        sys.exit("not as it should be: " + "; ".join(failures))


if __name__ == "__main__":
    main()
