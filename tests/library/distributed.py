"""A real Chroma server with an index of sparse vectors put in front, which `chroma run` refuses to make.

A distributed Chroma cannot be started on one machine without a cluster. What it adds is told by its sources (version
1.5: the operators `idf` and `sparse_log_knn`) and done here by them: a query's dimensions are scaled by
``ln((n - held + 0.5) / (held + 0.5) + 1)`` over all records of the collection, a record's distance is one less the
product of the two vectors, and the nearest come first. All else goes through to the real server.
"""

from __future__ import annotations

import http.client
import json
import math
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tests.library.chroma import RunningChroma

Vector = dict[int, float]
TYPE, SPARSE = "#type", "sparse_vector"


@dataclass
class Kept:
    """What the real server does not keep of one collection."""

    key: str
    vectors: dict[str, dict[str, Any]] = field(default_factory=dict)


@dataclass
class DistributedChroma:
    """`chroma` as a distributed server would answer; it goes when `chroma` goes."""

    chroma: RunningChroma
    kept: dict[str, Kept] = field(default_factory=dict)
    searches: int = 0

    def __post_init__(self) -> None:
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def log_message(self, *_: object) -> None: ...

            def _answer(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                try:
                    status, told = outer.answer(self.command, self.path, body)
                except (OSError, http.client.HTTPException):
                    status, told = 502, b"{}"
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(told)))
                self.end_headers()
                self.wfile.write(told)

            do_GET = do_POST = do_PUT = do_DELETE = _answer

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def close(self) -> None:
        self._server.shutdown()

    def answer(self, method: str, path: str, body: bytes) -> tuple[int, bytes]:
        does = path.rpartition("/")[2].partition("?")[0] if method == "POST" else ""
        if does == "collections":
            return self._made(path, json.loads(body))
        collection = path.split("/")[-2] if does else ""
        kept = self.kept.get(collection)
        if kept is None:
            return self._real(method, path, body)
        if does == "search":
            self.searches += 1
            return 200, json.dumps(self._found(path.removesuffix("/search"), kept, json.loads(body))).encode()
        if does in ("add", "upsert", "update"):
            body = self._without_sparse(kept, json.loads(body))
        status, told = self._real(method, path, body)
        return status, self._with_sparse(kept, told) if does == "get" and status == 200 else told

    def _made(self, path: str, asked: dict[str, Any]) -> tuple[int, bytes]:
        schema = asked.get("schema") or {"keys": {}}
        sparse = {key: value for key, value in schema["keys"].items() if SPARSE in value}
        for key in sparse:
            del schema["keys"][key]
        status, told = self._real("POST", path, json.dumps(asked).encode())
        if status == 200 and sparse:
            self.kept.setdefault(json.loads(told)["id"], Kept(next(iter(sparse))))
        return status, told

    def _without_sparse(self, kept: Kept, asked: dict[str, Any]) -> bytes:
        for record, metadata in zip(asked["ids"], asked.get("metadatas") or [], strict=False):
            if metadata and isinstance(metadata.get(kept.key), dict):
                kept.vectors[record] = metadata.pop(kept.key)
        return json.dumps(asked).encode()

    def _with_sparse(self, kept: Kept, told: bytes) -> bytes:
        found = json.loads(told)
        for record, metadata in zip(found["ids"], found.get("metadatas") or [], strict=False):
            metadata[kept.key] = kept.vectors[record]
        return json.dumps(found).encode()

    def _found(self, path: str, kept: Kept, asked: dict[str, Any]) -> dict[str, Any]:
        held = {record: _vector(kept.vectors[record]) for record in self._ids(path, None)}
        found: dict[str, Any] = {name: [] for name in ("ids", "documents", "embeddings", "metadatas", "scores")}
        for search in asked["searches"]:
            knn = search["rank"]["$knn"]
            assert (knn["key"], knn["query"][TYPE]) == (kept.key, SPARSE)
            query = {i: value * _rarity(held, i) for i, value in _vector(knn["query"]).items()}
            inside = self._ids(path, search["filter"]) if search["filter"] else list(held)
            distances = {
                record: 1 - sum(value * held[record].get(i, 0.0) for i, value in query.items()) for record in inside
            }
            best = sorted(distances.items(), key=lambda pair: pair[1])[: min(knn["limit"], search["limit"]["limit"])]
            found["ids"].append([record for record, _ in best])
            found["scores"].append([distance for _, distance in best])
            wanted = kept.key in search["select"]["keys"]
            found["metadatas"].append([{kept.key: kept.vectors[r]} for r, _ in best] if wanted else None)
            found["documents"].append(None)
            found["embeddings"].append(None)
        return found

    def _ids(self, path: str, where: dict[str, Any] | None) -> list[str]:
        body = json.dumps({"where": where, "include": []} if where else {"include": []}).encode()
        status, told = self._real("POST", f"{path}/get", body)
        assert status == 200, told
        return list(json.loads(told)["ids"])

    def _real(self, method: str, path: str, body: bytes) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.chroma.port, timeout=60)
        try:
            connection.request(method, path, body or None, {"Content-Type": "application/json"})
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()


def _vector(sparse: dict[str, Any]) -> Vector:
    return dict(zip(sparse["indices"], sparse["values"], strict=True))


def _rarity(held: dict[str, Vector], dimension: int) -> float:
    n, with_it = len(held), sum(dimension in vector for vector in held.values())
    return math.log((n - with_it + 0.5) / (with_it + 0.5) + 1)
