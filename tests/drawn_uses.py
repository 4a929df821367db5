"""A playbook that uses things in every way: in lists, prose, pages, parts and own parts."""

USED = """
    --- + minimal
    --- + tiers
    --- content/value_propositions/exchanges.yml +
    pains:
      - {id: chaos, pain: Labels}
    relievers:
      - {pain: chaos, how: Rules}
    promise: >-
      For the [[segment:mid-market|middle of
      the market]], as in `[[segment:mid-market]]` and [[pain:exchanges#chaos]].
    --- content/best_practices/labels.yml
    name: Labels
    owner: sales
    solves: ["exchanges#chaos"]
    tiers: [expert]
    steps: [Print.]
    value_event: A label.
    --- content/pages/how-to.md
    # How to

    Read [[segment:mid-market]] and [[value-proposition:exchanges#chaos|the chaos]], \
then [[stage:adoption]].
    """
