"""Ask `backref serve` by many clients at once, while one of its desks waits for a service that never answers; count
what is lost.

python benchmarks/serving.py [--clients 50] [--requests 1000]

The services are on the loopback, in a process of their own, and so is the server. Each client sends one request after
another: finds, parses, conversions, checks and verdicts, of a text of its own. Prints a table; exit status 1 if an
answer is lost or not its client's, if the server's memory grows by more than 100 MB after its first hundred answers, or
if others wait for the slow service.
"""

from __future__ import annotations

import argparse
import http.client
import json
import multiprocessing
import sys
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from backref import open_sources
from backref.formats import csl_json
from backref.serving.app import served
from backref.serving.bounds import Bounds
from backref.serving.server import listening, serve
from backref.testing import fake_services

TOKEN = "a-token-for-benchmarks"  # noqa: S105  of a server that ends with the run
CATALOGUE = Path(__file__).resolve().parents[1] / "examples" / "low-back-pain.catalogue.json"
DESKS = 4
GROWTH_MB = 100
SLOW_S = 300.0


def main() -> int:
    """Run it, print the table, and return the exit status."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--clients", type=int, default=50)
    options.add_argument("--requests", type=int, default=1000)
    given = options.parse_args()
    context = multiprocessing.get_context("spawn")
    outbox = context.Queue()
    process = context.Process(target=_server, args=(outbox,), daemon=True)
    process.start()
    try:
        ok = _measure(outbox.get(timeout=60), process.pid or 0, given.clients, given.requests)
    finally:
        process.terminate()
        process.join(20)
    return int(not ok)


def _server(outbox: Any) -> None:
    works = csl_json.load(CATALOGUE.read_text(encoding="utf-8")).references
    with fake_services(works) as quick, fake_services(works) as slow:
        slow.latency_s = SLOW_S
        desks = [open_sources(settings=quick.settings()) for _ in range(DESKS - 1)]
        desks.insert(0, open_sources(settings=slow.settings(patience_s=2 * SLOW_S)))
        on = listening("127.0.0.1", 0)
        outbox.put(on.getsockname()[1])
        bounds = Bounds(per_second=100_000, burst=100_000)
        serve(on, lambda: served(desks, TOKEN, bounds=bounds), bounds)


def _measure(port: int, pid: int, clients: int, requests: int) -> bool:
    slow = threading.Thread(target=_ask, args=(port, "resolve", {"text": "See doi:10.1136/bmj.g6380."}), daemon=True)
    slow.start()  # it takes the first desk, and keeps it
    for number in range(100):  # what is loaded once
        _one(port, number)
    before, began = _memory(pid), time.monotonic()
    with ThreadPoolExecutor(clients) as pool:
        results = list(pool.map(lambda number: _one(port, number), range(requests)))
    wall, after = time.monotonic() - began, _memory(pid)
    lost = Counter(name for name, is_right, _ in results if not is_right)
    waits = sorted(seconds for _, _, seconds in results)
    print(f"{clients} clients, {requests} requests, one of {DESKS} desks waiting for a service that never answers\n")
    print("| | |\n| --- | ---: |")
    print(f"| answered rightly | {requests - lost.total()} |\n| lost or another's | {lost.total()} |")
    print(f"| seconds | {wall:.1f} |\n| requests a second | {requests / wall:.0f} |")
    print(f"| median wait, ms | {1000 * waits[len(waits) // 2]:.0f} |\n| longest wait, ms | {1000 * waits[-1]:.0f} |")
    print(
        f"| memory before and after, MB | {before:.0f}, {after:.0f} |\n| the slow one still waits | {slow.is_alive()} |"
    )
    return not lost and after - before <= GROWTH_MB and waits[-1] < SLOW_S / 4 and slow.is_alive()


def _one(port: int, number: int) -> tuple[str, bool, float]:
    """Ask one thing; its name, whether the answer is its own, and how long it took."""
    mark = f"Work {number} on backs"
    text = f"Heat helps in {number} % [1].\n\nReferences\n\n1. Roe A. {mark}. Spine. 2001;26:11-19.\n"
    name, given = (
        ("find", {"text": text}), ("parse", {"citations": [f"Roe A. {mark}. Spine. 2001;26:11-19."]}),
        ("convert", {"text": f"@book{{a, title = {{{mark}}}}}", "format": "bibtex", "to": "ris"}),
        ("check", {"text": f"@book{{a, title = {{{mark}}}, yeer = 1}}", "format": "bibtex", "ask": False}), ("resolve", {"text": text}),
    )[number % 5]  # fmt: skip
    began = time.monotonic()
    try:
        status, body = _ask(port, name, given)
    except (OSError, http.client.HTTPException):
        return name, False, time.monotonic() - began
    is_right = status == 200 and (name == "check" or mark in body)
    return name, is_right, time.monotonic() - began


def _ask(port: int, name: str, given: dict[str, Any]) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=300)
    try:
        connection.request("POST", f"/{TOKEN}/api/{name}", json.dumps(given), {"Content-Type": "application/json"})
        answer = connection.getresponse()
        return answer.status, answer.read().decode("utf-8", "replace")
    finally:
        connection.close()


def _memory(pid: int) -> float:
    """Megabytes that a process holds."""
    pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    return pages * 4096 / 1e6


if __name__ == "__main__":
    sys.exit(main())
