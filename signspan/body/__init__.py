"""What a person is in one frame: 543 landmarks, and what follows from them.

Owns the topology, landmark files, normal forms (anchor, hands, windows), gaps and kinematics. Pure: numpy in, numpy
out. Must not know where landmarks come from, what is read from them, or how they are sent.
"""
