"""What a browser sees of learning sets: the pages, the panels on other pages, and how a set becomes a picture."""
