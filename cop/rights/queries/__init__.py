"""The doors to rights over one's data."""
