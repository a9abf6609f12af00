"""What a person is in one frame: 543 points, their normal form, their kinematics, their wire form."""
