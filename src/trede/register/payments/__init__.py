"""Paying providers: invoices, their approval by two people, payments and the books.

What is due follows from the settlement of contracts on the facts of the register (``facts``). An
invoice line is paid once, after a settlement again at the moment of payment.
"""
