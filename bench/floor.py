"""The floor that pages are compared with: a bare Flask answer of 40 KB."""

from flask import Flask

app = Flask(__name__)
BODY = "x" * 40_960


@app.get("/")
def bare() -> str:
    """Nothing but a string."""
    return BODY
