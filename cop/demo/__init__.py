"""The demo: invented people, organisations, communities and a learning set in the middle of its season.

Everything goes through the same services as real work does, with a clock that runs through the past months, so the
demo cannot show what the product does not do.
"""

from cop.demo.load import load, sign_in_lines

__all__ = ["load", "sign_in_lines"]
