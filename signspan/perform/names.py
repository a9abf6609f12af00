"""What the signs of the source clips are called here, and which other words the same sign stands for.

An alias is only given where signers use the very same sign for both words.
"""

from typing import Final

# Names in the archive that say more than the gloss.
RENAMED: Final = {
    "BLUE COLOR": "BLUE",
    "CHAIR FURNITURE": "CHAIR",
    "COMPUTER 2H": "COMPUTER",
    "CALL PHONE": "CALL",
    "CHANGE ADAPT": "CHANGE",
    "AUTOMOBILE": "CAR",
    "BIG TALL": "TALL",
    "BIG WIDE": "BIG",
    "BILL DOLLAR": "DOLLAR",
    "BREAK PAUSE": "PAUSE",
    "COLD VIRUS": "COLD-ILLNESS",
    "COMPANY BUSINESS": "COMPANY",
    "CAN CONTAINER": "CAN-CONTAINER",
    "BOTTOM BELOW": "BOTTOM",
    "BROKE OBJECT": "BROKEN",
    "CLOSE NEAR": "NEAR",
    "CLOSE DOOR": "CLOSE-DOOR",
    "CALENDER": "CALENDAR",
    "EQUAL STATUS": "EQUAL-STATUS",
    "COME ACROSS PERSON": "MEET-BY-CHANCE",
    "BUS FS": "BUS-SPELLED",
    "CHANGE MONEY": "CHANGE-MONEY",
    "BORROW FROM ME": "LEND",
    "BORROW FROM SOMEONE": "BORROW",
    "BEVERAGE": "DRINK-BEVERAGE",
    "CORRECT ME": "CORRECT-ME",
}

ALIASES: Final[dict[str, tuple[str, ...]]] = {
    "APOLOGY": ("SORRY", "APOLOGIZE", "APOLOGISE"),
    "APPLAUD": ("APPLAUSE",),
    "APPROVAL": ("APPROVE",),
    "ASSIST": ("HELP",),
    "BEGIN": ("START",),
    "BELIEF": ("BELIEVE",),
    "BEAUTY": ("BEAUTIFUL",),
    "BORE": ("BORING", "BORED"),
    "BICYCLE": ("BIKE", "CYCLE"),
    "BUY": ("PURCHASE",),
    "BYE": ("GOODBYE",),
    "BURGER": ("HAMBURGER",),
    "CALL": ("PHONE", "TELEPHONE"),
    "CAR": ("AUTOMOBILE",),
    "CAREFULLY": ("CAREFUL",),
    "CHOICE": ("CHOOSE",),
    "CITY": ("TOWN",),
    "CLOTHING": ("CLOTHES",),
    "COAT": ("JACKET",),
    "COLD": ("WINTER",),
    "COLOR": ("COLOUR",),
    "COMFORT": ("COMFORTABLE",),
    "CONFUSE": ("CONFUSED", "CONFUSING"),
    "CONGRATULATE": ("CONGRATULATIONS",),
    "CONNECT": ("CONNECTION",),
    "CELEBRATE": ("CELEBRATION",),
    "COMPLAIN": ("COMPLAINT",),
    "COMPARE": ("COMPARISON",),
    "CONCERNED": ("CONCERN",),
    "CONFIDENT": ("CONFIDENCE",),
    "CLEVER": ("SMART",),
    "DOLLAR": ("BILL",),
    "EQUAL": ("FAIR",),
    "EVERYONE": ("EVERYBODY",),
    "FUTURE": ("WILL",),
    "HELLO": ("HI", "HEY"),
    "MY": ("MINE",),
    "ANNOY": ("ANNOYED", "ANNOYING"),
    "ASHAMED": ("SHAME",),
    "BATTERY": ("ELECTRIC",),
    "BATH": ("BATHE",),
    "BEHAVE": ("BEHAVIOR", "BEHAVIOUR"),
    "BREATHE": ("BREATH",),
    "CLEAN": ("NICE",),
    "COLLECT": ("EARN",),
}


def plain(name: str) -> str:
    """The gloss of an archive name: upper case, hyphens for spaces."""
    return RENAMED.get(name, name.replace(" ", "-"))
