"""Video or landmarks to motion: clean, trim, lift, retarget, check.

Owns how one person's recording of one sign becomes a motion of the avatar; enrolment and the lexicon's builder both
call it. Pure: landmarks in, motion out. Must not know which sign it is, or what the motion is for.
"""
