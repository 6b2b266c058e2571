"""Which server carries the embedded site: `python -m bench.servers` measures each in turn, in one run.

For each: answers a second and their times for a bare page of 40 KB, the time of a question over a socket with 8 people
connected (alone, and while pages are being pressed), and the resident memory of all its processes together.
gunicorn's gevent worker is what carries Cop.
"""

import importlib
import json
import os
import re
import runpy
import signal
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, NoReturn

import click
import socketio
from flask import Flask
from flask_socketio import SocketIO
from gunicorn.app.base import BaseApplication
from gunicorn.sock import create_sockets
from gunicorn.workers.gthread import ThreadWorker
from rich.console import Console
from rich.table import Table
from werkzeug.serving import WSGIRequestHandler

from bench.running import Running

ROOT = Path(__file__).resolve().parent.parent
CONFIGURATION = ROOT / "deploy" / "gunicorn.conf.py"
PEOPLE = 8
QUESTIONS = 250
PAGE = "x" * 40_960
SERVERS = {
    "gunicorn gthread": "threading",
    "gthread worker alone": "threading",
    "werkzeug": "threading",
    "gunicorn gevent": "gevent",
    "gevent pywsgi": "gevent",
}


def bare_app(*, async_mode: Literal["threading", "gevent"]) -> Flask:
    """A page of 40 KB and a question that is answered by what was asked; what Cop imports is imported."""
    app = Flask(__name__)
    sockets = SocketIO(app, async_mode=async_mode, ping_interval=20)
    app.add_url_rule("/", view_func=lambda: PAGE)
    sockets.on_event("echo", lambda words: words)
    importlib.import_module("sqlalchemy.orm")
    return app


def threaded() -> Flask:
    """For gunicorn to call."""
    return bare_app(async_mode="threading")


def with_gevent() -> Flask:
    """For gunicorn's gevent worker, which has patched the standard library by now."""
    return bare_app(async_mode="gevent")


class WorkerAlone(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """gunicorn's worker of threads in the first process, without the master that would start it again."""

    def load_config(self) -> None:
        for name, value in runpy.run_path(str(CONFIGURATION)).items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)
        self.cfg.set("worker_class", "gthread")
        self.cfg.set("threads", 340)

    def load(self) -> Flask:
        return threaded()

    def serve(self, port: int) -> None:
        self.cfg.set("bind", f"127.0.0.1:{port}")
        log = self.cfg.logger_class(self.cfg)
        sockets = create_sockets(self.cfg, log)
        ThreadWorker(1, os.getppid(), sockets, self, self.cfg.timeout, self.cfg, log).init_process()


def serve(name: str, port: int) -> None:
    """Become the server of this name; returns when it is told to stop."""
    gunicorn = [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}"]
    if name == "gunicorn gthread":
        more = ["--worker-class", "gthread", "--threads", "340"]
        _become([*gunicorn, "--config", str(CONFIGURATION), *more, "bench.servers:threaded()"])
    if name == "gunicorn gevent":
        more = ["--worker-class", "gevent", "--worker-connections", "1000", "--no-control-socket"]
        _become([*gunicorn, *more, "bench.servers:with_gevent()"])
    if name == "gthread worker alone":
        WorkerAlone().serve(port)
    if name == "werkzeug":
        WSGIRequestHandler.protocol_version = "HTTP/1.1"  # connections are kept, as by the others
        threaded().run(port=port, threaded=True)
    if name == "gevent pywsgi":
        importlib.import_module("gevent.monkey").patch_all()
        importlib.import_module("gevent.pywsgi").WSGIServer(
            ("127.0.0.1", port), with_gevent(), log=None
        ).serve_forever()


def _become(command: list[str]) -> NoReturn:
    os.execv(sys.executable, command)  # noqa: S606  our own interpreter, no shell


def ask(url: str) -> list[float]:
    """Milliseconds of each question that eight people asked, each as soon as their last was answered."""
    times: list[float] = []

    def person() -> None:
        client = socketio.SimpleClient()
        client.connect(url, transports=["websocket"])
        for number in range(QUESTIONS):
            began = time.perf_counter()
            client.call("echo", {"id": 1, "version": number})
            times.append((time.perf_counter() - began) * 1000)
            time.sleep(0.01)
        client.disconnect()

    people = [threading.Thread(target=person) for _ in range(PEOPLE)]
    for each in people:
        each.start()
    for each in people:
        each.join()
    return times


def press(url: str, *, seconds: int) -> dict[str, float]:
    """Pages a second, and the milliseconds that half and 99 in 100 of them took, by wrk with 8 connections."""
    command = ["wrk", "-t1", f"-c{PEOPLE}", f"-d{seconds}s", "--latency", url]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "Non-2xx" not in told, told
    found = dict(re.findall(r"(50|99)%\s+([\d.]+m?u?s)", told))
    rate = re.search(r"Requests/sec:\s+([\d.]+)", told)
    assert rate is not None, told
    return {"pages_s": float(rate[1]), "page_p50_ms": _ms(found["50"]), "page_p99_ms": _ms(found["99"])}


def measure(name: str, *, seconds: int) -> dict[str, float]:
    """One fresh server: pages, questions, and both at once; memory after all of it."""
    with _running(name) as server:
        press(server.url, seconds=1)
        figures = press(server.url, seconds=seconds)
        alone = _asked_by_another_process(server.url)
        together: list[dict[str, float]] = []
        presser = threading.Thread(target=lambda: together.append(press(server.url, seconds=seconds)))
        presser.start()
        crowded = _asked_by_another_process(server.url)
        presser.join()
        figures |= {"question_p95_ms": alone, "question_p95_busy_ms": crowded, "rss_mib": server.rss_mib()}
    return figures


@contextmanager
def _running(name: str) -> Iterator[Running]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = int(listener.getsockname()[1])
    command = [sys.executable, "-m", "bench.servers", "--serve", name, "--port", str(port)]
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        for _ in range(200):
            with socket.socket() as knock:
                if knock.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield Running(f"http://127.0.0.1:{port}/", process.pid)
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait()


def _asked_by_another_process(url: str) -> float:
    command = [sys.executable, "-m", "bench.servers", "--ask", url]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return float(statistics.quantiles(json.loads(told), n=20)[-1])


def _ms(time_of_wrk: str) -> float:
    number = time_of_wrk.rstrip("mus")
    return float(number) * {"us": 0.001, "ms": 1, "s": 1000}[time_of_wrk.removeprefix(number)]


@click.command()
@click.option("--rounds", default=3, show_default=True, help="Each server this many times, in turn.")
@click.option("--seconds", default=4, show_default=True, help="Seconds of pressing pages each time.")
@click.option("--serve", "name", type=click.Choice(list(SERVERS)), hidden=True)
@click.option("--port", type=int, hidden=True)
@click.option("--ask", "url", hidden=True)
def main(rounds: int, seconds: int, name: str | None, port: int, url: str | None) -> None:
    """Measure the servers that could carry the embedded site."""
    if name:
        return serve(name, port)
    if url:
        return print(json.dumps(ask(url)))
    names = list(SERVERS)
    taken = [{each: measure(each, seconds=seconds) for each in names} for _ in range(rounds)]
    figures = list(taken[0][names[0]])
    table = Table("median (min to max)", *figures)
    for each in names:
        table.add_row(each, *(_spread([once[each][figure] for once in taken]) for figure in figures))
    return Console(width=150).print(table)


def _spread(values: list[float]) -> str:
    return f"{statistics.median(values):.1f} ({min(values):.1f} to {max(values):.1f})"


if __name__ == "__main__":
    main()
