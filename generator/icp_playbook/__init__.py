"""One ideal customer profile for a whole company: from YAML definitions to a MkDocs Material site."""
