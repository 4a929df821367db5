"""Write, beside a wheel, the list of what runs with it: a CycloneDX SBOM from the site's lock.

`make wheel` does it. The list says what this version was built and tested with. It stands beside
the wheel and not in it: nothing of others is in the wheel, and scanners take what a wheel carries
in `.dist-info/sboms/` (PEP 770) for installed, also where a company has newer versions. The same
wheel and lock give the same bytes.
"""

from __future__ import annotations

import datetime
import hashlib
import sys
import uuid
import zipfile
from email.parser import Parser
from pathlib import Path

from cyclonedx.model import (
    ExternalReference,
    ExternalReferenceType,
    HashAlgorithm,
    HashType,
    Property,
    XsUri,
)
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.model.license import LicenseExpression
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

from scripts.pins import PROJECT, Pin, read_lock


def main(*wheels: str) -> int:
    """Write the list for each wheel into its folder and print where it is."""
    for wheel in map(Path, wheels):
        target = wheel.with_name("-".join(wheel.name.split("-")[:2]) + ".cdx.json")
        target.write_text(sbom(wheel, read_lock("site")), encoding="utf-8")
        print(target)
    return 0


def sbom(wheel: Path, pins: list[Pin]) -> str:
    """Return the list as JSON: the wheel, its hash, the packages it needs, and who needs whom."""
    product = _product(wheel)
    bom = Bom(serial_number=uuid.uuid5(uuid.NAMESPACE_URL, product.bom_ref.value or ""))
    bom.metadata.component = product
    bom.metadata.timestamp = _built(wheel)
    kept = needed(pins)
    components = {pin: _component(pin) for pin in kept}
    bom.components = components.values()
    for asker, component in [
        (PROJECT, product),
        *((pin.name, made) for pin, made in components.items()),
    ]:
        bom.register_dependency(
            component, [components[pin] for pin in kept if asker in pin.wanted_by]
        )
    return JsonV1Dot6(bom).output_as_string(indent=2) + "\n"


def needed(pins: list[Pin]) -> list[Pin]:
    """Return what the project needs to run, without what only builds it."""
    names = {PROJECT}
    while (more := {PROJECT} | {pin.name for pin in pins if names & set(pin.wanted_by)}) != names:
        names = more
    return [pin for pin in pins if pin.name in names]


def _built(wheel: Path) -> datetime.datetime:
    """Return the time that the wheel's files bear: SOURCE_DATE_EPOCH, not the clock's."""
    with zipfile.ZipFile(wheel) as archive:
        return datetime.datetime(*archive.infolist()[0].date_time, tzinfo=datetime.UTC)


def _product(wheel: Path) -> Component:
    with zipfile.ZipFile(wheel) as archive:
        name = next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        fields = Parser().parsestr(archive.read(name).decode())
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    purl = PackageURL("pypi", None, fields["Name"], fields["Version"])
    return Component(
        type=ComponentType.APPLICATION,
        name=fields["Name"],
        version=fields["Version"],
        description=fields["Summary"],
        licenses=[LicenseExpression(fields["License-Expression"])],
        purl=purl,
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=digest)],
        bom_ref=f"{purl}#sha256:{digest}",
    )


def _component(pin: Pin) -> Component:
    purl = PackageURL("pypi", None, pin.name, pin.version)
    files = ExternalReference(
        type=ExternalReferenceType.DISTRIBUTION,
        url=XsUri(str(purl)),
        comment="one of these files is installed",
        hashes=[HashType(alg=HashAlgorithm.SHA_256, content=digest) for digest in pin.hashes],
    )
    return Component(
        type=ComponentType.LIBRARY,
        name=pin.name,
        version=pin.version,
        scope=ComponentScope.OPTIONAL if pin.marker else ComponentScope.REQUIRED,
        properties=[Property(name="icp-playbook:installed-if", value=pin.marker)]
        if pin.marker
        else [],
        purl=purl,
        external_references=[files],
        bom_ref=str(purl),
    )


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
