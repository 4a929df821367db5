"""Translating texts: what is missing or old, files for translators, and their way back."""
