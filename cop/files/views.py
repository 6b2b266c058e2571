"""Files as they are fetched, and the page on which whoever sent them says what they show, or takes them away."""

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug.wsgi import FileWrapper

from cop.core import clock, headers
from cop.core.access import public
from cop.core.database import let_go
from cop.core.errors import NotVisible
from cop.core.stores import store
from cop.core.uploads import handed_in, takes_files
from cop.core.words import gettext
from cop.files import queries, rules, service
from cop.files.forms import Beside, FilesForm, TranscriptForm, WordsForm
from cop.files.models import File

bp = Blueprint("files", __name__)


@bp.get("/files/<shared_id>")
@public
def fetch(shared_id: str) -> ResponseReturnValue:
    file = queries.file_for(current_user, shared_id)
    return _served(file, file.stored)


@bp.get("/files/<shared_id>/small")
@public
def small(shared_id: str) -> ResponseReturnValue:
    file = queries.file_for(current_user, shared_id)
    return _served(file, file.stored + queries.SMALL)


@bp.route("/files/of/<holder>", methods=["GET", "POST"])
@takes_files
def of(holder: str) -> ResponseReturnValue:
    form = FilesForm()
    if request.method == "POST" and form.then(lambda: _add(holder)):
        return redirect(url_for(".of", holder=holder), 303)
    return _page(holder, form)


@bp.post("/files/<shared_id>/words")
def describe(shared_id: str) -> ResponseReturnValue:
    form = WordsForm()
    name = form.then(lambda: _describe(shared_id, form))
    if name is None:
        _, hung = queries.own_file_for(current_user, shared_id)
        return _page(hung.name, FilesForm(formdata=None), said={shared_id: form})
    flash(gettext("Your words are kept."))
    return redirect(url_for(".of", holder=name), 303)


@bp.post("/files/<shared_id>/removals")
def remove(shared_id: str) -> ResponseReturnValue:
    name = service.remove(current_user, shared_id, now=clock.now())
    flash(gettext("It is gone."))
    return redirect(url_for(".of", holder=name), 303)


def _served(file: File, stored: str) -> Response:
    """As what we know it to be. Only what we drew, or a recording, is shown in a page; all else is taken along."""
    kind, disposition = rules.TYPES[file.form], rules.disposition(file.kind, file.name)
    let_go()
    content = store().get(stored)
    if content is None:
        raise NotVisible
    headers.keep_apart()
    answer = Response(FileWrapper(content), content_type=kind, direct_passthrough=True)
    answer.content_length = length = content.seek(0, 2)
    content.seek(0)
    answer.call_on_close(content.close)
    answer.headers["Content-Disposition"] = disposition
    answer.make_conditional(request.environ, accept_ranges=True, complete_length=length)
    return answer


def _page(name: str, form: FilesForm, *, said: dict[str, Beside] | None = None) -> ResponseReturnValue:
    """`said` are words that were refused, by the file that they are about."""
    hung = queries.hung_for(current_user, name)
    files = queries.files_on(hung.whose, [hung.thing_id]).get(hung.thing_id, [])
    refused = said or {}
    forms = [refused.get(file.id) or _asked(file) for file in files]
    shown = [(file, each and each.told_apart(file.id)) for file, each in zip(files, forms, strict=True)]
    page = render_template("files/of.html", hung=hung, shown=shown, form=form)
    return page, 422 if form.problems or refused else 200


def _asked(file: File) -> Beside | None:
    """A document says itself what it is."""
    kind = {rules.PICTURE: WordsForm, rules.SOUND: TranscriptForm}.get(file.kind)
    return kind(formdata=None, obj=file) if kind else None


def _add(holder: str) -> bool:
    service.add(current_user, holder, uploads=handed_in("files"), now=clock.now())
    return True


def _describe(file_id: str, form: WordsForm) -> str:
    words = (form.words.data or "").replace("\r\n", "\n")
    return service.describe(current_user, file_id, words=words, is_plain=bool(form.is_plain.data))


def _small_size(file: File) -> tuple[int, int]:
    return rules.small_size(file.width or 1, file.height or 1)


def _sized(count: int) -> str:
    """So many bytes, in the reader's language."""
    amount, _, unit = rules.sized(count).partition(" ")
    return str(gettext("%(amount)s kB", amount=amount) if unit == "kB" else gettext("%(amount)s MB", amount=amount))


bp.add_app_template_global(_small_size, "small_size")
bp.add_app_template_global(_sized, "sized")
bp.add_app_template_global(rules.accepted, "accept")
