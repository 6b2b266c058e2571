"""The rows of files: fetched by whoever reads what they hang on, and changed by whoever may change that."""

from tests.matrix import words as says
from tests.matrix.sweep import row

FILES = [
    row("GET /files/<shared_id>", "a shared file", says.FETCHES),
    row("GET /files/<shared_id>/small", "a shared picture", says.FETCHES),
    row("GET /files/of/<holder>", "a post with files", says.CHANGES_FILES_BY_PAGE),
    row("POST /files/of/<holder>", "a post with files", says.CHANGES_FILES),
    row("POST /files/<shared_id>/words", "a picture without words", says.CHANGES_FILES, words="A gate."),
    row("POST /files/<shared_id>/removals", "a shared file", says.CHANGES_FILES),
]
