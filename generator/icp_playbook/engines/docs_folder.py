"""Export: the same pages as a real docs folder, for engines that do not know our plugin (Zensical, plain MkDocs)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from icp_playbook.build import build_pages
from icp_playbook.engines.docs_config import config_text, refuse_foreign_config
from icp_playbook.engines.mkdocs_config import check_config, place_of_pages, read_config
from icp_playbook.engines.mkdocs_nav import site_of
from icp_playbook.project import ASSETS, packaged_templates, template_folders
from icp_playbook.stages.load.files import wrong_target
from icp_playbook.stages.load.templates import asset_files
from icp_playbook.stages.write import Written, write_folder

_THEME = ".icp-theme"
"""Where the overrides of the theme are in the folder; engines publish no hidden folders."""


def export_docs(config_file: Path, folder: Path, write_config: Path | None = None) -> Written:
    """Write the pages of the playbook beside `config_file` into `folder`.

    With `write_config`, also write a configuration that builds it. Raise `ContentError` on mistakes in the content,
    `FileExistsError` when `folder` holds files that are not ours, or definitions, or `write_config` is not ours.
    """
    with place_of_pages(config_file) as docs_dir:
        config = read_config(config_file, docs_dir)
    root = config_file.resolve().parent
    check_config(config, root)
    site = site_of(config)
    pages = root / site.docs
    _refuse_sources(folder, root, pages)
    if write_config is not None:
        refuse_foreign_config(write_config)
    built = build_pages(root, site)
    templates = template_folders(root)
    files = {page.source: page.markdown().encode() for page in built.pages}
    files |= {path.removeprefix(f"{site.docs}/"): text.encode() for path, text in built.prosepages.items()}
    files |= {path: content.encode() for path, content in built.files.items()}
    files |= {f"{ASSETS}/{path}": content for path, content in asset_files(templates).items()}
    files |= dict(_files_below(pages, root, but=".md"))
    files = {path: content for path, content in files.items() if not site.left_out(path)}
    overrides = {f"{_THEME}/{path}": content for path, content in _overrides(templates, config, root)}
    files |= overrides
    written = write_folder(folder, files)
    if write_config is not None:
        refuse_foreign_config(write_config)  # once more: it may name one of the pages
        text = config_text(
            config_file,
            folder,
            folder / _THEME if overrides else None,
            write_config,
            built.plan.nav,
            site.language,
        )
        write_config.write_text(text, "utf-8", newline="\n")
    return written


def _refuse_sources(folder: Path, root: Path, docs: Path) -> None:
    """Refuse a folder among the sources, or around them: the next build would take what we write for them."""
    target = folder.resolve()
    for source in (docs, *(root / name for name in ("content", "playbooks", "site_templates"))):
        place = source.resolve()
        if target.is_relative_to(place) or place.is_relative_to(target):
            raise FileExistsError(
                f"{folder} lies inside {source.name} or around it, where the playbook itself is;"
                " choose a folder of its own"
            )


def _overrides(templates: list[Path], config: MkDocsConfig, root: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the theme's overrides, ours before the company's own, which stand in front of them."""
    for folder in reversed(templates):
        yield from _files_below(folder / "theme", None if folder == packaged_templates() else root)
    if config.theme.custom_dir:
        yield from _files_below(Path(config.theme.custom_dir), root)


def _files_below(folder: Path, top: Path | None, but: str = "/") -> Iterator[tuple[str, bytes]]:
    """Yield the files below `folder` but those that end in `but`, hidden ones, and links to such or out of `top`.

    With `top` None every link is followed: some installers make our own files links, to save space.
    """
    for file in sorted(folder.rglob("*")):
        path = file.relative_to(folder)
        if file.name.endswith(but) or any(part.startswith(".") for part in path.parts):
            continue
        if file.is_file() and (top is None or not wrong_target(top, file)):
            yield path.as_posix(), file.read_bytes()
