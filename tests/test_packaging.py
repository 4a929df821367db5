"""The wheel as a company gets it: what is in it, and that it works in an environment of its own."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import textwrap
import venv
import zipfile
from email.message import Message
from email.parser import Parser
from importlib.metadata import distribution
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from playwright.sync_api import Page, expect

from commands import at_terminal
from scripts.pins import read_lock
from sites import SOON, previewed

ROOT = Path(__file__).parents[1]

SET_UP = f"-o test-venv BIN={Path(sys.executable).parent}"
"""For make: this environment is the one that its targets set up."""

pytestmark = pytest.mark.slow


def run(*command: str | Path, cwd: Path, code: int = 0) -> str:
    """Run a command in a folder and return its output, which a wrong exit code shows too."""
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
    """Build sdist, the wheel from what is in the sdist, and SBOM, with the README's command."""
    made = run("make", *SET_UP.split(), "wheel", cwd=checkout)
    (wheel,) = (checkout / "dist").glob("*.whl")
    assert str(wheel) in made
    return wheel


def shipped(wheel: Path) -> set[str]:
    """Return the names of all files in the wheel."""
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def fields(wheel: Path) -> Message:
    """Return the wheel's metadata."""
    with zipfile.ZipFile(wheel) as archive:
        metadata = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        return Parser().parsestr(archive.read(metadata).decode())


def declared(wheel: Path) -> list[Requirement]:
    """Return the dependencies that the wheel's metadata name."""
    return [Requirement(text) for text in fields(wheel).get_all("Requires-Dist", [])]


def needed(requirements: list[Requirement], known: set[str]) -> set[str]:
    """Return the names of these requirements and of all that they need, as installed here."""
    for requirement in requirements:
        name = canonicalize_name(requirement.name)
        if name not in known and (
            requirement.marker is None or requirement.marker.evaluate({"extra": ""})
        ):
            known.add(name)
            needed([Requirement(text) for text in distribution(name).requires or []], known)
    return known


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make an environment of the wheel and what it declares, linked from here, offline."""
    folder = tmp_path_factory.mktemp("env") / "env"
    venv.create(folder, symlinks=True, with_pip=False)
    link_what_is_declared(wheel, folder)
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


def link_what_is_declared(wheel: Path, folder: Path) -> None:
    """Link the wheel's dependencies, and theirs, from this environment into another one."""
    packages = Path(
        sysconfig.get_path("purelib", "venv", {"base": str(folder), "platbase": str(folder)})
    )
    for name in needed(declared(wheel), set()):
        installed = distribution(name)
        tops = {file.parts[0] for file in installed.files or []} - {"..", "__pycache__"}
        for top in tops:
            (packages / top).symlink_to(Path(str(installed.locate_file(top))))


def test_the_wheel_ships_the_generator_and_every_template(wheel: Path, checkout: Path) -> None:
    """A company that installs the package gets all templates; its own replace one at a time."""
    files = shipped(wheel)
    for source, target in [
        ("generator/icp_playbook", "icp_playbook"),
        ("site_templates", "icp_playbook/site_templates"),
    ]:
        expected = {
            f"{target}/{path.relative_to(checkout / source)}"
            for path in (checkout / source).rglob("*.*")
        }
        assert expected
        assert expected - files == set()


def test_the_sample_company_stays_out_of_the_wheel(wheel: Path) -> None:
    """This repository's definitions are its own; only code and templates are shipped."""
    tops = {tuple(name.split("/")[:2]) for name in shipped(wheel)}
    assert {top for top, *_ in tops} - {"icp_playbook"} == {
        wheel.name.removesuffix("-py3-none-any.whl") + ".dist-info"
    }
    assert not [
        name
        for name in shipped(wheel)
        if "parcelmoor" in name.lower()
        or (name.endswith((".yml", ".pyc")) and "/beginning/" not in name)  # what `icp init` writes
    ]


