"""Corpora, augmentation, the models (torch) and their export."""
