"""For authors of a playbook: what editors know, new definitions, uses, and safe changes."""
