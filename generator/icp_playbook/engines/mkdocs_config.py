"""MkDocs' configuration: reading it, refusing what can't work, and what holds where the company wrote nothing."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from click import ClickException, UsageError
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils.yaml import yaml_load

from icp_playbook.engines.mkdocs_failure import OthersFailureError, failures_named
from icp_playbook.project import EDIT_URI, template_folders


def read_config(config_file: Path, strict: bool = False) -> MkDocsConfig:
    """Read the configuration; what is wrong in it is wrong use, not wrong content."""
    try:
        with failures_named():
            return load_config(str(config_file), strict=strict or None)
    except OthersFailureError:
        raise
    except ClickException as error:
        raise UsageError(f"{config_file}: {error.format_message()}") from None


def check_config(config: MkDocsConfig, root: Path) -> None:
    """Refuse what would end in the middle of a build, or publish what is no page."""
    _check_date(os.environ.get("SOURCE_DATE_EPOCH"))
    _check_docs_dir(config, root)
    _check_language(config, root)
    if "i18n" in config.plugins:
        raise UsageError(_TRANSLATED)


_TRANSLATED = (
    'the plugin "i18n" (mkdocs-static-i18n) drops every page that has no Markdown file of its own, so it would publish'
    " none of the playbook's; build the site once for each language instead, with an mkdocs.yml each (INHERIT)"
)


def set_defaults(config: MkDocsConfig) -> None:
    """Fetch no font from elsewhere, and let edit links lead to our files, unless the company chose otherwise."""
    theme = _typed(config, "theme")
    if not (isinstance(theme, dict) and "font" in theme):
        config.theme["font"] = False
    # Without a repository it leads nowhere, and MkDocs warns on each page.
    config.edit_uri = edit_uri_of(config) if config.repo_url else None


def edit_uri_of(config: MkDocsConfig) -> str:
    """Return how the code host edits a file of the repository; MkDocs' own guess is for a folder `docs`."""
    template = _typed(config, "edit_uri_template")
    if template:
        start = str(template).removesuffix("{path}")
        if start == template or not start.endswith("/") or "{" in start:
            raise UsageError(
                f"edit_uri_template is {template!r}, which can't be used; write edit_uri, such as {EDIT_URI}"
            )
        return start
    if _typed(config, "edit_uri"):
        return config.edit_uri or EDIT_URI
    return _EDIT_URIS.get(urlsplit(config.repo_url or "").netloc.lower(), EDIT_URI)


_EDIT_URIS = {"gitlab.com": f"-/{EDIT_URI}", "bitbucket.org": "src/main/"}


def _typed(config: MkDocsConfig, key: str) -> Any:
    """Return what the company wrote, which `config` mixes with what MkDocs makes of it."""
    with Path(config.config_file_path).open("rb") as file:
        return yaml_load(file).get(key)


def _check_date(seconds: str | None) -> None:
    """Refuse nonsense in SOURCE_DATE_EPOCH, which MkDocs takes for the day of the build."""
    if seconds is None or (re.fullmatch("[0-9]{1,10}", seconds) and int(seconds) <= _LATEST):
        return
    raise UsageError(
        f"SOURCE_DATE_EPOCH is {seconds!r}; it should be a number of seconds since 1970, such as 1767225600"
    )


_LATEST = 2**32 - 1
"""The sitemap is compressed, and a compressed file has 32 bits for its date."""


def _check_docs_dir(config: MkDocsConfig, root: Path) -> None:
    """Refuse a docs folder around the definitions: MkDocs would publish them as they are."""
    docs = Path(config.docs_dir).resolve()
    if any((root / folder).is_relative_to(docs) for folder in ("content", "playbooks")):
        raise UsageError(f"docs_dir is {config.docs_dir}, which holds the definitions; make it content/pages")


def _check_language(config: MkDocsConfig, root: Path) -> None:
    """Refuse a language that the theme has no words for; a theme without such files has one language."""
    language = config.theme.get("language")
    dirs = [Path(folder) for folder in config.theme.dirs]
    dirs += [folder / "theme" for folder in template_folders(root)]
    known = {file.stem for folder in dirs for file in (folder / "partials/languages").glob("*.html")}
    if known and not (isinstance(language, str) and language in known):
        raise UsageError(
            f"theme.language is {language!r}, and the theme has no such language; write a code, such as en or zh"
        )
