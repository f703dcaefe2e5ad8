"""Name the entries of a vehicle's limits, and the places that are no stops."""

# entries of DayInputs.limits
LEAVE, RETURN, SHIFT, CAPACITY, BREAK_MODE, BREAK_AFTER, BREAK_LENGTH, LAST_OPENING, START_BY = range(9)
NO_BREAK, WORK_BREAK, DRIVING_BREAK = 0, 1, 2

HUB = 0  # a place; stop i is place i + 1
NOBODY = -1  # in place of a stop, a call, a pattern or a leg
