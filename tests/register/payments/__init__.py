"""Invoices, approvals by two people, payments and the books."""
