"""What a motion is: the avatar's skeleton, clips of bone and face tracks, and the files that hold them.

Owns the rig and the figures, quaternions, arms posed by inverse kinematics, packed signs, VRM animations and GLB. Must
not know which sign a motion is or how it was made: `capture` makes motions from people, `perform` from glosses.
"""
