"""Networks that are not as good as this machine's own: each stands before a server, at an address of its own."""

import contextlib
import random
import socket
import threading
import time
from collections.abc import Callable

CHUNK = 16_384
Take = Callable[[socket.socket], bytes]


class Line:
    """Carries everything to the server and back, as it comes."""

    def __init__(self, port: int) -> None:
        self._to = port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self._open: set[socket.socket] = set()
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Take the line away."""
        self._listener.close()
        for end in list(self._open):
            _shut(end)

    def _reach(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self._to), timeout=30)

    def _asked(self, client: socket.socket) -> bytes:
        """The next piece that goes to the server; nothing cuts the connection."""
        return client.recv(CHUNK)

    def _answered(self, server: socket.socket) -> bytes:
        """The next piece that comes from it."""
        return server.recv(CHUNK)

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            try:
                server = self._reach()
            except OSError:
                client.close()
                continue
            self._open |= {client, server}
            for take, source, sink in ((self._asked, client, server), (self._answered, server, client)):
                threading.Thread(target=self._carry, args=(take, source, sink), daemon=True).start()

    def _carry(self, take: Take, source: socket.socket, sink: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while piece := take(source):
                sink.sendall(piece)
        _shut(source)
        _shut(sink)
        self._open -= {source, sink}


class BadLine(Line):
    """Whatever goes through is late: each piece waits up to `delay` seconds. `loss` of them cut the connection instead.

    TCP repairs what a network loses by sending it again, which is a delay; what it cannot repair is a cut.
    """

    def __init__(self, port: int, *, chance: random.Random, delay: float, loss: float) -> None:
        self._chance, self._delay, self._loss = chance, delay, loss
        self._pieces = self._cuts = 0
        super().__init__(port)

    @property
    def told(self) -> str:
        """What it did, for a message."""
        return f"{self._pieces} pieces, {self._cuts} cuts"

    def _asked(self, client: socket.socket) -> bytes:
        return self._late(super()._asked(client))

    def _answered(self, server: socket.socket) -> bytes:
        return self._late(super()._answered(server))

    def _late(self, piece: bytes) -> bytes:
        self._pieces += 1
        time.sleep(self._chance.uniform(0, self._delay))
        if self._chance.random() < self._loss:
            self._cuts += 1
            return b""
        return piece


class Halting(Line):
    """Carries nothing that comes from the server while it halts. Little fits in between: the rest piles up there."""

    def __init__(self, port: int) -> None:
        self._goes = threading.Event()
        self._goes.set()
        self.carried = 0
        super().__init__(port)

    def halt(self) -> None:
        self._goes.clear()

    def go_on(self) -> None:
        self._goes.set()

    def close(self) -> None:
        """Take the line away; what still waits in it goes on first."""
        self.go_on()
        super().close()

    def _reach(self) -> socket.socket:
        server = socket.socket()
        server.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        server.connect(("127.0.0.1", self._to))
        return server

    def _answered(self, server: socket.socket) -> bytes:
        piece = super()._answered(server)
        self._goes.wait()
        self.carried += len(piece)
        return piece


class Tunnel(Halting):
    """While it halts, neither end hears of the other, and neither is told that the other is gone."""

    def _asked(self, client: socket.socket) -> bytes:
        piece = super()._asked(client)
        self._goes.wait()
        return piece


def _shut(end: socket.socket) -> None:
    with contextlib.suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    with contextlib.suppress(OSError):
        end.close()
