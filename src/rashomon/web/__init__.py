"""The pages and the JSON API: the same account as the command line gives, to look at.

    app.py       the server: routes, headers, who may ask      session.py   what is shown, read once, kept fresh
    shapes.py, report_shapes.py   the JSON, field by field       *_view.py    from the account to those fields
    intake.py    reports added through the page, as jobs        static/      the built pages

Views are functions from values to values and never read a ledger; only the session does.
"""
