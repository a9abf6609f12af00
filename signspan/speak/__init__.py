"""Words to sound: one voice, at the requested speed.

Owns the synthesiser. Must not know for whom it speaks, or who listens.
"""
