"""What a set says is sealed: in the tables, in what is left of them, and for whoever moves or changes it there."""

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import StatementError

from cop.core import seals
from cop.core.database import db, transaction
from cop.core.errors import RuleBroken
from cop.sets import queries, service
from cop.sets.models import Agreement, Commitment, LearningSet

pytestmark = pytest.mark.usefixtures("inside")


def _stored(table, column, row_id):
    return db.session.execute(text(f"SELECT {column} FROM {table} WHERE id = :id"), {"id": row_id}).scalar_one()


def _keep(table, column, row_id, *, value):
    with transaction() as tx:
        tx.session.execute(text(f"UPDATE {table} SET {column} = :value WHERE id = :id"), {"value": value, "id": row_id})


def test_the_database_never_holds_the_words(thursday, cast):
    stored = _stored("commitment", "what", thursday.promise)

    assert stored.startswith("s1.")
    assert "Ring" not in stored
    assert queries.commitment_for(cast.bo, thursday.promise).what == "Ring the centre"
    assert queries.set_for(cast.bo, thursday.id).name == "The Thursday set"


def test_new_words_are_sealed_anew_and_empty_ones_stay_empty(thursday, cast, now):
    before = _stored("commitment", "what", thursday.promise)
    by_when = now.date()

    service.amend(cast.bo, thursday.promise, what="Write", first_step="Find it", by_when=by_when, now=now)

    assert _stored("commitment", "what", thursday.promise) != before
    assert _stored("commitment", "outcome", thursday.promise) == ""
    assert queries.commitment_for(cast.bo, thursday.promise).what == "Write"


def test_words_belong_to_somebody():
    with pytest.raises(NotImplementedError):
        _ = seals.Sealed().owner_of_words


def test_an_unsealed_write_is_refused(thursday):
    with pytest.raises(StatementError, match="not sealed"), transaction() as tx:
        tx.session.execute(update(Commitment).values(what="Ring the centre"))


def test_a_column_selected_by_itself_is_not_shown_by_accident(thursday, cast):
    envelope = db.session.scalar(select(Commitment.what))

    with pytest.raises(TypeError, match="sealed"):
        str(envelope)
    assert seals.words_in(Commitment.what, envelope, owner=f"person:{cast.bo.id}") == "Ring the centre"
    assert seals.words_in(Commitment.what, None, owner="set:1") == ""


def test_words_that_were_moved_to_another_set_do_not_open(thursday, cast, now):
    noise = db.session.scalars(select(LearningSet.id).where(LearningSet.id != thursday.id)).one()
    _keep("learning_set", "name", noise, value=_stored("learning_set", "name", thursday.id))

    moved = queries.set_for(cast.cy, noise).name

    assert isinstance(moved, seals.Lost)
    assert "Thursday" not in moved


@pytest.mark.parametrize("other", [("ground_rules", "html"), ("html", "ground_rules")])
def test_words_that_were_moved_to_another_column_do_not_open(thursday, other):
    agreement_id = db.session.scalars(select(Agreement.id).where(Agreement.set_id == thursday.id)).one()
    _keep("agreement", other[0], agreement_id, value=_stored("agreement", other[1], agreement_id))

    assert isinstance(getattr(queries.agreement_of(thursday.id), other[0]), seals.Lost)


def test_words_that_were_changed_do_not_open(thursday, cast):
    stored = _stored("learning_set", "name", thursday.id)
    for broken in (stored[:-9] + "AAAAAAAA=", stored[:25], "s1.", "The Thursday set", stored + "é"):
        _keep("learning_set", "name", thursday.id, value=broken)

        assert isinstance(queries.set_for(cast.bo, thursday.id).name, seals.Lost)


def test_a_copy_from_before_is_dead_once_the_key_is_destroyed(thursday, cast):
    copied = _stored("learning_set", "name", thursday.id), _stored("learning_set", "purpose", thursday.id)

    seals.keyring().destroy(f"set:{thursday.id}")
    for column, envelope in zip(("name", "purpose"), copied, strict=True):
        _keep("learning_set", column, thursday.id, value=envelope)  # as a restored backup has them

    restored = queries.set_for(cast.bo, thursday.id)
    assert isinstance(restored.name, seals.Lost)
    assert isinstance(restored.purpose, seals.Lost)


def test_lost_words_are_a_sentence_on_the_page_and_are_never_copied(app, client_for, thursday, cast, now):
    seals.keyring().destroy(f"set:{thursday.id}")

    answer = client_for(cast.bo).get(f"/sets/{thursday.id}")

    assert answer.status_code == 200
    assert "These words cannot be read any more" in answer.text
    with pytest.raises(RuleBroken, match="so they cannot be copied"), transaction() as tx:
        lost = queries.set_for(cast.bo, thursday.id).name
        tx.session.add(Agreement(set_id=thursday.id, version=9, confidentiality="closed", ground_rules=lost, html=lost,
                                 render_version=1, written_by_id=cast.ada.id, created_at=now))  # fmt: skip
