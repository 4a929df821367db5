"""Alignment: what people's answers to the survey say together, and never what one person said."""
