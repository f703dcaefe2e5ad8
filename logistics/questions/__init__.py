"""Answer a planner's questions about a plan, and show what service costs."""