def test_the_licence_travels_with_both_and_is_named_for_programs(wheel: Path) -> None:
    """As an SPDX expression, in metadata that a package index of a year ago takes, too."""
    metadata = fields(wheel)
    assert metadata["License-Expression"] == "MIT"
    assert metadata.get_all("License-File") == ["LICENSE"]
    assert metadata["Metadata-Version"] == "2.4"
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "The ICP playbook authors" in text
    with zipfile.ZipFile(wheel) as archive:
        (name,) = [name for name in archive.namelist() if name.endswith("/licenses/LICENSE")]
        assert archive.read(name).decode() == text
    (sdist,) = wheel.parent.glob("*.tar.gz")
    with tarfile.open(sdist) as packed:
        found = packed.extractfile(f"{sdist.name.removesuffix('.tar.gz')}/LICENSE")
        assert found is not None
        assert found.read().decode() == text


@pytest.fixture(scope="module")
def sbom(wheel: Path) -> Path:
    """The list of what runs with the wheel, which stands beside it."""
    (found,) = wheel.parent.glob("*.cdx.json")
    return found


def test_the_sbom_is_valid_and_belongs_to_this_wheel(wheel: Path, sbom: Path) -> None:
    """Its schema takes it; it has the wheel's hash and licence, and no place to download from."""
    text = sbom.read_text(encoding="utf-8")
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    product = json.loads(text)["metadata"]["component"]
    assert product["hashes"] == [
        {"alg": "SHA-256", "content": hashlib.sha256(wheel.read_bytes()).hexdigest()}
    ]
    assert product["licenses"] == [{"expression": "MIT"}]
    assert (product["name"], product["version"]) == ("icp-playbook", fields(wheel)["Version"])
    assert not re.search(r"https?://(?!cyclonedx\.org/schema)", text)


def test_the_sbom_holds_the_lock_and_who_needs_whom(wheel: Path, sbom: Path) -> None:
    """It depends on what the wheel asks of everybody; each reference leads on; markers are kept."""
    told = json.loads(sbom.read_text(encoding="utf-8"))
    components = {one["bom-ref"]: one for one in told["components"]}
    edges = {one["ref"]: one.get("dependsOn", []) for one in told["dependencies"]}
    root = told["metadata"]["component"]["bom-ref"]
    assert {components[ref]["name"] for ref in edges[root]} == {
        canonicalize_name(one.name) for one in declared(wheel) if "extra" not in str(one.marker)
    }
    assert {ref for refs in edges.values() for ref in refs} == set(components)
    pins = {(pin.name, pin.version): pin for pin in read_lock("site")}
    for one in components.values():
        pin = pins[one["name"], one["version"]]
        assert one["scope"] == ("optional" if pin.marker else "required")
        assert [note["value"] for note in one.get("properties", [])] == [pin.marker] * bool(
            pin.marker
        )
        (files,) = one["externalReferences"]
        assert {item["content"] for item in files["hashes"]} == set(pin.hashes)
    assert "hatchling" not in {one["name"] for one in components.values()}


def test_wheel_and_sbom_are_the_same_bytes_each_time(
    wheel: Path, sbom: Path, checkout: Path, tmp_path: Path
) -> None:
    """Wherever the checkout is, and whenever it is built."""
    elsewhere = tmp_path / "elsewhere"
    shutil.copytree(checkout, elsewhere, ignore=shutil.ignore_patterns("dist"))
    run("make", *SET_UP.split(), "wheel", cwd=elsewhere)
    for file in (wheel, sbom):
        assert (elsewhere / "dist" / file.name).read_bytes() == file.read_bytes()


