"""Stands in for OSV, for its bulk files and for the badge service, on the loopback interface and with made-up advisories.

    python3 src/bench/services.py [ADVISORIES]     prints its address and runs until it is stopped

Every tenth of the packages org.bench:lib-00000, org.bench:lib-00001, … of Maven, and bench-lib-00000, … of PyPI, has two
records for one vulnerability, which name each other as aliases, as advisories of GitHub and of PyPA do. They are the same in
every run. The badge service knows no project.
"""

import base64
import http.server
import io
import json
import pathlib
import sys
import threading
import zipfile

# Real libraries that measured projects use and that get a record as well, so that these projects are not all clean.
REAL = ["org.yaml:snakeyaml", "com.fasterxml.jackson.core:jackson-databind", "org.apache.commons:commons-lang3", "com.google.guava:guava"]
MODIFIED = "2026-01-01T00:00:00Z"


def advisories(count):
    """The records, by id."""
    records = {}
    for number in range(count // 4):
        for ecosystem, name in (("Maven", f"org.bench:lib-{number * 10:05}"), ("PyPI", f"bench-lib-{number * 10:05}")):
            names = [f"GHSA-{ecosystem.lower()}-{number:05}", f"{'PYSEC' if ecosystem == 'PyPI' else 'OSV'}-2026-{number:05}"]
            for own, other in (names, names[::-1]):
                records[own] = record(own, [other, f"CVE-2026-{10000 + number}"], ecosystem, name)
    for number, name in enumerate(REAL):
        records[f"GHSA-real-{number:05}"] = record(f"GHSA-real-{number:05}", [], "Maven", name)
    return records


def record(own, aliases, ecosystem, name):
    """One record in the form of the OSV schema, with an open range and a text of the usual length."""
    return {
        "schema_version": "1.6.0", "id": own, "modified": MODIFIED, "published": MODIFIED, "aliases": aliases,
        "summary": f"{name} trusts the length that a message names",
        "details": f"A message names its own length, and {name} believes it. " * 20,
        "severity": [{"type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N"}],
        "affected": [{"package": {"ecosystem": ecosystem, "name": name},
                      "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "99.1"}]}],
                      "versions": [f"{major}.{minor}" for major in range(1, 4) for minor in range(10)]}],
        "references": [{"type": "ADVISORY", "url": f"https://example.org/{own}"}],
    }


def crc32c(data):
    """The checksum that the store of the bulk files states; Python has only the other CRC-32."""
    lookup = []
    for byte in range(256):
        for _ in range(8):
            byte = (byte >> 1) ^ (0x82F63B78 if byte & 1 else 0)
        lookup.append(byte)
    crc = 0xFFFFFFFF
    for byte in data:
        crc = lookup[(crc ^ byte) & 0xFF] ^ (crc >> 8)
    return crc ^ 0xFFFFFFFF


class Services:
    """The server; a context manager. Counts requests by kind."""

    def __init__(self, count=10_000):
        self.records = advisories(count)
        self.counts = {}
        self._bodies = {own: json.dumps(one).encode() for own, one in self.records.items()}
        self._by_package = {}
        for own, one in self.records.items():
            named = one["affected"][0]["package"]
            self._by_package.setdefault((named["ecosystem"], named["name"]), []).append({"id": own, "modified": MODIFIED})
        self._bulk = {ecosystem: self._archive(ecosystem) for ecosystem in ("Maven", "PyPI")}
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), type("Bound", (Handler,), {"services": self}))  # nosec PYA915 - on the loopback interface, while a measurement runs
        self._server.daemon_threads = True

    def _archive(self, ecosystem):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:  # nosec PYA911 - it is written, not read
            for own, one in self.records.items():
                if one["affected"][0]["package"]["ecosystem"] == ecosystem:
                    archive.writestr(own + ".json", self._bodies[own])
        data = packed.getvalue()
        return data, "crc32c=" + base64.b64encode(crc32c(data).to_bytes(4, "big")).decode()  # nosec PYA909 - the form in which the real store states a checksum

    def __enter__(self):
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()

    @property
    def address(self):
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def answer(self, path, body):
        """Status, headers and body for one request."""
        if path == "/v1/querybatch":
            self._count("batches")
            named = (query["package"] for query in json.loads(body)["queries"])
            return 200, {}, json.dumps({"results": [self._result(package) for package in named]}).encode()
        if path.startswith("/v1/vulns/"):
            self._count("records")
            found = self._bodies.get(path.rpartition("/")[2])
            return (200, {}, found) if found else (404, {}, b"{}")
        if path.endswith("/all.zip"):
            self._count("bulk files")
            data, checksum = self._bulk[path.split("/")[1]]
            return 200, {"x-goog-hash": checksum, "Content-Type": "application/zip"}, data
        self._count("others")
        return (200, {}, b"[]") if path.startswith("/projects.json") else (404, {}, b"{}")

    def _result(self, package):
        found = self._by_package.get((package["ecosystem"], package["name"]))
        return {"vulns": found} if found else {}

    def _count(self, kind):
        self.counts[kind] = self.counts.get(kind, 0) + 1

    def take_counts(self):
        """What was asked since the last time."""
        counts, self.counts = self.counts, {}
        return counts


class Handler(http.server.BaseHTTPRequestHandler):  # nosec PYA915 - on the loopback interface, while a measurement runs
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    services = None

    def do_GET(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        status, headers, data = self.services.answer(self.path, body)
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", **headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    do_POST = do_HEAD = do_GET

    def log_message(self, *_):
        """Says nothing: a line for each request would drown what is measured."""


if __name__ == "__main__":
    with Services(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000) as running:
        print(running.address, flush=True)
        threading.Event().wait()
