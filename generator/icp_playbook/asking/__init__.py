"""Asking: what assistants and other programs may ask a playbook, and how it answers.

Knows no protocol and no engine; nothing here writes, opens a path that somebody names, or leaves
this machine. `engines/mcp_server.py` carries questions and answers.
"""
