"""Which signs exist: their glosses, names, synonyms and aliases, and the motion of each.

Owns `signs/` (a packed motion a gloss, and the index), what `language` and `perform` both ask of them, and the words
of conversation that coverage is counted over. Must not know sentences, or how a sign was made (`tools` builds them).
"""
