"""English grammar that glosses leave open, as data: which words are verbs, which prepositions follow them, which nouns
are people, places and masses, and how an adjective becomes an adverb.
"""

from typing import Final

from signspan.language.words import MASS_NOUNS

# Signed verbs, in lower case; those that are also nouns are verbs more often.
VERBS: Final = frozenset(
    """accept accomplish act adapt add admire admit adopt advise agree allow analyze announce answer apply appreciate
    approach approve argue arrest arrive ask assist assume attend avoid babysit bake bark bathe become beg begin believe
    belong bite blame bleed bless blow boil borrow bother bow brag break breathe bring brush build bully burp bury buy
    calculate call camp cancel carry catch celebrate change charge chase chat cheat check choke choose chop clap clean
    climb close collect come commit communicate compare compete complain concentrate connect consider contact continue
    convince cook copy correct cost cough count cover crash crave create criticize cry cut damage dance deal decide
    decorate decrease defeat defend delay deliver demand deny depend describe destroy detach determine develop die dig
    disagree disappear disconnect discover discuss dislike dissolve dive divide divorce do donate doubt drag draw dream
    dress drink drive drop earn eat embarrass encourage end enjoy enter erase escape establish evaluate exaggerate
    excuse exercise expand expect explain explode explore express fail faint fall feed feel fight fill find finish fire
    fish fix flirt fly focus fold follow forbid forget forgive freeze gamble gather get give go gossip graduate grow
    guess hang happen hate have hear help hide hire hit hold hope hug hunt hurry hurt ignore improve include increase
    infect influence inform inspect inspire interpret interrupt introduce invest investigate invite join joke jump keep
    kick kill kiss kneel knock know laugh lead learn leave lend let lie lift like limit link listen live lock look lose
    love make manage marry match mean measure meet melt memorize misunderstand miss mix move multiply murder need notice
    obey observe offer open oppose order overcome owe pack paint participate pass pay perform persuade plan play point
    practice praise pray preach predict prefer prepare pretend prevent print procrastinate promise pronounce protect
    prove provide publish pull punish purchase push put quit read realize receive recognize recommend record recover
    reduce refuse register rehearse reject relax remember remind remove raise reserve rent repair repeat replace
    reply request rescue
    resign resist respect respond rest retire return reveal ride rinse rob ruin run rush satisfy save say scold scream
    search see seem select sell send separate serve sew shake share shave shine shoot shop shout show shut sign sing sit
    skate ski skip slap sleep slip smell smile smoke sneeze solve speak spell spend spill spray spread stand stare start
    stay steal stop stretch struggle study submit subtract succeed suffer suggest support suppose surrender suspect
    swallow sweep swim take talk taste teach tease tell tempt thank think throw tolerate touch trade train transfer
    translate travel trust try turn twist type understand unite use vacuum visit visualize vomit vote wait wake walk
    wander want warn wash waste watch wear weigh whisper win wipe wish wonder work worry wrap write yell rain
    snow""".split()
)
# Verbs of motion: a place after them is the goal.
TAKES_PLACE: Final = frozenset("go come travel drive walk fly run move return arrive".split())
# Signs that are usually nouns, though English has verbs of the same form.
NOUNS: Final = frozenset(
    """name time test party game mother father man book table color water father bottle train ticket bag page paper
    pencil bus station hotel phone email interview meeting plan fever test train doctor nurse boss shop park host staff
    pilot guide judge film star face hand head arm back eye nose mouth stomach finger ball rest gate box card band light
    cold fish orange rain snow chicken dog cat bear bird duck butter salt tea coffee lunch dinner house bed ship boat
    program job age minute hour order exercise""".split()
) - {"rest", "plan", "rain", "snow", "order", "exercise", "fish", "cold"}

PARTICLES: Final = frozenset("in for up at down off out on to away over".split())

