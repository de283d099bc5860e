"""Papers for the client: plan, exemption, sanction, hand-over, as PDF that screen readers can read.

The words stand in templates (``texts/<kind>.<language>.md``). A municipality replaces one by
putting a file of the same name into the folder ``documents`` of its register.
"""
