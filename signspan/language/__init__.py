"""Sentences to glosses with non-manual markers, and glosses to sentences."""