# Impersonal verbs, often without a subject: it costs, hurts or rains.
IMPERSONAL: Final = frozenset({"cost", "hurt", "rain", "snow", "happen", "start", "open", "close", "taste", "smell"})
# In the simple present: habits, states, timetables.
SIMPLE_PRESENT: Final = frozenset(
    """work live teach cost hurt start open close begin end belong speak own owe contain weigh say prefer support
    become look-like matter depend trust respect admire doubt miss agree disagree promise recommend suggest
    guess suppose expect hope wish care allow accept taste smell sound""".split()
)
# Over as soon as it happens: without a time, English uses the past.
MOMENTS: Final = frozenset(
    """lose forget die break drop fail quit vomit fall crash disappear faint resign graduate retire receive
    notice realize discover find win happen pass""".split()
)
# Wants and likes are in the present, even if they are about tomorrow.
NOW_VERBS: Final = frozenset("want need hope plan like love prefer wish must think know".split())
# Verbs whose subject acts on purpose; a thing in front of them is the object.
DONE_BY_PEOPLE: Final = frozenset(
    """take eat drink buy read write wear bring give show send tell cook wash clean watch use borrow pay sell cut sign
    throw carry choose find fix build paint draw visit follow finish want need like love enjoy know understand learn
    study remember forget discuss explain bake order try call hear see repair make teach check keep hold copy save
    describe print turn-on turn-off put-on pick-up hang-up type share hate have lose pull push practice""".split()
)
GENERIC_OBJECTS: Final = frozenset("like love hate enjoy prefer collect sell fear".split())
# What an adjective is about: afraid of needles.
AFTER_ADJECTIVE: Final = {
    "afraid": "of", "scared": "of", "proud": "of", "tired": "of", "jealous": "of", "allergic": "to", "angry": "at",
    "interested": "in", "worried": "about", "sorry": "about", "excited": "about", "ready": "for", "late": "for",
    "famous": "for", "bored": "with", "married": "to", "different": "from",
}  # fmt: skip
WEATHER: Final = frozenset("hot cold warm windy sunny cloudy dark wet cool".split())
INDEFINITE_OBJECTS: Final = frozenset(
    "want need have buy borrow ride wear order write make find get become draw cause bring rent".split()
)
# Verbs that a further verb may follow: WANT EAT; behind any other, a word that can be a noun is one (DISCUSS PLAN).
CATENATIVE: Final = frozenset(
    """want need like love hate try start begin go come learn plan decide forget remember hope prefer help let continue
    agree promise refuse practice enjoy finish stop ask tell say choose offer wish keep avoid quit suggest procrastinate
    afford expect""".split()
)
# Passive if a thing is in front and nobody is named: MEETING CANCEL.
DONE_TO: Final = frozenset("cancel steal arrest destroy damage".split())
# Perfect with a duration: WORK HERE 5 YEAR.
LASTING: Final = frozenset("work live know study teach learn have own love".split())
GERUNDS: Final = frozenset("enjoy finish stop practice quit avoid keep suggest".split())
BARE_INFINITIVES: Final = frozenset({"let", "help", "make"})
TELLS_CLAUSE: Final = frozenset(
    "think know say hope believe feel guess hear remember forget see understand suppose wish promise".split()
)
TWO_OBJECTS: Final = frozenset("give show tell send teach bring ask lend offer buy pay owe".split())

# The preposition between a verb and its object.
AFTER_VERB: Final[dict[str, str]] = {
    **dict.fromkeys("go come walk drive run travel fly move return commute rush wander".split(), "to"),
    **dict.fromkeys("listen talk belong speak chat reply respond apologize object".split(), "to"),
    **dict.fromkeys("wait look-for search apply ask-for pray vote".split(), "for"),
    **dict.fromkeys("look stare laugh smile shout yell".split(), "at"),
    **dict.fromkeys("agree disagree communicate flirt compete argue fight deal".split(), "with"),
    **dict.fromkeys("worry complain dream think care joke gossip brag".split(), "about"),
    **dict.fromkeys("depend focus concentrate".split(), "on"),
    **dict.fromkeys("participate believe succeed".split(), "in"),
    **dict.fromkeys("live swim stay sleep camp arrive work sit stand".split(), "place"),
}
TO_PLACES: Final = frozenset(verb for verb, word in AFTER_VERB.items() if word == "to" and verb not in {
    "listen", "talk", "belong", "speak", "chat", "reply", "respond", "apologize", "object"
})  # fmt: skip

