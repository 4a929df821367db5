"""What readers see for the words that authors choose from."""

from __future__ import annotations

from collections.abc import Mapping

from icp_playbook.messages import Message, say

LABELS: Mapping[str, Message] = {
    # status and confidence
    "draft": say("Draft"),
    "active": say("Active"),
    "retired": say("Retired"),
    "hypothesis": say("Hypothesis"),
    "researched": say("Researched"),
    "validated": say("Validated"),
    # the focus of a segment, and how its business model fits
    "beachhead": say("Beachhead"),
    "focus": say("Focus"),
    "develop": say("Develop"),
    "maintain": say("Maintain"),
    "avoid": say("Avoid"),
    "market": say("Market"),
    "channel": say("Channel"),
    "product": say("Product"),
    "model": say("Model"),
    "strong": say("Strong"),
    "weak": say("Weak"),
    "unknown": say("Unknown"),
    # the parts that a persona takes in buying
    "economic-buyer": say("Economic buyer"),
    "champion": say("Champion"),
    "technical-buyer": say("Technical buyer"),
    "influencer": say("Influencer"),
    "gatekeeper": say("Gatekeeper"),
    "user": say("User"),
    # why an exception is made
    "survival-revenue": say("Survival revenue"),
    "strategic-logo": say("Strategic logo"),
    "over-promised": say("Over promised"),
    "misaligned-use": say("Misaligned use"),
    # what a play is for, when an outcome shows, how much a pain hurts
    "risk": say("Risk"),
    "opportunity": say("Opportunity"),
    "lifecycle": say("Lifecycle"),
    "leading": say("Shows early"),
    "lagging": say("Shows late"),
    "low": say("Low"),
    "medium": say("Medium"),
    "high": say("High"),
    "critical": say("Critical"),
}
