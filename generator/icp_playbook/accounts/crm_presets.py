"""How exports of well-known CRMs differ from a plain table: their ids, furniture, and field names.

Each is data. An export is known by its columns; one that is not is read by the same rules without.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from icp_playbook.accounts.crm_names import letters


@dataclass(frozen=True, slots=True)
class Preset:
    """One way in which a CRM exports its accounts."""

    name: str
    mark: re.Pattern[str]
    """What so many columns (`marks`) look like in its exports, and hardly in others."""
    marks: int
    id: re.Pattern[str]
    """The column of the record's id; of several the first."""
    ignored: re.Pattern[str]
    """Columns that answer nothing, though their names end like one that does."""
    fields: tuple[tuple[str, ...], ...]
    """Standard fields, each by all the names that its exports have for it."""

    def others_of(self, column: str) -> Iterator[str]:
        """Yield what else the CRM calls the field in a column."""
        own = letters(column)
        for names in self.fields:
            if own in map(letters, names):
                yield from (name for name in names if letters(name) != own)


_SALESFORCE_FIELDS = (
    ("Employees", "NumberOfEmployees", "Number of Employees"),
    ("Billing State/Province", "BillingState", "Billing State"),
    ("Billing Zip/Postal Code", "BillingPostalCode"),
    ("Shipping State/Province", "ShippingState", "Shipping State"),
    ("Shipping Zip/Postal Code", "ShippingPostalCode"),
    ("Account Type", "Type"),
    ("Account Rating", "Rating"),
    ("SIC Code", "Sic"),
    ("SIC Description", "SicDesc"),
)

PRESETS = (
    Preset(
        "Dynamics 365",
        # "(Do Not Modify) Row Checksum" and two more, in the language of the export.
        re.compile(r"\([^()]{5,40}\) ?\S.*"),
        3,
        re.compile(r"\([^()]{5,40}\) ?\S.*"),
        re.compile(r"\([^()]{5,40}\) ?\S.*|Parent .*"),
        (
            ("Number of Employees", "No. of Employees", "numberofemployees", "Employees"),
            ("Annual Revenue", "revenue"),
            ("Industry", "industrycode"),
            ("Relationship Type", "customertypecode"),
            ("Ownership", "ownershipcode"),
            ("SIC Code", "sic"),
            ("Address 1: Country/Region", "address1_country", "Country/Region", "Country"),
            ("Address 1: City", "address1_city", "City"),
        ),
    ),
    Preset(
        "Pipedrive",
        re.compile(r"(?:Organi[sz]ation|Org) - \S.*"),
        1,
        re.compile(r"(?:Organi[sz]ation|Org) - (?:ID|Pipedrive System ID)", re.IGNORECASE),
        re.compile(r"Currency of .*|(?:Person|Deal|Owner|Parent \w+) - .*", re.IGNORECASE),
        (
            ("Number of employees", "Employee count", "Employees"),
            ("Country of Address", "Country"),
            ("City/town/village/locality of Address", "City"),
        ),
    ),
    Preset(
        "Salesforce Data Loader",
        # In capitals, or as the API has them, which older versions keep.
        re.compile(
            r"I[Dd]|NAME|[A-Za-z]\w*__[cC]|(?i:NumberOfEmployees|AnnualRevenue|BillingCountry)"
        ),
        2,
        re.compile(r"I[Dd]|(?i:AccountId)"),
        re.compile(r"(?:PARENT|OWNER|MASTERRECORD|CREATEDBY|LASTMODIFIEDBY)\..*", re.IGNORECASE),
        _SALESFORCE_FIELDS,
    ),
    Preset(
        "Salesforce",
        re.compile(r"Account (?:ID|Name|Owner|Type|Site|Source)|Account: .*", re.IGNORECASE),
        2,
        re.compile(r"(?:Account: ?)?(?:Account|Case ?Safe|18.digit) ?ID", re.IGNORECASE),
        re.compile(r"(?:Parent|Ultimate Parent|Owner|Account Owner|Contact|Opportunity)\b.*: .*"),
        _SALESFORCE_FIELDS,
    ),
    Preset(
        "HubSpot",
        re.compile(r"Record ID|hs_object_id|property_\w+|companyId", re.IGNORECASE),
        1,
        re.compile(r"Record ID|(?:property_)?hs_object_id|companyId", re.IGNORECASE),
        re.compile(r"Parent Company.*|Associated .*", re.IGNORECASE),
        (
            ("Number of Employees", "numberofemployees", "property_numberofemployees", "Employees"),
            ("Annual Revenue", "annualrevenue", "property_annualrevenue"),
            ("Industry", "industry", "property_industry"),
            ("Country/Region", "country", "property_country"),
            ("Year Founded", "founded_year", "property_founded_year"),
            ("Company Domain Name", "domain", "property_domain"),
            ("Website URL", "website", "property_website"),
            ("Lifecycle Stage", "lifecyclestage", "property_lifecyclestage"),
            ("Web Technologies", "web_technologies", "property_web_technologies"),
        ),
    ),
)
"""The first whose marks a file has is taken: those that hardly anything else has come first."""


def preset_of(columns: Sequence[str]) -> Preset | None:
    """Return which CRM's export has these columns, None where nothing tells it."""
    names = [one.strip() for one in columns]
    return next(
        (one for one in PRESETS if sum(1 for n in names if one.mark.fullmatch(n)) >= one.marks),
        None,
    )


def id_column(columns: Sequence[str]) -> int | None:
    """Return which column a known CRM has its record's id in."""
    preset = preset_of(columns)
    if preset is None:
        return None
    names = enumerate(columns)
    return next((at for at, name in names if preset.id.fullmatch(name.strip())), None)
