"""Everything that changes what is kept of somebody at their own wish."""