# Places, each with its preposition of location.
PLACES: Final[dict[str, str]] = {
    **dict.fromkeys(
        """hospital store shop restaurant hotel office station airport beach bank library museum church school
        university work home theater party market cafeteria zoo gas-station pool court post-office bus-stop
        desk door""".split(),
        "at",
    ),
    **dict.fromkeys(
        """city town country house apartment room kitchen bathroom bedroom garden forest ocean sea lake river pool park
        prison jail college car basement garage world hawaii heaven classroom class village state hallway tent
        building north south east west
        dormitory dorm high-school africa america asia australia austria california canada chicago china cuba egypt
        england europe florida france germany greece india iran ireland israel italy japan london mexico paris
        philadelphia arizona pennsylvania russia scotland spain sweden switzerland texas thailand turkey washington
        boston new-york""".split(),
        "in",
    ),
    **dict.fromkeys("island mountain street floor roof farm planet bus train airplane ship road highway".split(), "on"),
    "bed": "in",
    "chair": "on",
    "couch": "on",
    "table": "on",
}
BARE_PLACES: Final = frozenset("home here there outside inside upstairs downstairs abroad".split())
VEHICLES: Final = frozenset(
    "bus train car boat ship airplane bicycle taxi subway motorcycle truck helicopter plane".split()
)
PAYMENTS: Final = frozenset({"card", "cash", "check", "phone"})

PEOPLE: Final = frozenset(
    """man woman boy girl person people child children baby kid friend family mother father mom dad parents parent
    brother sister son daughter uncle aunt cousin niece nephew grandmother grandfather grandma husband wife boyfriend
    girlfriend neighbor roommate teacher student doctor nurse dentist boss secretary lawyer mechanic police policeman
    cop firefighter customer waiter interpreter president manager director actor artist author farmer king queen prince
    princess president principal pilot driver player coach champion officer patient counselor psychologist scientist
    photographer assistant visitor agent soldier worker writer singer dancer attorney physician professor preacher
    priest librarian electrician plumber surgeon audiologist judge guest host team class group audience god angel clown
    deaf-person everyone someone nobody anyone twin stepfather adult lady thief robber""".split()
)
ANIMALS: Final = frozenset(
    """dog cat bird horse cow pig sheep goat chicken rooster duck fish rabbit mouse rat snake spider lion tiger bear
    elephant monkey giraffe wolf fox frog turtle bee bug insect butterfly dolphin whale shark kangaroo squirrel raccoon
    eagle owl gorilla animal puppy kitten""".split()
)
RELATIVES: Final = frozenset("""mother father mom dad grandmother grandfather grandma""".split())
# Conditions that English *has* where a sign describes the person.
CONDITIONS: Final = frozenset(
    """allergy fever headache cough diabetes pneumonia pain stomachache toothache infection heart-attack insurance
    appointment question problem diarrhea sore-throat flu""".split()
)

