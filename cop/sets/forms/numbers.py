"""Whole numbers as people type them."""


def whole(text: str | None) -> int:
    """The number in the text; 0 when it is not one that anybody would mean."""
    digits = (text or "").strip()
    if not (digits.isascii() and digits.isdecimal() and len(digits) < len(str(2**31))):
        return 0
    return int(digits)
