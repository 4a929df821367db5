"""Changes: what differs between two states of a playbook, in business words, and what follows from it."""
