"""Looking at a running installation from outside, as the people who use it: by its pages, sockets and letters alone.

Knows nothing of the app and imports nothing of it: whatever it finds, anybody with a browser could have found.
"""
