"""One ideal customer profile for a whole company, from YAML to a MkDocs Material site."""
