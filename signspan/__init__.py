"""Signspan: a person who signs and a person who speaks, talking to each other.

The rooms of the house, in the order a sentence walks through them, are listed in
`docs/architecture.md`. Every room speaks the events of `signspan.events` and none knows its neighbours.
"""

__version__ = "0.1.0"
