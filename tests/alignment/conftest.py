"""The sample's survey, and people who answer it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from icp_playbook.alignment.known import Known
from icp_playbook.languages import read_language
from icp_playbook.messages import ENGLISH
from icp_playbook.model.catalog import Catalog
from icp_playbook.project import packaged_templates
from icp_playbook.reading import check_playbook
from icp_playbook.stages.check import Context
from icp_playbook.survey.making import make_survey
from icp_playbook.survey.questions import Survey

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """The sample company."""
    return check_playbook(ROOT, Context()).catalog


@pytest.fixture(scope="session")
def survey(catalog: Catalog) -> Survey:
    """Its survey in English."""
    return make_survey(catalog, "en")


@pytest.fixture(scope="session")
def known(catalog: Catalog, survey: Survey) -> Known:
    """What answers may be called, in both languages of its site."""
    chinese = read_language("zh-Hant", [packaged_templates()])
    return Known([(survey, ENGLISH), (make_survey(catalog, "zh-Hant"), chinese)])


@pytest.fixture(scope="session")
def right(survey: Survey) -> Callable[..., dict[str, str]]:
    """Return the answers of somebody who agrees with the profile, but where it is said."""

    def answers(**other: str) -> dict[str, str]:
        given = {one.id: one.accepted[0] for one in survey.questions if one.accepted}
        return given | {name.replace("__", "."): value for name, value in other.items()}

    return answers
