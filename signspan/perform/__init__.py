"""Glosses to motion: the figure, the lexicon of signs, fingerspelling, blending and the face."""
