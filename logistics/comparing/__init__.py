"""Compare ways to share: every key side by side, a proposed rule against the one in force, who would leave."""
