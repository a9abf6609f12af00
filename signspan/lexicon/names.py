"""Clean glosses for the names that the archive of source clips uses.

A name that says how a sign is made (X 2H, X ONE HANDED) is another clip of X; one that says which of several senses is
meant keeps the sense, unless it is the sense that the bare word has in conversation.
"""

import re
from typing import Final

_HANDS: Final = re.compile(r"( ALT)?( (1|2|ONE|TWO) ?(H|HANDED)| ONEHANDED)( ENG)?$")

RENAMED: Final = {
    # the sense that the bare word has in conversation
    "AUTOMOBILE": "CAR",
    "ANNIVERSARY DATE": "ANNIVERSARY",
    "ASK REQUEST": "REQUEST",
    "BAND MUSIC": "BAND",
    "BIG TALL": "TALL",
    "BIG WIDE": "BIG",
    "BILL DOLLAR": "DOLLAR",
    "BILL OWING": "BILL",
    "BLOCK PREVENT": "BLOCK",
    "BLOW BREATH": "BLOW",
    "BLUE COLOR": "BLUE",
    "BOARD PLANK": "BOARD",
    "BOLT LIGHTNING": "LIGHTNING",
    "BORROW FROM ME": "LEND",
    "BORROW FROM SOMEONE": "BORROW",
    "BOTTOM BELOW": "BOTTOM",
    "BOW SALUTE": "BOW",
    "BREAK PAUSE": "PAUSE",
    "BRIGHT SMART": "SMART",
    "BROKE MONEY": "BROKE",
    "BROKE OBJECT": "BROKEN",
    "BROTHER IN LAW": "BROTHER-IN-LAW",
    "BY NEAR": "BY",
    "CALL PHONE": "CALL",
    "CAMERA VIDEO": "VIDEO-CAMERA",
    "CAMPER RV": "CAMPER",
    "CHAIR FURNITURE": "CHAIR",
    "CHANGE ADAPT": "CHANGE",
    "CHARACTER PLAY": "CHARACTER",
    "CHEST DRAWER": "DRAWER",
    "CHOOSE THEM": "CHOOSE",
    "CHUBBY BODY": "CHUBBY",
    "CLOSE NEAR": "NEAR",
    "COLD VIRUS": "COLD-ILLNESS",
    "COME ACROSS PERSON": "MEET-BY-CHANCE",
    "COMMAND ORDER": "ORDER",
    "COMPANY BUSINESS": "COMPANY",
    "COMPASS DIRECTION": "COMPASS",
    "CONDEMN MORAL": "CONDEMN",
    "CONDUCT LEAD": "LEAD",
    "CORRECT SOMEONE": "CORRECT",
    "FUTURE NEAR": "NEAR-FUTURE",
    "THREE DIMENSION": "3D",
    # files without a name of their own, and typos
    "SG ASL CONDUCTOR CC.MP4": "CONDUCTOR",
    "SG ASL CONE TRAFFIC CC.MP4": "TRAFFIC-CONE",
    "ANNOINT": "ANOINT",
    "ANNOINT BABY": "ANOINT-BABY",
    "ANTIGUA AND BARBARDOS": "ANTIGUA-AND-BARBUDA",
    "ANTISCOCIAL": "ANTISOCIAL",
    "ARCHAELOGY": "ARCHAEOLOGY",
    "ARCHEPELIGO": "ARCHIPELAGO",
    "ARDOUS": "ARDUOUS",
    "ARMIDILLO": "ARMADILLO",
    "ASSITANT": "ASSISTANT",
    "ATHEN_S, GREECE": "ATHENS",
    "ATTRACT ATENTION": "ATTRACT-ATTENTION",
    "AUDICITY": "AUDACITY",
    "AUDTION": "AUDITION",
    "BAD REPUATION": "BAD-REPUTATION",
    "BAIRD, CHUCK": "CHUCK-BAIRD",
    "BALIFF": "BAILIFF",
    "BARGIN": "BARGAIN",
    "BENGALDESH": "BANGLADESH",
    "BENGLADESH": "BANGLADESH",
    "BEVERAGE": "DRINK-BEVERAGE",
    "BIOGRAPHICAL FATHER": "BIOLOGICAL-FATHER",
    "BIOSPY": "BIOPSY",
    "BOARD COMMITEE": "COMMITTEE",
    "BURGULAR": "BURGLAR",
    "BUS FS": "BUS-SPELLED",
    "CALENDER": "CALENDAR",
    "CELCIUS": "CELSIUS",
    "CEMENTARY": "CEMETERY",
    "CHAUFFER": "CHAUFFEUR",
    "CHIVARLIOUS": "CHIVALROUS",
    "CIRCUMISION": "CIRCUMCISION",
    "CLANDENSTINE": "CLANDESTINE",
    "COLON PUNCUATION": "COLON-PUNCTUATION",
    "CONCIEVE IDEA": "CONCEIVE-IDEA",
    "CONCIEVE PREGNANT": "CONCEIVE",
    "CONDUCT BEAHVIOR": "CONDUCT",
    "CONDUCT, CARRY OUT": "CARRY-OUT",
    "VALENTINE_S DAY": "VALENTINES-DAY",
}


def plain(name: str) -> str:
    """The gloss of an archive name: upper case, hyphens for spaces, without how many hands make it."""
    bare = _HANDS.sub("", name.upper().strip())
    return RENAMED.get(bare, bare.replace(",", "").replace("_", "").replace(" ", "-"))
