"""The error tree. Every message says, on one line, what was expected and what came.

SignspanError
├── InputError        what a person or a program handed us cannot be used
│   ├── FormatError   a file or message is not in the form it claims
│   └── UnknownGloss  a gloss that no lexicon or vocabulary holds
├── MissingError      something this machine lacks: a package, a model, a device
└── LimitError        a bound was exceeded: size, length, rate
    └── RateError     too often, for too long
"""


class SignspanError(Exception):
    """Base of all errors whose message may be shown to a user as it is."""


class InputError(SignspanError):
    """The input cannot be used."""


class FormatError(InputError):
    """A file or a message is not in the form it claims to be in."""


class MissingError(SignspanError):
    """A package, model or device is not on this machine; the message names how to get it."""


class LimitError(SignspanError):
    """A bound of size, length or rate was exceeded."""


class RateError(LimitError):
    """Something was done more often than it may be, for too long."""
