"""Words in a stretch of sound, by Whisper under CTranslate2, with a window no longer than the sound needs.

Whisper was trained on thirty seconds, padded with silence, and faster-whisper always encodes thirty. Encoding only the
sound and `SLACK_S` of silence costs a quarter, with the same words (figures in docs/hearing.md). Without that silence
the decoder may repeat everything.
"""

import zlib
from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from signspan.audio import RATE, Samples
from signspan.events import Word
from signspan.hear.weights import Hearing, load

HOP: Final = 160  # samples between spectrum frames
SLACK_S = 2.0
MIN_S, MAX_S = 8.0, 30.0
MIN_SOUND_S = 0.2
WORDS_PER_S = 6.0  # faster than anybody speaks
TOKENS_PER_WORD = 3
MAX_TOKENS = 448  # of a text, by the model
MAX_CONTEXT = 40  # tokens
REPEATING = 2.4  # text that compresses better than this repeats itself
NO_SPEECH, UNSURE = 0.6, -0.8  # Whisper's own estimates, both needed to discard a text
HEARD = 0.4  # least mean probability of real speech: words found in a murmur have less


class Whisper:
    """Loads once (about a second); `words` costs some 0.5 s of one core for 5 s of speech."""

    def __init__(self, hearing: Hearing = "english") -> None:
        self._model = load(hearing)
        self._language = None if hearing == "any" else "en"

    def words(self, samples: Samples, before: Sequence[str] = ()) -> tuple[Word, ...]:
        """Words in 16 kHz samples, with times in seconds from their start; the words `before` them are context."""
        if len(samples) < MIN_SOUND_S * RATE:
            return ()
        samples = samples[-int(MAX_S * RATE) :]
        spectrum = self._model.feature_extractor(samples)
        for window_s in (max(len(samples) / RATE + SLACK_S, MIN_S), MAX_S):
            encoded = self._encode(spectrum, min(window_s, MAX_S))
            tokenizer = self._tokenizer(encoded)
            tokens = self._decode(encoded, tokenizer, _tokens(tokenizer, before), len(samples) / RATE)
            if not _repeats(tokenizer.decode(tokens)):
                words = self._place(encoded, tokenizer, tokens, spectrum.shape[-1])
                return words if words and _mean_probability(words) >= HEARD else ()
        return ()

    def place(self, samples: Samples, words: Sequence[str]) -> tuple[Word, ...]:
        """Times of known words in at most 30 s of 16 kHz samples."""
        spectrum = self._model.feature_extractor(samples)
        encoded = self._encode(spectrum, MAX_S)
        tokenizer = self._tokenizer(encoded)
        return self._place(encoded, tokenizer, _tokens(tokenizer, words), spectrum.shape[-1])

    def _encode(self, spectrum: Any, window_s: float) -> Any:
        frames = 2 * round(window_s * RATE / HOP / 2)
        window = spectrum[:, :frames]
        # feature_extractor's value for silence is its own floor, not zero
        padded = np.pad(window, ((0, 0), (0, frames - window.shape[1])), constant_values=float(spectrum.min()))
        return self._model.encode(padded.astype(np.float32))

    def _tokenizer(self, encoded: Any) -> Any:
        from faster_whisper.tokenizer import Tokenizer

        model = self._model.model
        language = self._language or model.detect_language(encoded)[0][0][0].strip("<|>")
        return Tokenizer(self._model.hf_tokenizer, model.is_multilingual, task="transcribe", language=language)

    def _decode(self, encoded: Any, tokenizer: Any, context: list[int], seconds: float) -> list[int]:
        """The tokens of all words, after those of the context; none if Whisper finds that nobody spoke."""
        prompt = [*tokenizer.sot_sequence, tokenizer.no_timestamps]
        if context:
            prompt = [tokenizer.sot_prev, *context[-MAX_CONTEXT:], *prompt]
        most = len(prompt) + int((seconds * WORDS_PER_S + 4) * TOKENS_PER_WORD)
        (found,) = self._model.model.generate(
            encoded,
            [prompt],
            beam_size=1,
            max_length=min(most, MAX_TOKENS),
            return_scores=True,
            return_no_speech_prob=True,
        )
        if found.no_speech_prob >= NO_SPEECH and found.scores[0] <= UNSURE:
            return []
        return [token for token in found.sequences_ids[0] if token < tokenizer.eot]

    def _place(self, encoded: Any, tokenizer: Any, tokens: list[int], frames: int) -> tuple[Word, ...]:
        """The tokens as words with their times and probabilities."""
        (found,) = self._model.find_alignment(tokenizer, [tokens], encoded, frames) or ([],)
        words: list[Word] = []
        for piece in found:
            text, sure = str(piece["word"]), float(piece["probability"])
            start, end = float(piece["start"]), float(piece["end"])
            if words and not text.startswith(" "):  # "cold" and "-hearted" are one word, as are a word and its comma
                first = words.pop()
                spoken = any(c.isalnum() for c in text)
                sure = min(first.probability, sure) if spoken else first.probability
                words.append(Word(first.text + text.strip(), first.start_s, end if spoken else first.end_s, sure))
            elif any(c.isalnum() for c in text):
                words.append(Word(text.strip(), start, end, sure))
        return tuple(words)


def _tokens(tokenizer: Any, words: Sequence[str]) -> list[int]:
    return list(tokenizer.encode(" " + " ".join(words))) if words else []


def _mean_probability(words: Sequence[Word]) -> float:
    return sum(word.probability for word in words) / len(words)


def _repeats(text: str) -> bool:
    content = text.encode()
    return len(content) > REPEATING * len(zlib.compress(content))
