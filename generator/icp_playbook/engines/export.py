"""Export: the same pages as a real docs folder, for engines that do not know our plugin.

Those are Zensical, and MkDocs alone. With it comes the configuration that builds the folder:
mkdocs.yml as it is, but for what the plugin would have done.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml
from mkdocs.config.defaults import MkDocsConfig

from icp_playbook.build import Read, make_pages, read_playbook
from icp_playbook.editions import Edition
from icp_playbook.engines import export_hook
from icp_playbook.engines.export_addresses import SourceAddresses
from icp_playbook.engines.export_index import fit_index
from icp_playbook.engines.export_places import Entry, places_of
from icp_playbook.engines.mkdocs_completing import (
    check_config,
    missing_extensions,
    with_title,
    words_of,
)
from icp_playbook.engines.mkdocs_config import edition_of, place_of_pages, read_config, site_of
from icp_playbook.engines.mkdocs_editions import config_in
from icp_playbook.engines.mkdocs_entries import entries_of_markdown, has_search
from icp_playbook.engines.mkdocs_files import nav_leading_to, nav_of
from icp_playbook.languages import read_language
from icp_playbook.messages import Language, say
from icp_playbook.model.page import NavItem
from icp_playbook.project import (
    ASSETS,
    SCRIPTS,
    STYLE,
    packaged_templates,
    path_from,
    template_folders,
)
from icp_playbook.stages.load.config_file import Tagged, read_config_file
from icp_playbook.stages.load.opening import wrong_target
from icp_playbook.stages.render.pages import RenderedPage
from icp_playbook.stages.search import search_files
from icp_playbook.stages.write import WrittenFiles, write_folder

_THEME = ".icp-theme"
"""Where the overrides of the theme are in the folder; engines publish no hidden folders."""
_HOOK = ".icp-mkdocs/hook.py"
"""What MkDocs needs to run beside the pages, which Zensical passes over."""
_MARK = "# Written by icp export"
"""Begins a configuration of ours: no other file is ever overwritten."""


def export_docs(
    config_file: Path, folder: Path, write_config: Path | None = None, audience: str = ""
) -> WrittenFiles:
    """Write the pages of the playbook beside `config_file` into `folder`, those of an `audience`.

    With `write_config`, also write a configuration that builds it. Each further language goes into
    a folder, and has a configuration, of its own beside those. Raise `ContentError` on mistakes in
    the content, `FileExistsError` when `folder` holds files that are not ours, or definitions, or
    `write_config` is not ours.
    """
    with place_of_pages(config_file) as docs_dir:
        config = read_config(config_file, docs_dir, audience=audience)
    root = config_file.resolve().parent
    check_config(config, root)
    site = site_of(config)
    read = read_playbook(root, site)
    written = _export(config, config_file, folder, write_config, read)
    for edition in site.editions[1:]:
        with config_in(config, edition) as other:
            check_config(other, root)
            beside = folder.with_name(f"{folder.name}-{edition.folder}")
            named = write_config and write_config.with_suffix(
                f".{edition.folder}{write_config.suffix}"
            )
            written += _export(other, config_file, beside, named, read)
    return written


def _export(
    config: MkDocsConfig, config_file: Path, folder: Path, write_config: Path | None, read: Read
) -> WrittenFiles:
    root = config_file.resolve().parent
    site = replace(site_of(config), has_markdown=False)
    docs = root / site.docs
    refuse_sources(folder, root, docs)
    if write_config is not None:
        _refuse_foreign_config(write_config)
    built = make_pages(*read, root, site)
    templates = template_folders(root)
    language = read_language(site.language, templates)
    addresses = SourceAddresses(built, site)
    places = places_of(built.plan.nav, addresses.served, language) if config.nav is None else {}
    drawn = [_placed(page, places) for page in fit_index(built.pages)]
    if write_config is not None:  # otherwise nobody runs the hook that MkDocs needs for it
        drawn = [addresses.of_file(page) for page in drawn]
    files = {page.source: page.markdown().encode() for page in drawn}
    files |= {
        page.source: built.prosepages[page.path].encode()
        for page in built.catalog.pages
        if page.path in built.prosepages
    }
    files |= {path: content.encode() for path, content in built.files.items()}
    files |= {path: "".join(parts).encode() for path, parts in built.documents().items()}
    files |= built.assets
    if has_search(config):
        entries = (*built.entries, *entries_of_markdown(built, config, site, language))
        found = search_files(entries, site.language)
        files |= {path: text.encode() for path, text in found.items()}
    for place in dict.fromkeys([*(one.docs for one in site.editions[:1]), site.docs]):
        files |= dict(files_below(root / place, root, but=".md", only=built.beside))
    files = {path: content for path, content in files.items() if not site.left_out(path)}
    overrides = {
        f"{_THEME}/{path}": content for path, content in _overrides(templates, config, root)
    }
    files |= overrides
    files[_HOOK] = Path(export_hook.__file__).read_bytes()
    written = write_folder(folder, files)
    if write_config is not None:
        _refuse_foreign_config(write_config)  # once more: it may name one of the pages
        text = _config_text(
            config_file,
            folder,
            folder / _THEME if overrides else None,
            write_config,
            built.plan.nav,
            language,
            built.missing,
            str(config.theme.get("language") or ""),
            edition_of(config),
            files,
            is_all=not site.audience,
        )
        write_config.write_text(text, "utf-8", newline="\n")
    return written


def _placed(page: RenderedPage, places: Mapping[str, Entry]) -> RenderedPage:
    """Return a page that says what its place is, when the navigation does not."""
    place = places.get(page.source)
    return page if place is None else replace(page, matter={**page.matter, "icp_place": place})


def refuse_sources(folder: Path, root: Path, docs: Path) -> None:
    """Refuse a folder among the sources, or around them: the next build would read our pages."""
    target = folder.resolve()
    for source in (docs, *(root / name for name in ("content", "playbooks", "site_templates"))):
        place = source.resolve()
        if target.is_relative_to(place) or place.is_relative_to(target):
            raise FileExistsError(
                say(
                    "{folder} lies inside {source} or around it, where the playbook itself is; "
                    "choose a folder of its own",
                    folder=str(folder),
                    source=source.name,
                )
            )


def _overrides(
    templates: list[Path], config: MkDocsConfig, root: Path
) -> Iterator[tuple[str, bytes]]:
    """Yield the theme's overrides, ours before the company's own, which stand in front of them."""
    for folder in reversed(templates):
        yield from files_below(folder / "theme", None if folder == packaged_templates() else root)
    if config.theme.custom_dir:
        yield from files_below(Path(config.theme.custom_dir), root)


def files_below(
    folder: Path, top: Path | None, but: str = "/", only: Collection[str] | None = None
) -> Iterator[tuple[str, bytes]]:
    """Yield the files below `folder`, without those that end in `but`, hidden ones and stray links.

    With `only`, those among them. With `top` None every link is followed: some installers make our
    own files links, to save space.
    """
    for file in sorted(folder.rglob("*")):
        path = file.relative_to(folder)
        if file.name.endswith(but) or any(part.startswith(".") for part in path.parts):
            continue
        if only is not None and path.as_posix() not in only:
            continue
        if file.is_file() and (top is None or not wrong_target(top, file)):
            yield path.as_posix(), file.read_bytes()


def _config_text(
    config_file: Path,
    docs: Path,
    theme_dir: Path | None,
    target: Path,
    nav: tuple[NavItem, ...],
    language: Language,
    missing: str,
    theme_language: str,
    edition: Edition | None,
    sources: Collection[str],
    is_all: bool,
) -> str:
    """Return the text of a configuration at `target`; its paths lead from there.

    The theme gets its own name of the language.
    """
    typed = dict(read_config_file(config_file, variables=False).values)
    if edition is not None:
        typed |= _settings_of(edition, typed)
    here, there = config_file.resolve().parent, target.resolve().parent
    theme = typed.get("theme") or {}
    theme = {"name": theme} if isinstance(theme, str) else dict(theme)
    if theme_dir is not None:
        theme["custom_dir"] = path_from(theme_dir, there)
    theme["font"] = False
    if edition is not None or "language" in theme:
        theme["language"] = theme_language
    theme.setdefault("variant", "classic")  # of Zensical's two looks the one that ours is made for
    settings = typed | {
        "docs_dir": path_from(docs, there),
        "site_dir": typed.get("site_dir", "site"),
        "theme": theme,
        "plugins": _without_ours(typed.get("plugins")),
        "markdown_extensions": _with_needed(typed.get("markdown_extensions") or [], language),
        "extra_css": [f"{ASSETS}/{STYLE}", *(typed.get("extra_css") or [])],
        "extra_javascript": [
            *(f"{ASSETS}/{name}" for name in SCRIPTS),
            *(typed.get("extra_javascript") or []),
        ],
    }
    settings.setdefault("nav", nav_of(nav, language))
    settings["extra"] = {
        **words_of(language),
        **(typed.get("extra") or {}),
        "icp_missing": missing,
    }
    for key in ("hooks", "watch"):
        if key in settings:
            settings[key] = [path_from(here / str(path), there) for path in settings[key]]
    settings["hooks"] = [path_from(docs / _HOOK, there), *(settings.get("hooks") or [])]
    if not is_all:
        if isinstance(settings["nav"], list):
            settings["nav"] = nav_leading_to(sources, settings["nav"])
        for key in ("repo_url", "repo_name"):
            settings.pop(key, None)
    if not settings.get("repo_url"):
        settings.pop("edit_uri", None)
    text: str = yaml.dump(settings, Dumper=_KeptTags, allow_unicode=True, sort_keys=False)
    name = config_file.name
    return f"{_MARK} from {name}, and again by the next one: change {name} instead.\n{text}"


def _settings_of(edition: Edition, typed: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what the configuration of a language says otherwise: its site lies in the first's."""
    if not edition.folder:
        return edition.settings
    address = typed.get("site_url")
    # One that the environment gives is the first language's: nothing can be put behind it.
    known = isinstance(address, str) and f"{address.rstrip('/')}/{edition.folder}/"
    return {
        **edition.settings,
        "site_dir": f"{typed.get('site_dir', 'site')}/{edition.folder}",
        "site_url": known or None,
    }


