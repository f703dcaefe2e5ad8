"""Read what other systems write: the courier's invoices, and corrections of earlier years."""
