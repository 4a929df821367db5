"""A small company that writes Traditional Chinese, and the same one in Simplified letters."""

from __future__ import annotations

from icp_playbook.stages.search.letters import variants_in

CONFIG = """\
site_name: 理想客戶手冊
docs_dir: content/pages
theme: {{name: material, font: false, language: {language}}}
plugins: [search, icp]
markdown_extensions: [abbr, attr_list, toc]
"""

TRADITIONAL = """
--- content/company.yml
name: 雲倉科技
one_liner: 為網路零售商提供倉儲與退貨軟體。
owner: sales
four_answers:
  customer: 自有品牌的網路零售商。
  need: 減少退款，留住營收。
  success: 三分之一的退貨變成換貨。
  value: 每一筆換貨都留住一筆訂單。
not_served:
  - who: 沒有自己網店的賣家
    why: 退貨不由他們決定。
contacts:
  sales: {name: 業務部, channel: "#業務"}
--- content/account.yml
owner: sales
attributes:
  - {id: employees, question: 員工有多少人？, type: number}
--- content/segments/mid-market.yml
name: 中型品牌
owner: sales
definition: 五十到五百人、有自己網店的品牌，採用訂閱制收費。
focus: beachhead
triggers: [旺季人手不足, 換了新的倉儲系統]
--- content/segments/marketplace.yml
name: 平台賣家
owner: sales
definition: 只在購物平台上銷售的賣家。
focus: avoid
--- content/personas/finance.yml
name: 財務總監
owner: sales
side: decision
segments: [mid-market]
titles: [CFO, 財務長]
job_to_be_done: 看清每一筆退款的成本，並守住利潤率。
motivations: [年度經常性收入成長。]
frustrations: [沒有人負責退貨。]
--- content/personas/clerk.yml
name: 倉庫退貨員
owner: sales
side: use
segments: [mid-market]
titles: [倉管]
job_to_be_done: 打開包裹十秒內就知道怎麼處理。
motivations: [桌面清空。]
frustrations: [規則在別人腦子裡。]
--- content/value_propositions/exchanges.yml
name: 換貨優先
owner: sales
segment: mid-market
problem: {statement: 退款吃掉了利潤。}
added_value: {statement: 留住本來會退款的訂單。}
moat: {statement: 新品在舊品寄回之前就已保留。}
--- content/maturity/model.yml
name: 客戶成熟度
owner: sales
levels: [{level: 1, name: 初階}, {level: 2, name: 進階}]
summary: 客戶處理退貨的能力有多強。
--- content/maturity/dimensions/tools.yml
name: 工具
owner: sales
question: 他們用什麼系統？
levels:
  - {level: 1, label: 紙本, descriptor: 箱子裡的紙條。}
  - {level: 2, label: 連線, descriptor: 規則自動決定。}
--- content/maturity/tiers/beginner.yml
name: 初階客戶
owner: sales
level: 1
asks: {service: 多。}
--- content/maturity/tiers/expert.yml
name: 進階客戶
owner: sales
level: 2
asks: {service: 少。}
pressures: [議價。]
--- content/lifecycle.yml
name: 客戶旅程
owner: sales
stages:
  - {id: renewal, name: 續約, goal: 他們繼續使用。}
  - {id: review, name: 復盤會議, goal: 一起看數字。}
--- content/departments/sales.yml
name: 業務
owner: sales
optimises_for: 好的合約。
questions:
  - {question: 誰是我們的客戶？, answer: "segment:mid-market"}
  - {question: 誰有決定權？, answer: "persona:finance"}
  - {question: 如何評估客戶成熟度？, answer: "maturity-model:model"}
  - {question: 客戶窗口離職了怎麼辦？, answer: "play:champion-left"}
--- playbooks/strategies/grow.yml
name: 一起成長
owner: sales
tier: expert
stance: grow
strategy: 與客戶一起擴展到新的國家。
--- playbooks/plays/champion-left.yml
situation: 支持者離開了
owner: sales
stage: renewal
type: risk
risk: champion-lost
tiers: [beginner, expert]
objective: 找到新的內部推手。
run_by: sales
steps: [{do: 三天內打電話給採購委員會。}]
exit: 新的支持者同意了計畫。
--- content/glossary.yml
name: 詞彙表
owner: sales
terms:
  - id: icp
    term: 理想客戶畫像
    abbreviation: ICP
    definition: 我們能讓其成功、也能獲利的ICP客戶。
    avoid: [{word: 夢想客戶, reason: 願望不是畫像。}]
  - id: churn
    term: 流失率
    definition: 一年內失去的客戶比例。
    synonyms: [解約率]
  - id: exchange
    term: 換貨
    definition: 以另一件商品結束的退貨，而不是退款。
"""


def simplified(text: str) -> str:
    """Return a text in simplified letters."""
    table = variants_in([text])
    return "".join(table.get(letter, letter) for letter in text)
