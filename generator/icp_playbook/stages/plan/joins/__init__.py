"""Pages that join definitions of several kinds, one module each."""
