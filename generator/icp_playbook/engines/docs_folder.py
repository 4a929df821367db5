"""Export: the same pages as a real docs folder, for engines that do not know our plugin (Zensical, plain MkDocs)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from icp_playbook.build import build_pages
from icp_playbook.engines.docs_config import config_text
from icp_playbook.engines.mkdocs_nav import site_of
from icp_playbook.project import ASSETS, asset_files, template_folders
from icp_playbook.stages.write import Written, write_folder

_PAGES = "content/pages/"
_THEME = ".icp-theme"
"""Where the overrides of the theme are in the folder; engines publish no hidden folders."""


def export_docs(config_file: Path, folder: Path, write_config: Path | None = None) -> Written:
    """Write the pages of the playbook beside `config_file` into `folder`.

    With `write_config`, also write a configuration that builds it. Raise `ContentError` on mistakes in the content,
    `FileExistsError` when `folder` holds files that are not ours.
    """
    config = load_config(str(config_file))
    root = config_file.resolve().parent
    built = build_pages(root, site_of(config))
    templates = template_folders(root)
    files = {page.source: page.markdown().encode() for page in built.pages}
    files |= {path.removeprefix(_PAGES): text.encode() for path, text in built.prosepages.items()}
    files |= {path: content.encode() for path, content in built.files.items()}
    files |= {f"{ASSETS}/{path}": file.read_bytes() for path, file in asset_files(templates).items()}
    files |= dict(_files_below(root / _PAGES, root, but=".md"))
    overrides = {f"{_THEME}/{path}": content for path, content in _overrides(templates, config, root)}
    files |= overrides
    written = write_folder(folder, files)
    if write_config is not None:
        text = config_text(
            config_file, folder, folder / _THEME if overrides else None, write_config, built.plan.nav
        )
        write_config.write_text(text, "utf-8")
    return written


def _overrides(templates: list[Path], config: MkDocsConfig, root: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the theme's overrides, ours before the company's own, which stand in front of them."""
    for folder in reversed(templates):
        yield from _files_below(folder / "theme", folder)
    if config.theme.custom_dir:
        yield from _files_below(Path(config.theme.custom_dir), root)


def _files_below(folder: Path, top: Path, but: str = "/") -> Iterator[tuple[str, bytes]]:
    """Yield the files below `folder` but hidden ones, those that end in `but`, and links that lead out of `top`."""
    inside = top.resolve()
    for file in sorted(folder.rglob("*")):
        path = file.relative_to(folder)
        if file.name.endswith(but) or any(part.startswith(".") for part in path.parts):
            continue
        if file.is_file() and file.resolve().is_relative_to(inside):
            yield path.as_posix(), file.read_bytes()
