"""The ladder: one's own words from where few read them to where more do, with everybody named in them agreeing."""
