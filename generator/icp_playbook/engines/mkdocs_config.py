"""MkDocs' configuration: read it, refuse what can't work, and add what our pages need."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from click import ClickException, UsageError
from mkdocs.config import load_config
from mkdocs.config.config_options import EditURITemplate
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, InclusionLevel, set_exclusions

from icp_playbook.code_host import CodeHost, UnusableTemplateError, code_host
from icp_playbook.configuration import Configuration, ConfigurationError, read_configuration_file
from icp_playbook.editions import Edition
from icp_playbook.engines.mkdocs_failure import OthersFailureError, failures_named
from icp_playbook.git import path_in_repository
from icp_playbook.messages import Language, say
from icp_playbook.project import (
    ASSETS,
    BIG_COLLECTION,
    MARK_DAYS,
    SCRIPTS,
    STYLE,
    Site,
    template_folders,
)
from icp_playbook.tags import nearest_tag, spelled

NO_PAGES = "icp-no-pages-"
"""Begins the name of an empty folder that stands for one of hand-written pages."""


@contextmanager
def place_of_pages(config_file: Path, always: bool = False) -> Iterator[str | None]:
    """Give MkDocs an empty folder as `docs_dir` when there is none, or `always`.

    Git keeps no empty folder, and MkDocs refuses a site without one for hand-written pages. The
    right one takes its place when it comes (`check_config`), so a preview begins with an empty one:
    the right one may go, too. Raise `ConfigurationError` for a configuration that can't be used:
    MkDocs' own reader sets no limits.
    """
    configuration = read_configuration_file(config_file)
    _ = configuration.look  # refuses what is none
    if (configuration.root / configuration.docs).is_dir() and not always:
        yield None
        return
    with tempfile.TemporaryDirectory(prefix=NO_PAGES) as folder:
        yield folder


def read_config(
    config_file: Path, docs_dir: str | None, strict: bool = False, audience: str = ""
) -> MkDocsConfig:
    """Read the configuration; what is wrong in it is wrong use, not wrong content.

    An `audience` takes the place of the one that it names.
    """
    try:
        with failures_named():
            config = load_config(str(config_file), strict=strict or None, docs_dir=docs_dir)
            return for_audience(config, audience)
    except OthersFailureError:
        raise
    except ClickException as error:
        raise UsageError(
            say("{file}: {reason}", file=str(config_file), reason=error.format_message())
        ) from None


def for_audience(config: MkDocsConfig, audience: str) -> MkDocsConfig:
    """Return the configuration, whose site is for an audience unless that is empty."""
    if audience and "icp" in config.plugins:
        config.plugins["icp"].config["audience"] = audience
    return config


def audience_of(config: MkDocsConfig) -> str:
    """Return for whom a site is, of those that the company names; empty for the company."""
    plugin = config.plugins.get("icp")
    return str(plugin.config.get("audience") or "") if plugin is not None else ""


def configuration_of(config: MkDocsConfig) -> Configuration:
    """Return what the company wrote, as the commands read it that start no engine."""
    return read_configuration_file(_file(config))


def docs_of(config: MkDocsConfig) -> str:
    """Return the folder of hand-written pages, from the playbook's: those of its language."""
    edition = edition_of(config)
    return configuration_of(config).docs if edition is None else edition.docs


def edition_of(config: MkDocsConfig) -> Edition | None:
    """Return which of the playbook's languages a configuration is for, where it lists some."""
    editions = configuration_of(config).editions
    wanted = config.extra.get(EDITION)
    found = (one for one in editions if one.folder == (wanted or ""))
    return next(found, None)


EDITION = "icp_edition"
"""Where `config.extra` has the folder of a language that is not the first."""


def _file(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path or "mkdocs.yml")


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


def set_defaults(config: MkDocsConfig) -> None:
    """Fetch no font from elsewhere, and let edit links lead to our files, unless told otherwise."""
    config.theme["font"] = False  # the one that is named stands in our styles
    # Both in one form, which our files' paths fit; MkDocs warns of each page when it leads nowhere.
    edit = code_host_of(config).edit
    if audience_of(config):
        config.repo_url = config.repo_name = None
    config.edit_uri = None
    config.edit_uri_template = EditURITemplate().run_validation(edit) if edit else None


def code_host_of(config: MkDocsConfig) -> CodeHost:
    """Return where files are edited and seen; MkDocs guesses a folder `docs` at the top.

    An audience is not led to the playbook's files.
    """
    if audience_of(config):
        return CodeHost()
    edit_uri, template = _typed(config, "edit_uri"), _typed(config, "edit_uri_template")
    root = _file(config).resolve().parent
    try:
        return code_host(
            config.repo_url or "",
            None if edit_uri is None else str(edit_uri),
            str(template or ""),
            docs_of(config),
            path_in_repository(root) if edit_uri is None and not template else "",
        )
    except UnusableTemplateError as error:
        raise UsageError(str(error)) from None


def _typed(config: MkDocsConfig, key: str) -> Any:
    """Return what the company wrote, which `config` mixes with what MkDocs makes of it."""
    return read_configuration_file(_file(config)).values.get(key)


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
        docs = _file(config).parent / docs_of(config)
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
    if isinstance(tag := config.extra.get(_TAG), str):
        if wanted == _words_of_theme(config, root, tag):
            return  # as it was chosen before: the preview comes again
        del config.extra[_TAG]
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
        config.extra[_TAG] = spelled(wanted)


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


_TAG = "icp_language"
"""Where `config.extra` has the site's language; our overrides of the theme say it."""


def language_of(config: MkDocsConfig) -> str:
    """Return the tag of the site's language as the company means it, not as the theme has it."""
    return str(config.extra.get(_TAG) or spelled(str(config.theme.get("language") or "en")))


def site_of(config: MkDocsConfig, drafts: bool = False) -> Site:
    """Return what pages need to know of the site; with `drafts`, those are published as well."""

    def level(path: str) -> InclusionLevel:
        file = File(path, None, config.site_dir, config.use_directory_urls)
        set_exclusions([file], config)
        return file.inclusion

    def is_left_out(path: str) -> bool:
        found = level(path)
        return found.is_excluded() and not (drafts and found.is_in_serve())

    written = configuration_of(config)
    plugin = config.plugins.get("icp")
    options: Any = plugin.config if plugin is not None else {}
    return Site(
        name=config.site_name,
        language=language_of(config),
        languages=written.languages,
        audience=audience_of(config),
        url=config.site_url or "",
        code_host=code_host_of(config),
        editions=written.editions,
        docs=docs_of(config),
        directory_urls=config.use_directory_urls,
        big_collection=options.get("big_collection", BIG_COLLECTION),
        mark_days=options.get("mark_days", MARK_DAYS),
        markdown_extensions=tuple(config.markdown_extensions),
        allow=frozenset(options.get("allow", ())),
        look=written.look,
        data=options.get("data_files") is not False,
        has_markdown=options.get("data_files") is not False,
        left_out=cache(is_left_out),
        unlisted=cache(lambda path: level(path).is_not_in_nav()),
    )


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
    return {**known, _TAG: language.tag} | ({} if english else {"generator": False})


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
