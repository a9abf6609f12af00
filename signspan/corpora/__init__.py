"""Data sets on disk to clips with labels, signers and folds.

Owns the readers of packs, signs, letters and videos, and which signers a fold leaves out: signers are never divided
between training and test. Must not know models.
"""
