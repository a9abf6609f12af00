"""Builds what ships: the avatar's lexicon from motion capture and from several signers, and the handshapes.

Owns the commands that build the repository's data; never needed to run. Reads corpora, writes `lexicon/signs` and
`perform/alphabet`. Must not be imported at run time.
"""
