"""The tables of rights over one's data."""

from cop.rights.models.complaints import Complaint
from cop.rights.models.erasures import Erasure, ErasureLine
from cop.rights.models.exports import DataCopy

__all__ = ["Complaint", "DataCopy", "Erasure", "ErasureLine"]
