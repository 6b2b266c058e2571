"""What the scripts ask of one another."""

import os
import shutil
import subprocess

from tests.architecture.house import ROOT


def test_the_run_that_guards_the_code_lets_no_real_part_be_absent(tmp_path):
    (tmp_path / ".ci").mkdir()
    (tmp_path / "bin").mkdir()
    shutil.copy(ROOT / ".ci/run", tmp_path / ".ci/run")
    for name in ("lint", "test"):
        script = tmp_path / "bin" / name
        script.write_text(f'#!/bin/sh\necho "{name} ${{CI:-}}"\n')
        script.chmod(0o755)

    elsewhere = {name: value for name, value in os.environ.items() if name != "CI"}
    run = subprocess.run([tmp_path / ".ci/run"], env=elsewhere, capture_output=True, text=True, check=True)

    assert run.stdout.split("\n") == ["lint true", "test true", ""]
