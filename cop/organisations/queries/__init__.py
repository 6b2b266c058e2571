"""Doors and lists of organisations, as of a day."""

from cop.organisations.queries.directory import directory, directory_for
from cop.organisations.queries.listing import (
    Listing,
    import_for,
    organisation_for,
    organisations_visible_to,
)
from cop.organisations.queries.people import (
    confirmed_in,
    everybody_of,
    leads_of,
    led_by,
    membership_for,
    memberships_of,
    people_of,
)
from cop.organisations.queries.relations import MOST_SHOWN, Related, Sentence, sentences_of

__all__ = [
    "MOST_SHOWN",
    "Listing",
    "Related",
    "Sentence",
    "confirmed_in",
    "directory",
    "directory_for",
    "everybody_of",
    "import_for",
    "leads_of",
    "led_by",
    "membership_for",
    "memberships_of",
    "organisation_for",
    "organisations_visible_to",
    "people_of",
    "sentences_of",
]
