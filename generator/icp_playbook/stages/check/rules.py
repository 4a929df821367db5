"""The list of rules."""

from __future__ import annotations

from icp_playbook.stages.check.rule import Rule

RULES: tuple[Rule, ...] = ()
