"""The wheel as a company gets it: what is in it, and that it works in an environment of its own."""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
import textwrap
import venv
import zipfile
from email.parser import Parser
from importlib.metadata import distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from playwright.sync_api import Page, expect

from sites import SOON, previewed

ROOT = Path(__file__).parents[1]

# One worker builds the wheel once for all of them.
pytestmark = [pytest.mark.xdist_group("wheel"), pytest.mark.slow]


def run(*command: str | Path, cwd: Path, code: int = 0) -> str:
    """Run a command in a folder and return what it printed; that comes with the failure when the exit code differs."""
    done = subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        encoding="utf-8",
        env={"PATH": "/usr/bin:/bin", "NO_MKDOCS_2_WARNING": "1", "PYTHONIOENCODING": "utf-8"},
    )
    assert done.returncode == code, done.stdout
    return done.stdout


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy what git would keep, and nothing that only this machine has."""
    copy = tmp_path_factory.mktemp("a checkout")
    listed = run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", cwd=ROOT)
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, copy / name)
    return copy


@pytest.fixture(scope="module")
def wheel(checkout: Path) -> Path:
    """Build the sdist, and the wheel from what is in the sdist, as a release does."""
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", checkout / "dist", ".", cwd=checkout)
    return next((checkout / "dist").glob("*.whl"))


def shipped(wheel: Path) -> set[str]:
    """Return the names of all files in the wheel."""
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def declared(wheel: Path) -> list[Requirement]:
    """Return the dependencies that the wheel's metadata name."""
    with zipfile.ZipFile(wheel) as archive:
        metadata = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        fields = Parser().parsestr(archive.read(metadata).decode())
    return [Requirement(text) for text in fields.get_all("Requires-Dist", [])]


