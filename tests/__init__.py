"""Probes are put into whatever is imported of ours, where lines are counted: they have to be there first."""

import os
from typing import Final

from coverage import Coverage

from tests import probes

IS_COUNTED: Final = "COP_TESTS_ARE_COUNTED"
"""Told to the processes of a run, in which coverage begins only when everything is imported."""

if Coverage.current() is not None:
    os.environ[IS_COUNTED] = "yes"
finder = probes.begin("cop") if IS_COUNTED in os.environ else None
