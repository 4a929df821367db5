"""One ideal customer profile for a company: from YAML definitions to a MkDocs Material site."""

__version__ = "0.1.0"
