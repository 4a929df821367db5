"""The sorts of questions, a module each."""