def _refuse_foreign_config(target: Path) -> None:
    """Raise `FileExistsError` when `target` is there and an export did not write it."""
    if not os.path.lexists(target):
        return
    start = b""
    if target.is_file():
        with target.open("rb") as stream:
            start = stream.read(len(_MARK))
    if start != _MARK.encode():
        raise FileExistsError(
            say(
                "{file} is there, and icp export did not write it; "
                "choose another name for --config, or move it away",
                file=str(target),
            )
        )


def _without_ours(plugins: Any) -> Any:
    """Return the plugins, listed or as a map with their options, without ours."""
    if isinstance(plugins, dict):
        return {name: options for name, options in plugins.items() if name != "icp"}
    return [
        plugin
        for plugin in plugins or []
        if plugin != "icp" and not (isinstance(plugin, dict) and "icp" in plugin)
    ]


def _with_needed(extensions: Any, language: Language) -> Any:
    """Return the extensions of Markdown, a list or a map, with those that our pages need.

    The contents say in the reader's language what they say.
    """
    for one in [extensions] if isinstance(extensions, dict) else extensions:
        if isinstance(one, dict) and isinstance(toc := one.get("toc"), dict):
            one["toc"] = with_title(toc, language)
    names = [name for one in extensions for name in (one if isinstance(one, dict) else [str(one)])]
    missing = missing_extensions(names)
    if isinstance(extensions, dict):
        return extensions | dict.fromkeys(missing)
    return [*extensions, *missing]


class _KeptTags(yaml.SafeDumper):
    """Writes tagged values as they were."""


_KeptTags.add_representer(Tagged, lambda dumper, tagged: tagged.node)
