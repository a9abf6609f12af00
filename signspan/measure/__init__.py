"""Every figure the project publishes: one function each, returning numbers.

Owns `signspan evaluate` and `signspan bench`. Calls the product's own code, without shortcuts, and asserts nothing:
timings belong here, not in tests.
"""