def test_the_readme_leads_to_a_site_of_ones_own(
    checkout: Path, wheel: Path, tmp_path: Path
) -> None:
    """Its commands, as printed, lead from a checkout to another company's site and environment."""
    steps = readme_steps("Use it for your company")
    install = next(place for place, step in enumerate(steps) if step.startswith("pip install "))
    repository = tmp_path / "a checkout"
    shutil.copytree(checkout, repository)
    variables = {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "PIP_NO_INDEX": "1",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "NO_COLOR": "1",
    }
    # What is set up is here already, and what the wheel needs is linked: no network is asked.
    first = [
        "set -e",
        f'make() {{ command make {SET_UP} "$@"; }}',
        *steps[:install],
        "pwd > ../here",
    ]
    ran = at_terminal(repository, [], "bash", "-c", "\n".join(first), seconds=240, **variables)
    assert ran.code == 0, ran.out
    assert f"{repository}/dist/{wheel.name}" in ran.out
    assert wheel.name in (ROOT / "README.md").read_text(encoding="utf-8")

    here = Path((tmp_path / "here").read_text().strip())
    assert here == tmp_path / "our-playbook"
    link_what_is_declared(wheel, here / ".venv")
    second = [
        "set -e",
        f"cd '{repository}'",
        f"cd '{here}'",
        ". .venv/bin/activate",
        *steps[install:],
    ]
    company = [
        "Quietdesk",
        "Answers the phone.",
        "Clinics.",
        "Quiet.",
        "No queue.",
        "Time.",
        "Hospitals",
        "Size.",
        "",
    ]
    segment = ["Clinics in towns", "Three to ten doctors.", "beachhead", "product"]
    ran = at_terminal(
        here,
        [*company, "product", *segment],
        "bash",
        "-c",
        "\n".join(second),
        seconds=240,
        **variables,
    )
    assert ran.code == 0, ran.out
    assert "Clinics in towns" in (here / "site/segments/our-first-segment/index.html").read_text(
        "utf-8"
    )


def readme_steps(heading: str) -> list[str]:
    """Return the commands of the first block below a heading of the README, without remarks."""
    section = (ROOT / "README.md").read_text(encoding="utf-8").partition(f"## {heading}\n")[2]
    block = section.partition("```sh\n")[2].partition("```")[0]
    return [re.sub(r"\s+# .*", "", line) for line in block.splitlines()]


def test_the_installed_package_is_whole_without_a_checkout(
    environment: Path, tmp_path: Path
) -> None:
    """It is imported from the environment, brings its types, and starts its command."""
    where = run(
        environment / "bin/python",
        "-c",
        "import icp_playbook; print(icp_playbook.__file__)",
        cwd=tmp_path,
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
    """Write another company's repository: definitions, mkdocs.yml and one template replaced."""
    for name, text in FOREIGN.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(textwrap.dedent(text).lstrip(), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("build", ["mkdocs build --strict", "icp_playbook build"])
def test_another_company_builds_its_own_site_with_the_package(
    environment: Path, foreign: Path, build: str
) -> None:
    """Three definitions become that company's site, with its template and the package's."""
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
        page
        for page in (foreign / "site").rglob("*.html")
        if "Parcelmoor" in page.read_text("utf-8")
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
        segment.write_text(
            segment.read_text("utf-8").replace("Three to ten", "Four to nine"), "utf-8"
        )
        expect(page.get_by_text("Four to nine doctors").first).to_be_visible(timeout=SOON)


@pytest.mark.parametrize("command", ["check", "build"])
def test_what_another_company_gets_wrong_is_told_with_its_place(
    environment: Path, foreign: Path, command: str
) -> None:
    """The installed command reports mistakes there as it does here, and then builds no site."""
    persona = foreign / "content/personas/practice-manager.yml"
    persona.write_text(
        persona.read_text("utf-8").replace("[clinics]", "[clinic]"), encoding="utf-8"
    )
    told = run(environment / "bin/icp", command, cwd=foreign, code=1)
    assert "content/personas/practice-manager.yml:4:12: error [unknown-reference]" in told
    assert 'did you mean "clinics"?' in told
    assert not (foreign / "site").exists()
