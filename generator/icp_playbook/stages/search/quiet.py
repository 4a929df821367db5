"""Words that say nothing in a question: search looks for them only when there are no others."""

from __future__ import annotations

from collections.abc import Mapping

from icp_playbook.stages.search.letters import in_simplified

_ENGLISH = """
a about all am an and any are as at be been but by can could did do does doesn don else for from get
got had has have he her him his how i if in into is it its just let may me might most must my no nor
not of on or other our out she should since so some than that the their them then there these they
this to us was we were what when where which while who whom whose why will with would you your
"""

# Chinese has no spaces: `scripts/search/asked.js` finds these within what is typed, a letter
# only where it is a word of its own.
_CHINESE = """
的 了 嗎 呢 吧 啊 呀 嘛 是 我 你 您 他 她 它 誰 這 那 哪 該 就 也 都 很 請 麼
要 會 能 在 和 跟 給 把 被 有 個
我的 你的 您的 他的 誰的 我們 你們 您們 他們 她們 它們 咱們 這個 那個 哪個 哪些 這些 那些 一個 哪一
哪裡 哪裏 哪兒 這裡 這裏 那裡 什麼 甚麼 怎麼 怎樣 怎麼樣 怎麼辦 如何 為什麼 為何
是不是 是什麼 有什麼 有哪些 有沒有 能不能 會不會 要不要 可不可以 可以 應該 多少 幾個
還是 或者 以及 一下 請問 想知道 時候 什麼時候 關於 意思 一家 這家 那家 哪家 哪一家
"""

QUIET: Mapping[str, frozenset[str]] = {
    "en": frozenset(_ENGLISH.split()),
    "zh": frozenset(in_simplified(_CHINESE).split()),
}
"""By language, without region or script; a language that is not here has none."""


def quiet_words(language: str) -> frozenset[str]:
    """Return the words that say nothing in the language of a tag."""
    return QUIET.get(language.partition("-")[0].lower(), frozenset())
