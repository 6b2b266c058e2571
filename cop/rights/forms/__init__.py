"""What people type about their data."""
