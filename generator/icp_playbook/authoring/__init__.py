"""For the people who write a playbook: what editors know, new definitions, where used, and safe changes."""
