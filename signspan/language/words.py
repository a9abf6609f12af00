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
NEGATIVES: Final = frozenset(
    {"not", "n't", "never", "no", "none", "nothing", "nobody", "nowhere", "cannot", "neither", "nor"}
)

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

# Verbs after which "if" asks instead of setting a condition: "ask her if she is coming".
ASKING_VERBS: Final = frozenset({"ask", "wonder", "tell", "check", "know"})
# The parser's labels for a subject.
SUBJECT_ROLES: Final = frozenset({"nsubj", "nsubjpass", "expl"})
# Bare nouns that address a person, before a comma.
ADDRESSED: Final = frozenset(
    "mother father mom mum dad grandmother grandfather brother sister friend doctor nurse teacher sir madam".split()
)

# Proper names that have signs of their own; all other names are fingerspelled.
SIGNED_NAMES: Final = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july
    august september october november december christmas thanksgiving halloween easter english asl deaf
    america canada africa china russia mexico england germany france italy japan god""".split()
)

# Whole phrases that are one sign, by words or their dictionary forms.
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
    ("grandma",): "GRANDMOTHER",
    ("grandpa",): "GRANDFATHER",
    ("restroom",): "BATHROOM",
    ("toilet",): "BATHROOM",
    ("bike",): "BICYCLE",
    ("kids",): "CHILDREN",
    ("sign", "language"): "SIGN-LANGUAGE",
    ("new", "york"): "NEW-YORK",
    ("united", "states"): "UNITED-STATES",
    ("south", "america"): "SOUTH-AMERICA",
    ("high", "school"): "HIGH-SCHOOL",
    ("best", "friend"): "BEST-FRIEND",
    ("hot", "dog"): "HOT-DOG",
    ("french", "fries"): "FRENCH-FRIES",
    ("peanut", "butter"): "PEANUT-BUTTER",
    ("sore", "throat"): "SORE-THROAT",
    ("hearing", "aid"): "HEARING-AID",
    ("cochlear", "implant"): "COCHLEAR-IMPLANT",
    ("remote", "control"): "REMOTE-CONTROL",
    ("car", "accident"): "CAR-ACCIDENT",
    ("art", "gallery"): "ART-GALLERY",
    ("vice", "president"): "VICE-PRESIDENT",
    ("new", "year"): "NEW-YEAR",
    ("last", "week"): "LAST-WEEK",
    ("last", "year"): "LAST-YEAR",
    ("all", "day"): "ALL-DAY",
    ("at", "last"): "AT-LAST",
    ("wake", "up"): "WAKE-UP",
    ("get", "up"): "GET-UP",
    ("give", "up"): "GIVE-UP",
    ("clean", "up"): "CLEAN-UP",
    ("put", "off"): "PUT-OFF",
    ("turn", "off"): "TURN-OFF",
    ("look", "for"): "LOOK-FOR",
    ("take", "turns"): "TAKE-TURNS",
    ("pay", "attention"): "PAY-ATTENTION",
    ("fall", "in", "love"): "FALL-IN-LOVE",
    ("come", "across"): "MEET-BY-CHANCE",
    ("run", "into"): "MEET-BY-CHANCE",
    ("bump", "into"): "MEET-BY-CHANCE",
    ("lots", "of"): "A-LOT",
    ("a", "lot", "of"): "A-LOT",
    ("a", "lot"): "A-LOT",
    ("because", "of"): "BECAUSE",
    ("excuse", "me"): "EXCUSE-ME",
    ("let", "'s"): "WE",
    ("of", "course"): "SURE",
    ("in", "front", "of"): "FRONT",
    ("born",): "BORN",
}
# A verb and "to" before another verb.
BEFORE_VERBS: Final[dict[tuple[str, ...], str]] = {
    ("have", "to"): "MUST",
    ("have", "got", "to"): "MUST",
    ("got", "ta"): "MUST",
    ("used", "to"): "PAST",
    ("need", "to"): "NEED",
    ("be", "able", "to"): "CAN",
}
# Words for continuing or frequent actions, for which ASL repeats the verb.
ON_AND_ON: Final = (
    ("again", "and", "again"),
    ("over", "and", "over", "again"),
    ("over", "and", "over"),
    ("all", "the", "time"),
    ("constantly",),
    ("repeatedly",),
)
MODALS: Final = {
    "can": "CAN",
    "ca": "CAN",
    "could": "CAN",
    "will": "WILL",
    "wo": "WILL",
    "'ll": "WILL",
    "would": "WILL",
    "'d": "WILL",
    "shall": "WILL",
    "may": "MAYBE",
    "might": "MAYBE",
    "must": "MUST",
    "should": "SHOULD",
    "ought": "SHOULD",
}
SYMBOLS: Final = {"%": "PERCENT", "&": "AND", "+": "PLUS", "=": "EQUAL", "$": "DOLLAR", "€": "EURO", "£": "POUND"}
MONEY_SIGNS: Final = frozenset({"$", "€", "£"})
# Comparatives that are signs of their own; all others are MORE or MOST with the adjective.
OWN_COMPARISON: Final = frozenset("better best worse more most less least later latest further farther former".split())
# Nouns whose sign can be repeated for the plural: made in one movement, free of the body (Valli & Lucas; Wilbur,
# American Sign Language). Others show the plural by number, MANY or context.
REPEATED_NOUNS: Final = frozenset(
    """house home building city town tree room box place area street road mountain window door school class meeting
    group program project plan rule law language sentence word question answer problem example thing page story
    ticket card letter book picture paper island bridge bowl cup wall""".split()
)
QUANTIFIERS: Final = frozenset(
    """many much few several some any all both every each most more lots lot number couple dozen no half
    plenty""".split()
)
# Expletive "it": "it rains", "it is late", "it is possible to".
WEATHER_VERBS: Final = frozenset({"rain", "snow", "storm", "hail", "freeze", "drizzle"})
WEATHER_WORDS: Final = frozenset(
    "weather dark late early sunny windy cloudy rainy foggy snowy noon midnight time cold hot warm cool".split()
)
SEEMING_VERBS: Final = frozenset({"seem", "appear"})

# Nouns that need no article in English.
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
