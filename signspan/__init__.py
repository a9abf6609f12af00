"""Signspan: a person who signs and a person who speaks, talking to each other.

`docs/architecture.md` lists the packages in the order a sentence passes through them. They exchange the events of
`signspan.events`; none knows its neighbours.
"""

__version__ = "0.1.0"
