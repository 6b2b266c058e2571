"""What is found of all that the viewer may read."""

from cop.search.queries.found import Page, found_by
from cop.search.queries.guesses import meant_by, own_communities
from cop.search.queries.rows import Found

__all__ = ["Found", "Page", "found_by", "meant_by", "own_communities"]
