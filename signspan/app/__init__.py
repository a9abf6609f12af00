"""Combinations of skills, one job each: a file to a sentence, a sentence to a file or a film, a sign to a book.

Owns the single calls that need several skills; the command line and the server both use them. Must not know how a skill
works, nor sockets.
"""
