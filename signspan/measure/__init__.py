"""Every figure the project publishes: one function each, which returns numbers.

Owns `signspan evaluate` and `signspan bench`. Calls what the product calls, never a shortcut of its own, and asserts
nothing: times belong here and never in a test.
"""
