"""Which signs exist: their glosses, names, synonyms and aliases, and the motion of each.

Owns `signs/` (a packed motion per gloss, and the index), the look-ups that `language` and `perform` share, and the
conversational words over which coverage is counted. Must not know sentences, or how a sign was made (`tools` builds
them).
"""
