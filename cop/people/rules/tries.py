"""How often a sign-in may be tried and a letter asked for.

Nobody can be locked out. What a stranger uses up from their network leaves the account's owner theirs; a browser in
which the owner was signed in before has tries of its own, whatever is tried elsewhere; and a link by mail stays open
whatever happens to passwords. A try that was right costs nothing. The numbers are ours.
"""

from dataclasses import dataclass, field

from cop.core.errors import N_, RuleBroken
from cop.core.limits import Buckets

TOO_MANY = N_("That was a lot of tries in a short time. Wait a minute, or let us send you a link.")
TOO_MANY_CODES = N_("That was a lot of codes in a short time. Wait a minute, and try the next one.")
TOO_MANY_LETTERS = N_("That is a lot of emails from one place. Wait a few minutes and ask again.")


@dataclass(frozen=True, slots=True)
class Whence:
    """Where a try comes from, and of which account it is: `device` is the number of a browser that its owner uses."""

    account: str
    network: str
    device: int | None = None


@dataclass(frozen=True, slots=True)
class Tries:
    """Counts tries in this process. Times are seconds since any moment."""

    on_account_from_device: Buckets = field(default_factory=lambda: Buckets(per_second=1 / 30, burst=10))
    on_account_from_here: Buckets = field(default_factory=lambda: Buckets(per_second=1 / 30, burst=10))
    on_account: Buckets = field(default_factory=lambda: Buckets(per_second=1 / 6, burst=100))
    codes_on_account: Buckets = field(default_factory=lambda: Buckets(per_second=1 / 60, burst=20))
    from_here: Buckets = field(default_factory=lambda: Buckets(per_second=1, burst=200))
    letters_from_here: Buckets = field(default_factory=lambda: Buckets(per_second=1 / 15, burst=30))
    challenges_from_here: Buckets = field(default_factory=lambda: Buckets(per_second=1, burst=100))

    def check(self, whence: Whence, *, at: float) -> None:
        """Raises RuleBroken when this account was tried too often from this browser, if it is known, or else from this
        network, or by too many at once."""
        if not all(bucket.take(key, at=at) for bucket, key in self._of(whence)):
            raise RuleBroken(TOO_MANY)

    def check_code(self, whence: Whence, *, at: float) -> None:
        """The same for a code, of which there are only a million: from browsers that are not known, it is slower."""
        if whence.device is None and not self.codes_on_account.take(whence.account, at=at):
            raise RuleBroken(TOO_MANY_CODES)
        self.check(whence, at=at)

    def forgive(self, whence: Whence) -> None:
        """It was right."""
        for bucket, key in self._of(whence):
            bucket.give_back(key)

    def forgive_code(self, whence: Whence) -> None:
        """The code was right. A right password alone gives no code back: whoever knows it may be guessing codes."""
        if whence.device is None:
            self.codes_on_account.give_back(whence.account)
        self.forgive(whence)

    def check_letter(self, *, network: str, at: float) -> None:
        """Raises RuleBroken when too many letters were asked for from this network."""
        if not self.letters_from_here.take(network, at=at):
            raise RuleBroken(TOO_MANY_LETTERS)

    def check_challenge(self, *, network: str, at: float) -> None:
        """Raises RuleBroken when passkeys were asked for too often from this network."""
        if not self.challenges_from_here.take(network, at=at):
            raise RuleBroken(TOO_MANY)

    def _of(self, whence: Whence) -> tuple[tuple[Buckets, object], ...]:
        if whence.device is not None:
            return ((self.on_account_from_device, (whence.account, whence.device)),)
        return (
            (self.on_account_from_here, (whence.account, whence.network)),
            (self.from_here, whence.network),
            (self.on_account, whence.account),
        )


def network_of(address: str | None) -> str:
    """Where a try comes from: an address, and of IPv6 the part that one household shares."""
    address = address or ""
    return ":".join(address.split(":")[:4]) if ":" in address else address
