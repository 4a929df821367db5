"""The end of a page that shows no single definition: who answers for it, and where it comes from.

It is front matter, and the theme shows it: so it stands on hand-written pages too, in both engines.
"""

from __future__ import annotations

from markupsafe import Markup, escape

from icp_playbook.messages import Language, say
from icp_playbook.model.catalog import Catalog
from icp_playbook.model.company import Company, Contact
from icp_playbook.model.page import Page
from icp_playbook.model.text import worded

_CODE = Markup("<code>{}</code>")
_STRONG = Markup("<strong>{}</strong>")
_UNANSWERED = Markup(
    '<button type="button" class="icp-link-button" data-icp-unanswered hidden>{}</button>'
)
UNANSWERED = "unanswered"
"""The page of what was not found: it lists what these buttons keep."""
_LINK = Markup('<a href="{}">{}</a>')


def end_of_page(page: Page, catalog: Catalog, language: Language) -> str:
    """Return the end of a page made from several definitions, as HTML."""
    source = (
        say("It is made from the files in {folder}.", folder=_CODE.format(page.folder))
        if page.folder
        else say("It is made anew from all definitions, whenever one changes.")
    )
    end = f"{_whom_to_tell(page.owner, '', catalog, language)} {language.markup(source)}"
    return end if page.url == UNANSWERED else f"{end} {_unanswered(language)}"


def end_of_prosepage(edit_url: str, catalog: Catalog, language: Language) -> str:
    """Return the end of a hand-written page, as HTML: the company's owner answers for it."""
    return f"{_whom_to_tell('', edit_url, catalog, language)} {_unanswered(language)}"


def _unanswered(language: Language) -> Markup:
    """Return the button that a script shows: what it keeps stays in the browser."""
    return _UNANSWERED.format(language.markup(say("This did not answer my question")))


def _whom_to_tell(owner: str, edit_url: str, catalog: Catalog, language: Language) -> str:
    company = catalog.all(Company)[0]
    owner = owner or company.owner
    contact = company.contacts.get(owner)
    name = _STRONG.format(_shown((contact and contact.name) or worded(owner), language))
    edit = _LINK.format(edit_url, language.markup(say("edit this page")))
    if contact is None and not edit_url:
        message = say("Something wrong on this page? Tell {owner}.", owner=name)
    elif contact is None:
        message = say(
            "Something wrong on this page? Tell {owner}, or {edit}.", owner=name, edit=edit
        )
    elif not edit_url:
        message = say(
            "Something wrong on this page? Ask {owner} in {channel}.",
            owner=name,
            channel=_channel(contact, language),
        )
    else:
        message = say(
            "Something wrong on this page? Ask {owner} in {channel}, or {edit}.",
            owner=name,
            channel=_channel(contact, language),
            edit=edit,
        )
    return str(language.markup(message))


def _channel(contact: Contact, language: Language) -> Markup:
    channel = _shown(contact.channel, language)
    if not contact.link:
        return channel
    return _LINK.format(contact.link, channel)


def _shown(text: str, language: Language) -> Markup:
    return escape(language.text(text))
