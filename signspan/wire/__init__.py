"""What crosses a socket: Protobuf generated from `proto/signspan/v1` (`make proto`; never edited), and its codecs.

Owns the bytes, and what a client may say: decoding raises `FormatError` or `LimitError`, encoding never fails.
`conversation` is the page and its server, `room` two devices and their room, `landmarks` one frame.
Must not know who answers a message, or when.
"""
