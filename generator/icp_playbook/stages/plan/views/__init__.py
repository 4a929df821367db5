"""What the pages of a kind are given beyond the definition itself: one module for each kind that needs it."""
