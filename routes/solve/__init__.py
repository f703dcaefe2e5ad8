"""Propose runs and week plans; nothing here is believed before `routes.check` has passed it."""
