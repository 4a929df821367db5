"""What readers see for the words that authors choose from."""

from __future__ import annotations

from icp_playbook.model.choices import LABELS, choices


def test_each_word_has_one_label() -> None:
    """Pages find a label by the word alone, so two fields that share a word say the same for it."""
    labelled = [choice for choice in choices() if choice.labels]
    for choice in labelled:
        assert [LABELS[word] for word in choice.words] == list(choice.labels)
    assert len(LABELS) == len({word for choice in labelled for word in choice.words})


def test_a_field_labels_all_of_its_words_or_none() -> None:
    """A page that shows the field would fail at the first word without a label."""
    assert all(len(choice.labels) in (0, len(choice.words)) for choice in choices())
