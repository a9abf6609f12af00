"""Glosses to motion: signs looked up, pointed, counted or spelled, joined, and given a face.

Owns the avatar's performance of a plan: fingerspelling, numbers, pronouns, blending, non-manual markers, mouthing.
Must not know English, video, or where the motion is shown.
"""
