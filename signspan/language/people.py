"""Words for people: nouns, given names, and the gender that English gives them.

Signs do not distinguish he from she; this only helps to resolve an English *she*.
"""

from typing import Final, Literal

Gender = Literal["he", "she", "it", ""]  # the pronoun that English uses; "" if unknown

MEN: Final = frozenset(
    """man boy father brother son husband uncle grandfather nephew king prince sir mr. mr gentleman guy boyfriend dad
    daddy grandpa waiter policeman priest grandson""".split()
)
WOMEN: Final = frozenset(
    """woman girl mother sister daughter wife aunt grandmother niece queen princess madam mrs. mrs ms. ms lady
    girlfriend mom mum mommy grandma waitress nun granddaughter""".split()
)
PEOPLE: Final = (
    MEN
    | WOMEN
    | frozenset(
        """person people child children kid baby friend teacher student doctor nurse dentist boss manager worker
        neighbor neighbour cousin parent parents patient customer driver colleague interpreter secretary lawyer police
        officer roommate classmate guest visitor partner family couple actor artist author coach captain cook
        counselor engineer farmer pilot president professor scientist singer soldier staff therapist twin
        grandparent grandparents grandchild librarian mechanic assistant client crowd""".split()
    )
)
MEN_NAMES: Final = frozenset(
    """adam ahmed alan albert alex ali andrew anthony arthur ben benjamin bill bob brian carl carlos charles chris
    christopher daniel david dennis donald edward eric frank fred gary george greg harry henry ivan jack jacob
    james jason jeff jerry jim joe john jonathan jose joseph juan justin keith ken kevin larry leo louis luis
    mark martin matthew max michael miguel mike mohamed muhammad nathan nicholas nick noah oliver omar oscar
    patrick paul peter phil philip ralph raymond richard rick robert roger ron ryan sam samuel scott sean
    simon stephen steve steven ted terry thomas tim timothy tom tony tyler victor vincent walter
    william yusuf""".split()
)
WOMEN_NAMES: Final = frozenset(
    """alice amanda amy andrea angela ann anna anne ashley barbara betty beth brenda carol caroline catherine
    charlotte christina christine cindy claire cynthia deborah debra diana diane donna doris dorothy elena
    elizabeth ella ellen emily emma eva evelyn fatima frances grace hannah heather helen irene isabel jane
    janet janice jean jennifer jessica joan joyce judith judy julia julie karen kate katherine kathleen kelly
    kim laila laura lauren layla linda lisa lucy margaret maria marie marilyn martha mary megan melissa mia
    michelle nancy nicole nina olivia pamela patricia rachel rebecca rita rosa ruth sandra sara sarah sharon
    sofia sophia stephanie susan teresa theresa tina vera victoria virginia wendy yasmin zoe""".split()
)
NAMES: Final = MEN_NAMES | WOMEN_NAMES


def gender(words: frozenset[str]) -> Gender:
    """The English pronoun for someone or something with these lower-case `words`."""
    if words & (MEN | MEN_NAMES):
        return "he"
    if words & (WOMEN | WOMEN_NAMES):
        return "she"
    return ""
