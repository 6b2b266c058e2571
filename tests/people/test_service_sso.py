"""Who somebody is at another place, on both databases."""

from datetime import datetime
from typing import Any

import pytest
from flask import Flask

from cop.core.errors import NotVisible, RuleBroken
from cop.core.sso import Holder
from cop.people import queries, service
from cop.people.service import sso
from tests.factories.people import a_user

DEVICE: dict[str, Any] = {"device": "a test"}
ADA_THERE = Holder("https://id.example", "ada")


def test_who_comes_in_through_another_place(app: Flask, now: datetime) -> None:
    with app.app_context():
        ada, bo, eli = a_user("Ada"), a_user("Bo"), a_user("Eli", is_admin=True)
        with pytest.raises(RuleBroken, match="connected with that one yet"):
            sso.sign_in_through(ADA_THERE, **DEVICE, now=now)
        sso.connect(ada, ADA_THERE, now=now)
        for each in (ada, bo):
            with pytest.raises(RuleBroken, match="connected already"):
                sso.connect(each, ADA_THERE, now=now)
        sso.connect(bo, Holder("https://other.example", "ada"), now=now)
        found = queries.identity_of(sso.sign_in_through(ADA_THERE, **DEVICE, now=now).token, now=now)
        assert found is not None
        [own] = queries.identities_of(ada)
        with pytest.raises(NotVisible):
            sso.disconnect(bo, own.id, now=now)

        assert (found.user.id, found.user.is_proven) == (ada.id, False)
        service.suspend(eli, ada.id, now=now)
        with pytest.raises(RuleBroken, match="suspended"):
            sso.sign_in_through(ADA_THERE, **DEVICE, now=now)
        sso.disconnect(ada, own.id, now=now)
        assert queries.identities_of(ada) == []
