"""For any WSGI server: `app`."""

from cop.cli import make_app

app = make_app()
