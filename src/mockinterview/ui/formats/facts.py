"""What a format says that cannot be changed here."""

from __future__ import annotations

from mockinterview.core.content import Format
from mockinterview.ui import tokens
from mockinterview.ui.widgets.labels import Label
from mockinterview.ui.widgets.panels import Card


class FormatFacts(Card):
    """A format to read: how it goes, where it stands."""

    def __init__(self) -> None:
        super().__init__()
        self.about = Label("", "body")
        self.address = Label("", "meta")
        self.remark = Label("", "meta")
        self.column.setSpacing(tokens.SPACE_8)
        for label in (self.about, self.address, self.remark):
            self.column.addWidget(label)

    def show_format(self, rules: Format, own_file: str) -> None:
        """Tell this one; `own_file` is the name of the person's file that it stands in, if any."""
        self.about.setText(rules.about)
        self.about.setVisible(bool(rules.about))
        source = rules.source
        told = [f"By {source.author}." if source.author else "", source.url]
        self.address.setText(" ".join(part for part in told if part))
        self.address.setVisible(bool(self.address.text()))
        if own_file:
            remark = f"This one is in {own_file} in your folder: change it there, or make a copy."
        else:
            remark = "Shipped with the program. To change it, make a copy."
        self.remark.setText(remark)
