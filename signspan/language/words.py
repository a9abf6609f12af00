"""Closed classes of both languages, as data."""

from typing import Final

# English words that ASL does not sign.
ARTICLES: Final = frozenset({"a", "an", "the"})
SILENT_PREPOSITIONS: Final = frozenset({"to", "at", "of"})

POINTS: Final = frozenset(
    """i me my mine myself you your yours yourself he him his himself she her hers herself it its itself
    we us our ours ourselves they them their theirs themselves""".split()
)
WH_WORDS: Final = frozenset({"what", "where", "when", "who", "whom", "whose", "why", "which", "how"})
NEGATIVES: Final = frozenset({"not", "n't", "never", "no", "none", "nothing", "nobody", "nowhere", "cannot"})

TIME_WORDS: Final = frozenset(
    """today tomorrow yesterday tonight now later soon morning afternoon evening night noon midnight
    monday tuesday wednesday thursday friday saturday sunday recently already before then
    january february march april may june july august september october november december""".split()
)
PAST_TIMES: Final = frozenset({"yesterday", "last", "ago", "past", "before", "recently", "finish", "already"})
FUTURE_TIMES: Final = frozenset({"tomorrow", "later", "soon", "next", "will", "future", "tonight"})

MOTION_VERBS: Final = frozenset(
    {"go", "come", "walk", "drive", "run", "travel", "fly", "move", "return", "arrive", "ride"}
)
STATIVE_VERBS: Final = frozenset(
    """want need like love know have understand believe think remember forget hate own hope prefer see
    hear feel mean cost seem belong enjoy agree thank appreciate wish""".split()
)

# Verbs after which "if" asks and sets no condition: "ask her if she is coming".
ASKING_VERBS: Final = frozenset({"ask", "wonder", "tell", "check", "know"})
# How the parser names a subject.
SUBJECT_ROLES: Final = frozenset({"nsubj", "nsubjpass", "expl"})
# Whom a sentence may speak to by a bare noun, before a comma.
ADDRESSED: Final = frozenset(
    "mother father mom mum dad grandmother grandfather brother sister friend doctor nurse teacher sir madam".split()
)

# Proper names that have signs of their own; all other names are fingerspelled.
SIGNED_NAMES: Final = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july
    august september october november december christmas thanksgiving halloween easter english asl deaf
    america canada africa china russia mexico england germany france italy japan god""".split()
)

# Whole phrases that are one sign, longest first.
PHRASES: Final[dict[tuple[str, ...], str]] = {
    ("thank", "you"): "THANK-YOU",
    ("thanks",): "THANK-YOU",
    ("you", "'re", "welcome"): "WELCOME",
    ("ice", "cream"): "ICE-CREAM",
    ("good", "bye"): "BYE",
    ("goodbye",): "BYE",
    ("hi",): "HELLO",
    ("ok",): "OK",
    ("okay",): "OK",
    ("mom",): "MOTHER",
    ("mum",): "MOTHER",
    ("dad",): "FATHER",
    ("restroom",): "BATHROOM",
    ("toilet",): "BATHROOM",
    ("bike",): "BICYCLE",
    ("kids",): "CHILDREN",
}

# Nouns that take no article in English when nothing else determines them.
MASS_NOUNS: Final = frozenset(
    """water coffee tea milk food bread rice sugar salt money time work music help homework medicine
    breakfast lunch dinner school college church home bed cheese meat chocolate fish corn snow rain
    football basketball baseball bowling english asl sign language tennis beer wine juice butter""".split()
)
ADJECTIVES: Final = frozenset(
    """happy sad hungry thirsty tired sick deaf hearing good bad fine hot cold big small tall short old new
    young beautiful ugly black white blue red green yellow orange pink purple brown angry afraid busy ready
    late early easy hard wrong right same different delicious crazy cute careful full thin fat cool dark
    friendly humble interested excited bored free clean clear awful better best sorry welcome confused
    nice strong weak rich poor smart clever brave calm blind awkward annoyed ashamed bright""".split()
)
ADVERBS: Final = frozenset(
    "again always often sometimes here there maybe also too together still very really please never".split()
)
GREETINGS: Final = frozenset({"hello", "bye", "thank-you", "yes", "no", "ok", "welcome", "sorry", "please"})
