"""Pictures for the pages: from the data, as numbers that a template draws as SVG.

A picture is drawn in units of its own; the template gives it a title, a description, and the same
numbers as text beside it. What decides a picture's size is how much it shows, never a screen.
"""
