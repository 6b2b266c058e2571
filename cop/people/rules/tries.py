"""How often a sign-in may be tried and a letter asked for.

Nobody can be locked out: what a stranger uses up from their network leaves the account's owner theirs, and a link by
mail stays open whatever happens to passwords. The numbers are ours.
"""

from dataclasses import dataclass, field

from cop.core.errors import N_, RuleBroken
from cop.core.limits import Buckets

TOO_MANY = N_("That was a lot of tries in a short time. Wait a minute, or let us send you a link.")
TOO_MANY_LETTERS = N_("That is a lot of emails from one place. Wait a few minutes and ask again.")


@dataclass(frozen=True, slots=True)
class Tries:
    """Counts tries in this process. Times are seconds since any moment."""

    on_account_from_here: Buckets = field(default_factory=lambda: Buckets(per_second=1 / 30, burst=10))
    on_account: Buckets = field(default_factory=lambda: Buckets(per_second=1 / 6, burst=100))
    from_here: Buckets = field(default_factory=lambda: Buckets(per_second=1, burst=200))
    letters_from_here: Buckets = field(default_factory=lambda: Buckets(per_second=1 / 15, burst=30))

    def check(self, account: str, *, network: str, at: float) -> None:
        """Raises RuleBroken when this account was tried too often from this network, or by too many at once."""
        here = self.on_account_from_here.take((account, network), at=at)
        if not (here and self.from_here.take(network, at=at) and self.on_account.take(account, at=at)):
            raise RuleBroken(TOO_MANY)

    def check_letter(self, *, network: str, at: float) -> None:
        """Raises RuleBroken when too many letters were asked for from this network."""
        if not self.letters_from_here.take(network, at=at):
            raise RuleBroken(TOO_MANY_LETTERS)


def network_of(address: str | None) -> str:
    """Where a try comes from: an address, and of IPv6 the part that one household shares."""
    address = address or ""
    return ":".join(address.split(":")[:4]) if ":" in address else address
