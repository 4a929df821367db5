"""Changes: what differs between two states of a playbook, and what follows from it."""
