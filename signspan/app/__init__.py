"""Joins of skills, one job each: a file to a sentence, a sentence to a file or a film, a sign to a book.

Owns what a person asks for in one call and several skills do together; the command line and the server both call it.
Must not know how a skill works, nor sockets.
"""
