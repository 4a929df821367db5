"""MkDocs' configuration as our pages need it: what can't work is refused, what lacks is added."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from click import UsageError
from mkdocs.config.config_options import EditURITemplate
from mkdocs.config.defaults import MkDocsConfig

from icp_playbook.configuration import ConfigurationError
from icp_playbook.engines.mkdocs_config import (
    NO_PAGES,
    TAG,
    audience_of,
    code_host_of,
    configuration_of,
    docs_of,
    edition_of,
    file_of,
)
from icp_playbook.messages import Language, say
from icp_playbook.project import ASSETS, SCRIPTS, STYLE, template_folders
from icp_playbook.tags import nearest_tag, spelled


def check_config(config: MkDocsConfig, root: Path) -> None:
    """Refuse what would end in the middle of a build, or publish what is no page."""
    _check_date(os.environ.get("SOURCE_DATE_EPOCH"))
    _check_docs_dir(config)
    if (edition := edition_of(config)) is not None and not edition.folder:
        config.load_dict(dict(edition.settings))
    _choose_language(config, root)
    if "i18n" in config.plugins:
        raise UsageError(_TRANSLATED)


_TRANSLATED = say(
    'the plugin "i18n" (mkdocs-static-i18n) drops every page that has no Markdown file of its own, '
    "so it would publish none of the playbook's; "
    "build the site once for each language instead, with an mkdocs.yml each (INHERIT)"
)


def _check_date(seconds: str | None) -> None:
    """Refuse nonsense in SOURCE_DATE_EPOCH, which MkDocs takes for the day of the build."""
    if seconds is None or (re.fullmatch("[0-9]{1,10}", seconds) and int(seconds) <= _LATEST):
        return
    raise UsageError(
        say(
            "SOURCE_DATE_EPOCH is {written}; "
            "it should be a number of seconds since 1970, such as {example}",
            written=repr(seconds),
            example="1767225600",
        )
    )


_LATEST = 2**32 - 1
"""The sitemap is compressed, and a compressed file has 32 bits for its date."""


def _check_docs_dir(config: MkDocsConfig) -> None:
    """Refuse a docs folder around the definitions or outside: MkDocs would publish all of it."""
    try:
        docs = file_of(config).parent / docs_of(config)
        _ = configuration_of(config).look
    except ConfigurationError as error:
        raise UsageError(error.message) from None
    if docs.is_dir() and Path(config.docs_dir).name.startswith(NO_PAGES):
        config.docs_dir = str(docs.absolute())


def _choose_language(config: MkDocsConfig, root: Path) -> None:
    """Give the theme the name of its own file for the language, which has many spellings.

    Refuse a language that the theme has no words for; a theme without files has only one.
    """
    if (edition := edition_of(config)) is not None:
        config.theme["language"] = edition.language
    wanted = config.theme.get("language")
    if isinstance(tag := config.extra.get(TAG), str):
        if wanted == _words_of_theme(config, root, tag):
            return  # as it was chosen before: the preview comes again
        del config.extra[TAG]
    if (chosen := _words_of_theme(config, root, wanted)) is None:
        raise UsageError(
            say(
                "theme.language is {language}, and the theme has no such language; "
                "write a code, such as en or zh",
                language=repr(wanted),
            )
        )
    if isinstance(wanted, str) and chosen:
        config.theme["language"] = chosen
        config.extra[TAG] = spelled(wanted)


def _words_of_theme(config: MkDocsConfig, root: Path, wanted: object) -> str | None:
    """Return the theme's name of a language, None where it has none; it may know of no languages.

    Of its two for Traditional letters, `zh-Hant` mixes in Simplified ones and the other's words.
    """
    dirs = [Path(folder) for folder in config.theme.dirs]
    dirs += [folder / "theme" for folder in template_folders(root)]
    known = {
        file.stem for folder in dirs for file in (folder / "partials/languages").glob("*.html")
    }
    if not known:
        return ""
    tag, is_read = nearest_tag(sorted(known), wanted) if isinstance(wanted, str) else (None, False)
    if tag == "zh-Hant" and "zh-TW" in known:
        return "zh-TW"
    return tag if is_read else None


def set_defaults(config: MkDocsConfig) -> None:
    """Fetch no font from elsewhere, and let edit links lead to our files, unless told otherwise."""
    config.theme["font"] = False  # the one that is named stands in our styles
    # Both in one form, which our files' paths fit; MkDocs warns of each page when it leads nowhere.
    edit = code_host_of(config).edit
    if audience_of(config):
        config.repo_url = config.repo_name = None
    config.edit_uri = None
    config.edit_uri_template = EditURITemplate().run_validation(edit) if edit else None


def add_theme(config: MkDocsConfig, root: Path) -> None:
    """Put our overrides behind the company's own, and our styles and scripts before its own."""
    for folder in reversed(template_folders(root)):
        overrides = str(folder / "theme")
        if overrides not in config.theme.dirs:
            config.theme.dirs.insert(1 if config.theme.custom_dir else 0, overrides)
    config.extra_css = list(dict.fromkeys([f"{ASSETS}/{STYLE}", *config.extra_css]))
    ours: list[Any] = [f"{ASSETS}/{name}" for name in SCRIPTS]
    config.extra_javascript = [
        *ours,
        *(script for script in config.extra_javascript if str(script) not in ours),
    ]


def words_of(language: Language) -> dict[str, str | bool]:
    """Return what our overrides of the theme say, which know no language: `config.extra`.

    What a language lacks is left to the theme, which may have a word of it.
    """
    english = language.tag.partition("-")[0] == "en"
    said = {name: language.text(words) for name, words in _WORDS.items()}
    known = {name: words for name, words in said.items() if english or words != _WORDS[name]}
    # The theme's credit is English in every language.
    return {**known, TAG: language.tag} | ({} if english else {"generator": False})


_WORDS = {
    "icp_contents": say("On this page"),
    "icp_trail": say("Where this page is"),
    "icp_languages": say("This page in another language"),
    "icp_as_markdown": say("Copy this page as Markdown"),
}
"""Above the headings of a page; what the trail above it and the choice of languages are called."""


def add_extensions(config: MkDocsConfig, language: Language) -> None:
    """Switch on what our Markdown is written in, and say in the reader's language what it says."""
    if "toc" in config.mdx_configs:
        config.mdx_configs["toc"] = with_title(config.mdx_configs["toc"], language)
    config.markdown_extensions = [
        *config.markdown_extensions,
        *missing_extensions(config.markdown_extensions),
    ]


def with_title(toc: dict[str, Any], language: Language) -> dict[str, Any]:
    """Return the options of the contents, with a title for the links that headings have."""
    title = "permalink_title"
    return toc if title in toc else {**toc, title: language.text(say("Permanent link"))}


def missing_extensions(names: Iterable[str]) -> list[str]:
    """Return the extensions of Markdown that our pages need and `names` lacks."""
    known = {name.removeprefix("markdown.extensions.") for name in names}
    return [] if known & _ALL_OF_THEM else [name for name in _EXTENSIONS if name not in known]


_EXTENSIONS = ("abbr", "attr_list")
"""Terms of the glossary on hand-written pages; the anchors of headings."""
_ALL_OF_THEM = {"extra", "pymdownx.extra"}
