"""The survey: questions made from the definitions that show whether all mean the same customer.

They are made anew with each build, so they never go stale; what the profile answers is known, and
on the page it is not told.
"""
