"""What `bin/bench` measures, side by side in one run."""
