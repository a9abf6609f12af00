"""Sentences to glosses with non-manual markers, and glosses to sentences.

Owns the rules (English and ASL as code, other pairs as tables in `packs/`), the parser, and the adapter that lets a
language model refine the rules' output. Must not know motion, recognition, or who says a sentence.
"""
