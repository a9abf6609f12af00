"""Audio to words: ring buffer, VAD, streaming Whisper."""
