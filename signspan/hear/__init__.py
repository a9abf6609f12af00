"""Sound to words: ring buffer, voice activity, endpointing, streaming Whisper with local agreement.

Owns the listener that a session feeds with samples, and the models' weights. Must not know who speaks, or what
becomes of the words.
"""