MASS: Final = MASS_NOUNS | frozenset(
    """insurance math science biology history chemistry physics geography algebra geometry psychology art economics
    grammar advice information furniture traffic soap luggage soup blood love peace fun experience electricity paper
    equipment mail news research gold silver hair ice-cream cereal bacon wood smoke alcohol poverty behavior
    ketchup flour honey candy popcorn pepper shampoo soda toast weekend-work knowledge health respect energy stress
    fingerspelling gymnastics soccer volleyball golf hockey karate swimming skiing engineering japanese spanish french
    german insurance vacation diarrhea pneumonia diabetes lunch breakfast dinner society freedom happiness fire-work
    spanish language-arts sunshine weather-news dirt sand grass fruit gas surgery rice pizza-dough jewelry laundry
    sympathy""".split()
) - {"paper"}
DEFINITE_MASS: Final = frozenset({"medicine", "homework", "money"})  # "the" as a topic
# "the" as a subject: the water is cold, but English is easy.
TANGIBLE: Final = frozenset("water coffee tea milk food bread rice soup meat cheese traffic homework medicine".split())
PLURAL_ONLY: Final = frozenset(
    "shoes pants glasses scissors clothes parents people children boots socks gloves candles cards teeth police".split()
)
DESCRIBES: Final = frozenset(
    """broken lost stolen expensive cheap late angry scared pregnant married tall short wet dry delicious
    different difficult easy empty enough fancy far fast famous guilty grateful handsome heavy high
    honest huge important impossible independent independent jealous lazy light lonely loud low lucky mad nervous
    noisy normal off open-minded perfect pleasant polite popular possible pretty proud puzzled quiet ready real right
    rude safe same scary selfish serious several shy silent silly single skinny sleepy slow soft special stubborn sure
    surprised terrible thankful thirsty true unique upset used warm weird wide wild willing wonderful worse
    worthless dead alive drunk nice gray grey gold clear curious ill lousy mature negative positive neutral odd
    ridiculous rough sensitive similar smooth sour sticky strange strict stuck thick vague worried excited gay lesbian
    depressed dizzy broke fault-free disgusted embarrassed exhausted overwhelmed available aware careless cruel clumsy
    dangerous dull due equal evil fair familiar fake flexible fluent foreign frustrated generous illegal legal healthy
    humble incredible interesting internal jealous modern narrow necessary nosy numerous obvious peaceful private
    public pure quick responsible satisfied secret simple solid spoiled sticky tender tight tough tranquil boring first
    second third last next hearing long little deep closed cold windy sunny cloudy allergic favorite favourite big
    small best better worst full""".split()
)
ADVERB_FORMS: Final[dict[str, str]] = {
    "slow": "slowly", "quick": "quickly", "good": "well", "careful": "carefully", "quiet": "quietly", "bad": "badly",
    "loud": "loudly", "easy": "easily", "clear": "clearly", "serious": "seriously", "nice": "nicely",
}  # fmt: skip
FREQUENCIES: Final = frozenset("always often sometimes usually seldom rarely".split())
BEFORE_VERB: Final = frozenset("already still also just only almost".split())
DEGREES: Final = frozenset("too very really so quite almost rather".split())
PLACE_ADVERBS: Final = frozenset("here there home outside inside upstairs downstairs together alone apart".split())
END_ADVERBS: Final = frozenset("again maybe yet together alone anyway".split())
QUANTITIES: Final = frozenset("many several few both two three four five six seven eight nine ten".split())
NUMBERS: Final = frozenset(
    """two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
    nineteen twenty thirty forty fifty hundred thousand million zero""".split()
)
COMPOUNDS: Final = frozenset(
    " ".join(phrase.split())
    for phrase in """train station; bus station; police station; gas station; fire station; phone number; bus stop;
    birthday party; birthday cake; blood test; lunch time; dinner time; bed time; heart attack; sign language;
    high school; parking lot; post office; credit card; bus driver; family doctor; work schedule; emergency room;
    math teacher; english teacher; history teacher; science teacher; sign teacher; math class; english class;
    art class; history class; science class; computer class; sign class; math test; english test; deaf school;
    apple pie; apple juice; orange juice; hot dog; dog food; cat food; hearing aid; movie theater; book store;
    shoe store; grocery store; coffee shop; tv show; video phone; office building""".split(";")
)
