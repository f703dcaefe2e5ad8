"""Bound the price of any week from below by column generation with cuts; `bound` tells the plan of the chapter."""
