"""Reports for people without the program: HTML and PDF to read, CSV and JSON of the marks.

`document` says what stands in a report, whoever draws it; `attempt_report`, `comparison_report`,
`agreement_report` and `class_report` fill it; `html` and `pdf` draw it; `marks` are the figures.
`mockinterview.reporting` is what window and terminal call.
"""
