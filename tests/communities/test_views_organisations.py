"""The pages of organisations in communities."""

import re

import pytest

from cop.organisations import service as register
from tests.factories.communities import a_community
from tests.factories.organisations import an_organisation

pytestmark = pytest.mark.parametrize("app", ["sqlite"], indirect=True)


def posted(client, path, **fields):
    return client.post(path, data=fields)


@pytest.fixture
def scene(app, cast, now):
    """An organisation that Fay leads, with Cy in it, and a community."""
    with app.app_context():
        organisation_id = an_organisation()
        register.name_lead(cast.eli, organisation_id, email=cast.fay.email, today=now.date())
        register.add_person(cast.fay, organisation_id, email=cast.cy.email, role="staff", today=now.date())
        return a_community(cast, now=now), organisation_id


def test_an_organisation_is_offered_agreed_to_and_brings_people(cast, client_for, scene):
    community_id, organisation_id = scene
    fay, hana, cy, bo = (client_for(person) for person in (cast.fay, cast.hana, cast.cy, cast.bo))
    own = f"/organisations/{organisation_id}/communities"
    assert posted(bo, own, community=community_id, brings="all").status_code == 403
    refused = posted(fay, own, community=community_id, brings="roles")
    assert refused.status_code == 422
    assert "Choose at least one role." in refused.text
    part = posted(fay, own, community=community_id, brings="named").headers["Location"]
    assert "A coordinator of the community answers." in fay.get(part).text
    assert "Ironbridge" not in bo.get(f"/communities/{community_id}/organisations").text
    assert "proposed" in hana.get(f"/communities/{community_id}/organisations").text
    assert "Agree" in hana.get(part).text
    assert posted(hana, f"{part}/agreements").status_code == 303
    assert "Ironbridge" in bo.get(f"/communities/{community_id}/organisations").text
    assert "Dementia network" in cy.get(f"/organisations/{organisation_id}").text

    assert posted(fay, f"{part}/names", people=cast.bo.id).status_code == 422
    assert posted(fay, f"{part}/names", people=cast.cy.id).status_code == 303
    assert "comes in on" in fay.get(part).text
    assert "comes in on" not in hana.get(part).text
    assert posted(fay, f"{part}/removals", person_id="x").status_code == 400
    assert posted(fay, f"{part}/removals", person_id=cast.cy.id).status_code == 303
    assert "comes in on" not in fay.get(part).text
    assert posted(fay, f"{part}/endings").headers["Location"] == own


def test_whoever_is_brought_says_yes_or_no_on_their_own_page(cast, client_for, scene):
    community_id, organisation_id = scene
    fay, hana, cy = (client_for(person) for person in (cast.fay, cast.hana, cast.cy))
    posted(fay, f"/organisations/{organisation_id}/communities", community=community_id, brings="all")
    part = re.search(r"/communities/parts/\d+", fay.get(f"/organisations/{organisation_id}/communities").text)
    assert part
    posted(hana, f"{part[0]}/agreements")
    posted(hana, f"/communities/{community_id}/agreement/edit", text="We are kind.", number=0)
    door = part[0].replace("parts", "brought")
    assert "Ironbridge Carers brings you into “Dementia network”" in cy.get("/").text
    assert "We are kind." in cy.get(door).text
    too_old = posted(cy, door, yes=1, number=0)
    assert too_old.status_code == 422
    assert posted(cy, door, yes=1, number=1).headers["Location"] == f"/communities/{community_id}"
    assert cy.get(door).status_code == 404
    assert posted(fay, door).headers["Location"] == "/"
    assert fay.get(door).status_code == 404
    assert "None yet" not in cy.get(f"/communities/{community_id}/organisations").text