def needed(requirements: list[Requirement], known: set[str]) -> set[str]:
    """Return the names of these requirements and of all that they need in turn, as installed here."""
    for requirement in requirements:
        name = canonicalize_name(requirement.name)
        if name not in known and (requirement.marker is None or requirement.marker.evaluate({"extra": ""})):
            known.add(name)
            needed([Requirement(text) for text in distribution(name).requires or []], known)
    return known


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make an environment with the wheel and what it declares, linked from here: no network, nothing undeclared."""
    folder = tmp_path_factory.mktemp("env") / "env"
    venv.create(folder, symlinks=True, with_pip=False)
    packages = Path(sysconfig.get_path("purelib", "venv", {"base": str(folder), "platbase": str(folder)}))
    for name in needed(declared(wheel), set()):
        installed = distribution(name)
        tops = {file.parts[0] for file in installed.files or []} - {"..", "__pycache__"}
        for top in tops:
            (packages / top).symlink_to(Path(str(installed.locate_file(top))))
    # `--python` lets the pip of this environment install into the other one, which has none.
    pip: list[str | Path] = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        folder / "bin" / "python",
        "--disable-pip-version-check",
    ]
    run(*pip, "install", "--quiet", "--no-index", "--no-deps", wheel, cwd=wheel.parent)
    return folder


def test_the_wheel_ships_the_generator_and_every_template(wheel: Path, checkout: Path) -> None:
    """A company that installs the package gets all templates; its own replace one at a time."""
    files = shipped(wheel)
    for source, target in [
        ("generator/icp_playbook", "icp_playbook"),
        ("site_templates", "icp_playbook/site_templates"),
    ]:
        expected = {
            f"{target}/{path.relative_to(checkout / source)}" for path in (checkout / source).rglob("*.*")
        }
        assert expected
        assert expected - files == set()


def test_the_sample_company_stays_out_of_the_wheel(wheel: Path) -> None:
    """The definitions of this repository are its own content; nothing but code and templates is shipped."""
    tops = {tuple(name.split("/")[:2]) for name in shipped(wheel)}
    assert {top for top, *_ in tops} - {"icp_playbook"} == {
        wheel.name.removesuffix("-py3-none-any.whl") + ".dist-info"
    }
    assert not [
        name for name in shipped(wheel) if "parcelmoor" in name.lower() or name.endswith((".yml", ".pyc"))
    ]


def test_the_installed_package_is_whole_without_a_checkout(environment: Path, tmp_path: Path) -> None:
    """It is imported from the environment, brings its types, and starts its command."""
    where = run(
        environment / "bin/python", "-c", "import icp_playbook; print(icp_playbook.__file__)", cwd=tmp_path
    )
    package = Path(where.strip()).parent
    assert package.is_relative_to(environment)
    assert (package / "py.typed").is_file()
    assert "Usage" in run(environment / "bin/icp", "--help", cwd=tmp_path)


FOREIGN = {
    "mkdocs.yml": """
        site_name: Quietdesk playbook
        docs_dir: content/pages
        theme: {name: material, font: false}
        plugins: [search, icp]
        markdown_extensions: [abbr, attr_list, md_in_html, toc]
    """,
    "content/pages/reading.md": """
        # How we read this

        Begin with [[segment:clinics]].
    """,
    "content/company.yml": """
        name: Quietdesk
        owner: product
        contacts:
          product: {channel: "#product"}
        one_liner: Quietdesk answers the phone for clinics.
        four_answers:
          customer: "[[segment:clinics|Clinics]] with three doctors or more."
          need: To treat patients instead of answering the phone.
          success: Nobody waits in line on the phone.
          value: An hour a day for each receptionist.
        not_served:
          - {who: Hospitals, why: They have a switchboard of their own.}
    """,
    "content/segments/clinics.yml": """
        name: Clinics in towns
        definition: Three to ten doctors under one roof.
        focus: beachhead
        owner: product
    """,
    "content/personas/practice-manager.yml": """
        name: Practice manager
        side: decision
        owner: product
        segments: [clinics]
        titles: [Practice manager]
        buying_roles: [economic-buyer]
        motivations: [A waiting room without queues]
        frustrations: [The phone rings while a patient speaks]
        job_to_be_done: When Monday begins, I want the phone to be quiet.
    """,
    "site_templates/pages/persona.html": """
        <p class="quietdesk">{{ d.name|line }} has a page of our own making.</p>
    """,
}


@pytest.fixture
def foreign(tmp_path: Path) -> Path:
    """Write the repository of another company: its own definitions, its own mkdocs.yml, one template replaced."""
    for name, text in FOREIGN.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(textwrap.dedent(text).lstrip(), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("build", ["mkdocs build --strict", "icp_playbook build"])
def test_another_company_builds_its_own_site_with_the_package(
    environment: Path, foreign: Path, build: str
) -> None:
    """Three definitions become that company's site; the one template it has is used, the others are the package's."""
    run(environment / "bin/python", "-m", *build.split(), cwd=foreign)

    home = (foreign / "site/index.html").read_text(encoding="utf-8")
    segment = (foreign / "site/segments/clinics/index.html").read_text(encoding="utf-8")
    persona = (foreign / "site/personas/practice-manager/index.html").read_text(encoding="utf-8")
    written = (foreign / "site/reading/index.html").read_text(encoding="utf-8")

    assert "To treat patients instead of answering the phone." in home
    assert "Three to ten doctors under one roof." in segment
    assert "practice-manager/" in segment
    assert "has a page of our own making" in persona
    assert "Clinics in towns" in written
    assert (foreign / "site/assets/icp/icp.css").is_file()
    assert not [
        page for page in (foreign / "site").rglob("*.html") if "Parcelmoor" in page.read_text("utf-8")
    ]


@pytest.mark.browser
@pytest.mark.parametrize("serve", ["mkdocs serve", "icp_playbook serve"])
def test_another_company_previews_its_own_site_with_the_package(
    environment: Path, foreign: Path, page: Page, serve: str
) -> None:
    """The preview of a foreign repository answers, and follows what its people edit."""
    with previewed(foreign, *serve.split(), python=environment / "bin/python") as address:
        page.goto(f"{address}segments/clinics/")
        expect(page.get_by_text("Three to ten doctors under one roof.").first).to_be_visible()
        page.get_by_role("article").get_by_role("link", name="Practice manager").first.click()
        expect(page.get_by_text("has a page of our own making")).to_be_visible()
        page.go_back()
        segment = foreign / "content/segments/clinics.yml"
        segment.write_text(segment.read_text("utf-8").replace("Three to ten", "Four to nine"), "utf-8")
        expect(page.get_by_text("Four to nine doctors").first).to_be_visible(timeout=SOON)


@pytest.mark.parametrize("command", ["check", "build"])
def test_what_another_company_gets_wrong_is_told_with_its_place(
    environment: Path, foreign: Path, command: str
) -> None:
    """The installed command says what is wrong in a foreign repository as it does here, and builds no site from it."""
    persona = foreign / "content/personas/practice-manager.yml"
    persona.write_text(persona.read_text("utf-8").replace("[clinics]", "[clinic]"), encoding="utf-8")
    told = run(environment / "bin/icp", command, cwd=foreign, code=1)
    assert "content/personas/practice-manager.yml:4:12: error [unknown-reference]" in told
    assert 'did you mean "clinics"?' in told
    assert not (foreign / "site").exists()
