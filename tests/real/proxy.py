"""A bad network: whatever goes through is late, and sometimes the line is cut."""

import contextlib
import random
import socket
import threading
import time

CHUNK = 16_384


class BadLine:
    """Stands before a server. Each piece waits up to `delay` seconds; `loss` of them cut the connection instead.

    TCP repairs what a network loses by sending it again, which is a delay; what it cannot repair is a cut.
    """

    def __init__(self, port: int, *, chance: random.Random, delay: float, loss: float) -> None:
        self._to, self._chance, self._delay, self._loss = port, chance, delay, loss
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self._open: set[socket.socket] = set()
        self._pieces = self._cuts = 0
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def told(self) -> str:
        """What it did, for a message."""
        return f"{self._pieces} pieces, {self._cuts} cuts"

    def close(self) -> None:
        """Take the line away."""
        self._listener.close()
        for end in list(self._open):
            _shut(end)

    def _accept(self) -> None:
        while True:
            try:
                here, _ = self._listener.accept()
            except OSError:
                return
            try:
                there = socket.create_connection(("127.0.0.1", self._to), timeout=30)
            except OSError:
                here.close()
                continue
            self._open |= {here, there}
            for one, other in ((here, there), (there, here)):
                threading.Thread(target=self._carry, args=(one, other), daemon=True).start()

    def _carry(self, one: socket.socket, other: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while piece := one.recv(CHUNK):
                self._pieces += 1
                time.sleep(self._chance.uniform(0, self._delay))
                if self._chance.random() < self._loss:
                    self._cuts += 1
                    break
                other.sendall(piece)
        _shut(one)
        _shut(other)
        self._open -= {one, other}


def _shut(end: socket.socket) -> None:
    with contextlib.suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
    with contextlib.suppress(OSError):
        end.close()
