"""Addresses: which are whole, and which run something instead of leading anywhere."""

from __future__ import annotations

import pytest

from icp_playbook.model.addresses import address_fault, is_outside, runs


@pytest.mark.parametrize(
    "address",
    ["https://", "http://[::1", "http://[::g]", "https://exa mple", "https://a.example:65536",
     "https://a.example:x",
     "https://a..example", "https://?q", "https:///path", "https://user@", "mailto:care",
     "mailto:@b", "http://a,b/"],
)  # fmt: skip
def test_an_address_that_is_none_is_told(address: str) -> None:
    """Whatever a browser could not open."""
    assert address_fault(address)


@pytest.mark.parametrize(
    "address",
    ["https://a.example", "http://localhost:8000/x", "http://[::1]:80/",
     "https://ä.example/ö?q=[1]#x", "https://例え.example",
     "https://user@a.example/", "https://a_b.example.", "http://127.0.0.1",
     "mailto:care@a.example?subject=x", "HTTPS://A.EXAMPLE"],
)  # fmt: skip
def test_a_whole_address_is_fine(address: str) -> None:
    """Ports, names of any script, numbers and questions."""
    assert address_fault(address) == ""


@pytest.mark.parametrize(
    "address",
    [
        "javascript:x",
        " JavaScript:x",
        "java\tscript:x",
        "&#106;avascript:x",
        "data:a",
        "<vbscript:x",
    ],
)
def test_an_address_that_runs_is_seen_as_browsers_see_it(address: str) -> None:
    """Spaces, case and references to characters hide nothing."""
    assert runs(address)
    assert not is_outside(address)


@pytest.mark.parametrize(
    "address", ["a.md", "#data:x", "/data", "https://a.example/javascript:x", "images/a.png"]
)
def test_other_addresses_run_nothing(address: str) -> None:
    """Only the scheme counts."""
    assert not runs(address)
