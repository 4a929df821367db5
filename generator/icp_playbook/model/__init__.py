"""The nouns: one module per kind of definition, the list of kinds, and what links them."""
