"""The wheel as a company gets it: what is in it, and that it works in an environment of its own."""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from email.parser import Parser
from importlib.metadata import distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]

# One worker builds the wheel once for all of them.
pytestmark = [pytest.mark.xdist_group("wheel"), pytest.mark.slow]


def run(*command: str | Path, cwd: Path) -> str:
    """Run a command in a folder and return what it printed; what it said comes with the failure."""
    done = subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        encoding="utf-8",
        env={"PATH": "/usr/bin:/bin", "NO_MKDOCS_2_WARNING": "1", "PYTHONIOENCODING": "utf-8"},
    )
    assert done.returncode == 0, done.stdout
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
