"""The fit rules for the scoring that a CRM has of its own, as a draft that a person publishes.

`salesforce` writes formula fields, compiled from the same expressions as SQL; `hubspot` writes a
worksheet that a person enters. `told` says what neither can hold.
"""
