"""Words to sound: one voice, at the speed that is asked for.

Owns the synthesiser. Must not know who is spoken for, or who listens.
"""
