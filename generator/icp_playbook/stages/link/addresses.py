"""Where links and images lead that name no definition: addresses that are none, and images that are not there."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import unquote

from icp_playbook.messages import say
from icp_playbook.model.addresses import HINT, address_fault, is_outside, not_whole, opens
from icp_playbook.model.base import Definition
from icp_playbook.model.prose import image_path, line_and_column
from icp_playbook.model.prosepage import Prosepage
from icp_playbook.model.walk import Leaf
from icp_playbook.problems import Problem, nearest, quoted


def missing_images(
    definition: Definition, leaf: Leaf, files: Mapping[str, str]
) -> Iterator[Problem]:
    """Yield a problem for each image of a prose field that is not among `files`, by its path on the site."""
    for loc, text in leaf.texts():
        for image in text.images:
            path = image_path(image.address)
            if path not in files.values():
                place = definition.place_in(loc, text, image.start)
                told = _missing(image.address, path, files.values(), _FROM_PAGES)
                yield Problem(definition.path, *place, "missing-image", *told)


def page_address_problems(page: Prosepage, files: Mapping[str, str]) -> Iterator[Problem]:
    """Yield a problem for each address on a page that is none, and for each image that is not there."""
    if "](" not in page.text and "]:" not in page.text and "://" not in page.text:
        return
    for spot in page.spots:
        token = spot.token
        place = line_and_column(page.text, spot.start)
        address = str(token.attrs.get("href" if token.type == "link_open" else "src", ""))
        if token.type in ("link_open", "image") and opens(address):
            if fault := address_fault(address):
                yield Problem(page.path, *place, "bad-link", not_whole(address, fault), HINT)
        elif token.type == "image" and not is_outside(address):
            here = posixpath.dirname(page.path)
            path = posixpath.normpath(posixpath.join(here, image_path(address)))
            if address.startswith("/") or path not in files:
                known = [posixpath.relpath(file, here) for file in files]
                told = _missing(address, image_path(address), known, _FROM_HERE)
                yield Problem(page.path, *place, "missing-image", *told)


_FROM_HERE = say(
    "put the file among the pages (docs_dir), and write the way to it from this page's folder"
)
_FROM_PAGES = say(
    "put the file among the pages (docs_dir), and write the way to it from the pages' folder"
)


def _missing(address: str, path: str, files: Iterable[str], hint: str) -> tuple[str, str]:
    """Return what is wrong with an image that is not there, and which one may be meant."""
    known = sorted(files)
    same = [file for file in known if posixpath.basename(file) == posixpath.basename(path)]
    near = same[0] if same else nearest(path, known)
    message = say("there is no image {image}", image=quoted(unquote(address)))
    return message, say('did you mean "{near}"?', near=near) if near else hint
