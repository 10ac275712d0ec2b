"""Files written in one step, locks and guarded processes.

The operating system, for every room.
"""
