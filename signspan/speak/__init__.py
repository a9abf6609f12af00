"""Words to audio."""
